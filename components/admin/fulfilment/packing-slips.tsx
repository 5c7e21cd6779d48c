import { PrinterCheck } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { NotYourRole } from '@/components/admin/not-your-role';
import { EmptyState } from '@/components/ui/empty-state';
import { numbersOf } from '@/lib/admin/fulfilment/numbers';
import { listToPrint } from '@/lib/admin/fulfilment/queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { PackingSlip } from './packing-slip';
import { PrintHead } from './print-head';
import { SkippedOrders } from './skipped-orders';

type Props = { shop: string; query: Record<string, string | string[] | undefined> };

/** The packing slips of the orders in `query.orders`. */
export async function PackingSlips({ shop, query }: Props) {
  const membership = await requireMembership(shop);
  if (!membership.can_read_orders) return <NotYourRole what="packing" role={membership.role} />;
  const numbers = numbersOf(query.orders);
  const t = await getTranslations('admin.fulfilment.print');
  const orders = await listToPrint(membership, numbers);
  return (
    <article className="wrap grid gap-6 pb-16 print:block print:max-w-none print:p-0">
      <PrintHead shop={shop} title={t('slips', { count: orders.length })}>
        <SkippedOrders numbers={numbers} printed={orders} />
      </PrintHead>
      {orders.length === 0 ? (
        <EmptyState icon={PrinterCheck} title={t('noSlipsTitle')}>
          <p>{t('noSlipsText')}</p>
        </EmptyState>
      ) : (
        orders.map((order) => <PackingSlip key={order.number} order={order} shop={membership.shop} />)
      )}
    </article>
  );
}
