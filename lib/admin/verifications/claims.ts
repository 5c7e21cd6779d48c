import 'server-only';
import { z } from 'zod';
import { refusalOf } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { sessionClient } from '@/lib/supabase/session';

const claim = z.object({ claimed_until: z.string(), seconds_left: z.int() });

/**
 * Takes an order’s money to look for, as the person who is signed in, or takes it for ten minutes more; an owner also takes over what
 * a colleague has. Refuses with the reasons of `claim_verification`.
 */
export async function takeVerification(
  order_id: string,
  take_over = false,
): Promise<Result<z.infer<typeof claim>>> {
  const { data, error } = await (await sessionClient()).rpc('claim_verification', { order_id, take_over });
  return error ? refusalOf(error) : done(claim.parse(data));
}

/** Gives it back undecided. What this person has not taken stays as it is. */
export async function releaseVerification(order_id: string): Promise<Result> {
  const { error } = await (await sessionClient()).rpc('release_verification', { order_id });
  return error ? refusalOf(error) : done(null);
}
