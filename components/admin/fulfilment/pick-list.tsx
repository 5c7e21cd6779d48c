import { PackageSearch } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { NotYourRole } from '@/components/admin/not-your-role';
import { EmptyState } from '@/components/ui/empty-state';
import { numbersOf } from '@/lib/admin/fulfilment/numbers';
import { pickListOf } from '@/lib/admin/fulfilment/pick-list';
import { listToPrint } from '@/lib/admin/fulfilment/queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { PickRow } from './pick-row';
import { PrintHead } from './print-head';
import { SkippedOrders } from './skipped-orders';

type Props = { shop: string; query: Record<string, string | string[] | undefined> };

/** The units to pick for these orders in one go, to be ticked off on screen or on paper. */
export async function PickList({ shop, query }: Props) {
  const membership = await requireMembership(shop);
  if (!membership.can_read_orders) return <NotYourRole what="packing" role={membership.role} />;
  const numbers = numbersOf(query.orders);
  const t = await getTranslations('admin.fulfilment.print');
  const orders = await listToPrint(membership, numbers);
  const picks = pickListOf(orders);
  const units = picks.reduce((sum, pick) => sum + pick.units, 0);
  return (
    <article className="wrap grid gap-6 pb-16 print:block print:max-w-none print:p-0">
      <PrintHead shop={shop} title={t('pickListTitle')}>
        <SkippedOrders numbers={numbers} printed={orders} />
      </PrintHead>
      {picks.length === 0 ? (
        <EmptyState icon={PackageSearch} title={t('noPicksTitle')}>
          <p>{t('noPicksText')}</p>
        </EmptyState>
      ) : (
        <section className="grid max-w-4xl gap-3 print:max-w-none print:text-black">
          <p className="text-muted print:pb-2 print:text-black">
            {t.rich('pickListCount', {
              shop: membership.shop.name,
              units,
              orders: orders.length,
              print: (chunks: ReactNode) => (
                <span className="hidden font-semibold print:inline">{chunks}</span>
              ),
            })}
          </p>
          <ul className="overflow-clip rounded-lg border border-line bg-raised print:rounded-none print:border-black print:bg-white">
            {picks.map((pick) => (
              <PickRow key={pick.key} pick={pick} />
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
