import { getTranslations } from 'next-intl/server';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { Pager } from '@/components/admin/pager';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { listOf } from '@/lib/admin/orders/paging';
import { listOrders } from '@/lib/admin/orders/queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { shopOrdersPath } from '@/lib/staff/paths';
import { CannotReadOrders } from './cannot-read';
import { EmptyOrders } from './empty-orders';
import { OrderRow, orderColumns } from './order-row';

type Query = Record<string, string | string[] | undefined>;

export async function OrdersList({ shop, query }: { shop: string; query: Query }) {
  const list = listOf(query);
  const { view, search } = list;
  const [membership, { rows, newer, older }, t] = await Promise.all([
    requireMembership(shop),
    listOrders(shop, list),
    getTranslations('admin'),
  ]);
  if (!membership.can_read_orders) return <CannotReadOrders role={membership.role} />;
  const filters = { view: view === 'all' ? null : view, q: search };
  return (
    <section
      aria-label={search ? t('orders.list.matching', { search }) : t('shell.pages.orders')}
      className="wrap grid gap-4 pb-16"
    >
      <RefreshOnReturn />
      {rows.length === 0 ? (
        <EmptyOrders shop={shop} view={view} search={search} isFirst={!list.cursor} />
      ) : (
        <ol className={orderColumns}>
          {rows.map((order) => (
            <OrderRow key={order.id} order={order} shop={membership.shop} list={list.query} />
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ListKeyboard search="order-search" />
        <Pager
          before={newer}
          after={older}
          labels={{ before: t('orders.list.newer'), after: t('orders.list.older') }}
          pathTo={(cursor) =>
            shopOrdersPath(shop, {
              ...filters,
              ...('before' in cursor ? { newer: cursor.before } : { older: cursor.after }),
            })
          }
        />
      </div>
    </section>
  );
}
