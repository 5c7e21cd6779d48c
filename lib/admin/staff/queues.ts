import 'server-only';
import { cache } from 'react';
import { z } from 'zod';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

const counts = z.object({
  /** null for users who may not read payments */
  to_verify: z.int().nullable(),
  /** refunds that this user can approve; null if they may not approve any */
  to_approve: z.int().nullable(),
  /** exceptions for this user to decide; 10 means 10 or more */
  to_decide: z.int(),
  to_pack: z.int(),
  to_ship: z.int(),
  /** not shipped, and on hold, disputed or being refunded */
  on_hold: z.int(),
  on_the_way: z.int(),
  came_back: z.int(),
});
export type Queue = keyof z.infer<typeof counts>;

/** Counts the work queues of a shop, for staff with `orders.read`. Cached per request: the header and pages show the counts. */
export const countQueues = cache(async (shop: string) =>
  rpc(await sessionClient(), 'count_queues', { shop }, counts),
);
