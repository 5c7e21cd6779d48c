import 'server-only';
import { z } from 'zod';
import { type Keyset, pageOf, readPage } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

const courierCash = z.object({
  courier: z.string(),
  currency: z.string(),
  /** collected but not handed over yet */
  expected_minor: z.int(),
  orders: z.array(
    z.object({
      number: z.string(),
      amount_minor: z.int(),
      collected_at: z.iso.datetime({ offset: true }),
    }),
  ),
  /** total and number of the shipped or delivered orders with nothing collected yet */
  to_collect_minor: z.int(),
  to_collect: z.int(),
  /** why this user may not count this cash; null if they may */
  count_blocked_by: z.enum(['forbidden', 'nothing_to_count', 'separation_of_duties']).nullable(),
});

export type CourierCash = z.infer<typeof courierCash>;

/** Cash held by each courier of a shop, largest amount first, for staff with `payments.read`. */
export async function listCourierCash({ shop }: Membership): Promise<CourierCash[]> {
  return rpc(await sessionClient(), 'list_courier_cash', { shop: shop.slug }, z.array(courierCash));
}

/** A page of cash handovers, newest first, for staff with `payments.read`; empty for everyone else. */
export async function listHandovers({ shop }: Membership, keyset: Keyset | null) {
  const query = (await sessionClient())
    .from('cash_handovers')
    .select(
      `id, courier, expected_minor, counted_minor, currency, note, counted_at,
      counter:profiles!cash_handovers_counted_by_fkey(name)`,
    )
    .eq('shop_id', shop.id);
  const { data, error } = await readPage(query, keyset, { column: 'counted_at', newestFirst: true });
  if (error) throw new Error(`cash_handovers: ${error.code} ${error.message}`);
  return pageOf(data, keyset, ({ counted_at, id }) => ({ at: counted_at, id }));
}

export type Handover = Awaited<ReturnType<typeof listHandovers>>['rows'][number];
