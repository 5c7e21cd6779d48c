import { getTranslations } from 'next-intl/server';
import { ListActions, ListStatus } from '@/components/admin/list-actions';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { Views } from '@/components/admin/tabs';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { commandRefund } from '@/lib/admin/refunds/actions';
import { listRefunds } from '@/lib/admin/refunds/queries';
import { refundViewOf, refundViews } from '@/lib/admin/refunds/refund';
import { refundDone } from '@/lib/admin/refunds/words';
import { keysetOf } from '@/lib/admin/staff/keyset';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { shopRefundsPath } from '@/lib/staff/paths';
import { EmptyRefunds } from './empty-refunds';
import { RefundRow } from './refund-row';

type Query = Record<string, string | string[] | undefined>;

/** The shop's refunds. The default view shows those that wait for approval. */
export async function RefundList({ shop, query }: { shop: string; query: Query }) {
  const tCommands = await getTranslations('admin.orderCommands');
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return <NotYourRole what="money" role={membership.role} />;
  const view = refundViewOf(query.view);
  const t = await getTranslations('admin.refunds');
  const { rows, before, after } = await listRefunds(membership, { view, keyset: keysetOf(query) });
  const filters = { view: view === 'waiting' ? null : view };
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <Views
        label={t('views')}
        current={view}
        tabs={refundViews.map((key) => ({
          key,
          label: t(`view.${key}`),
          href: shopRefundsPath(shop, { view: key === 'waiting' ? null : key }),
        }))}
      />
      <ListActions shop={membership.shop} action={commandRefund}>
        <ListStatus done={refundDone(tCommands)} />
        {rows.length === 0 ? (
          <EmptyRefunds view={view} />
        ) : (
          <ol className="overflow-clip rounded-lg border border-line bg-raised">
            {rows.map((refund) => (
              <RefundRow key={refund.refund_id} refund={refund} shop={membership.shop} />
            ))}
          </ol>
        )}
      </ListActions>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ListKeyboard />
        <Pager
          before={before}
          after={after}
          pathTo={(cursor) => shopRefundsPath(shop, { ...filters, ...cursor })}
        />
      </div>
    </section>
  );
}
