import 'server-only';
import { z } from 'zod';
import { type Keyset, PAGE_SIZE, pageOf } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { refund } from '@/lib/orders/order-money';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import type { RefundView } from './refund';

/** A row of `list_refunds`: a refund with its order's number and customer name. */
const listedRefund = refund.extend({ number: z.string(), name: z.string() });

export type ListedRefund = z.infer<typeof listedRefund>;

/** A page of a shop's refunds, newest first, for staff with `payments.read`. */
export async function listRefunds(
  { shop }: Membership,
  { view, keyset }: { view: RefundView; keyset: Keyset | null },
) {
  const args = {
    ...{ shop: shop.slug, stage: view, from_created_at: keyset?.at, from_id: keyset?.id },
    ...{ upwards: keyset?.direction === 'before', max_rows: PAGE_SIZE + 1 },
  };
  const rows = await rpc(await sessionClient(), 'list_refunds', args, z.array(listedRefund));
  return pageOf(rows, keyset, ({ created_at, refund_id }) => ({ at: created_at, id: refund_id }));
}
