import 'server-only';
import { z } from 'zod';
import type { Result } from '@/lib/result';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
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
  return resultOf(rpc(await sessionClient(), 'claim_verification', { order_id, take_over }, claim));
}

/** Gives it back undecided. What this person has not taken stays as it is. */
export async function releaseVerification(order_id: string): Promise<Result> {
  return resultOf(execute(await sessionClient(), 'release_verification', { order_id }));
}
