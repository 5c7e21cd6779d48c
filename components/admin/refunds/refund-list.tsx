import { ListActions, ListStatus } from '@/components/admin/list-actions';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { Views } from '@/components/admin/tabs';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { commandRefund } from '@/lib/admin/refunds/actions';
import { listRefunds } from '@/lib/admin/refunds/queries';
import { type RefundView, refundViewOf, refundViews } from '@/lib/admin/refunds/refund';
import { refundDone } from '@/lib/admin/refunds/words';
import { keysetOf } from '@/lib/admin/staff/keyset';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { shopRefundsPath } from '@/lib/staff/paths';
import { EmptyRefunds } from './empty-refunds';
import { RefundRow } from './refund-row';

type Query = Record<string, string | string[] | undefined>;

/** The shop's refunds: what waits for a second person's yes first. */
export async function RefundList({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return <NotYourRole what="Money is" role={membership.role} />;
  const view = refundViewOf(query.view);
  const { rows, before, after } = await listRefunds(membership, { view, keyset: keysetOf(query) });
  const here = { view: view === 'waiting' ? null : view };
  return (
    <section aria-label="Refunds" className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <Views
        label="Refunds by where they stand"
        current={view}
        tabs={(Object.keys(refundViews) as RefundView[]).map((key) => ({
          key,
          label: refundViews[key],
          href: shopRefundsPath(shop, { view: key === 'waiting' ? null : key }),
        }))}
      />
      <ListActions shop={membership.shop} action={commandRefund}>
        <ListStatus done={refundDone} />
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
          pathTo={(place) => shopRefundsPath(shop, { ...here, ...place })}
        />
      </div>
    </section>
  );
}
