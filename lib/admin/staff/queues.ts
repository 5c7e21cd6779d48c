import 'server-only';
import { cache } from 'react';
import { z } from 'zod';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

const counts = z.object({
  /** null for who may not read payments */
  to_verify: z.int().nullable(),
  /** refunds for this person's yes; null for who may not approve any */
  to_approve: z.int().nullable(),
  /** exceptions for this person to decide; 10 stands for all that are more */
  to_decide: z.int(),
  to_pack: z.int(),
  to_ship: z.int(),
  /** not sent yet, and must wait */
  on_hold: z.int(),
  on_the_way: z.int(),
  came_back: z.int(),
});
export type Queue = keyof z.infer<typeof counts>;

/** How many orders wait in each queue of a shop, for staff with `orders.read`. Asked once a request: the header shows it. */
export const countQueues = cache(async (shop: string) =>
  rpc(await sessionClient(), 'count_queues', { shop }, counts),
);
