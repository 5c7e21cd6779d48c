import { Banknote } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { ListActions, ListStatus } from '@/components/admin/list-actions';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { countCash } from '@/lib/admin/cash/count-actions';
import { listCourierCash, listHandovers } from '@/lib/admin/cash/queries';
import { keysetOf } from '@/lib/admin/staff/keyset';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { shopCashPath } from '@/lib/staff/paths';
import { CourierRow } from './courier-row';
import { HandoverRow } from './handover-row';

type Query = Record<string, string | string[] | undefined>;

/** The cash that each courier holds, and the past handovers. */
export async function CashList({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return <NotYourRole what="money" role={membership.role} />;
  const keyset = keysetOf(query);
  const [couriers, { rows, before, after }, t] = await Promise.all([
    listCourierCash(membership),
    listHandovers(membership, keyset),
    getTranslations('admin.cash'),
  ]);
  return (
    <div className="wrap grid gap-8 pb-16">
      <RefreshOnReturn />
      <section aria-labelledby="cash-on-the-road" className="grid gap-4">
        <h2 id="cash-on-the-road" className="font-semibold text-lg">
          {t('couriers.title')}
        </h2>
        <ListActions shop={membership.shop} action={countCash}>
          <ListStatus
            done={{
              count_exact: t('countDone.count_exact'),
              count_differs: t('countDone.count_differs'),
            }}
          />
          {couriers.length === 0 ? (
            <EmptyState icon={Banknote} title={t('couriers.emptyTitle')}>
              <p>{t('couriers.emptyText')}</p>
            </EmptyState>
          ) : (
            <ol className="overflow-clip rounded-lg border border-line bg-raised">
              {couriers.map((cash) => (
                <CourierRow key={cash.courier} cash={cash} shop={membership.shop} />
              ))}
            </ol>
          )}
        </ListActions>
      </section>
      <section aria-labelledby="cash-counted" className="grid gap-4">
        <h2 id="cash-counted" className="font-semibold text-lg">
          {t('handovers.title')}
        </h2>
        {rows.length === 0 ? (
          <p className="rounded-lg border border-edge border-dashed p-4 text-muted text-sm">
            {keyset ? t('handovers.emptyPage') : t('handovers.empty')}
          </p>
        ) : (
          <ol className="overflow-clip rounded-lg border border-line bg-raised">
            {rows.map((handover) => (
              <HandoverRow key={handover.id} handover={handover} shop={membership.shop} />
            ))}
          </ol>
        )}
        <Pager before={before} after={after} pathTo={(cursor) => shopCashPath(shop, cursor)} />
      </section>
    </div>
  );
}
