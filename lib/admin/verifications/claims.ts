import 'server-only';
import { z } from 'zod';
import type { Result } from '@/lib/result';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

const claim = z.object({ claimed_until: z.string(), seconds_left: z.int() });

/**
 * Claims an order's verification for the signed-in user for ten minutes, or renews their claim; an owner may take over
 * a colleague's claim. Refuses with the reasons of `claim_verification`.
 */
export async function takeVerification(
  order_id: string,
  take_over = false,
): Promise<Result<z.infer<typeof claim>>> {
  return resultOf(rpc(await sessionClient(), 'claim_verification', { order_id, take_over }, claim));
}

/** Releases this user's claim without a decision; another user's claim stays. */
export async function releaseVerification(order_id: string): Promise<Result> {
  return resultOf(execute(await sessionClient(), 'release_verification', { order_id }));
}
