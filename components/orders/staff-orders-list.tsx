import { RefreshOnReturn } from '@/components/admin/refresh-on-return';
import { cursorOf } from '@/lib/orders/staff-paging';
import { listOrders } from '@/lib/orders/staff-queries';
import { orderViewOf } from '@/lib/orders/staff-views';
import { requireMembership } from '@/lib/staff/queries';
import { paramText } from '@/lib/text';
import { CannotReadOrders } from './staff-cannot-read';
import { NoOrders } from './staff-no-orders';
import { OrderRow, orderColumns } from './staff-order-row';
import { OrdersKeyboard } from './staff-orders-keyboard';
import { OrdersPager } from './staff-orders-pager';

type Query = Record<string, string | string[] | undefined>;

export async function OrdersList({ shop, query }: { shop: string; query: Query }) {
  const search = paramText(query.q);
  const view = search ? 'all' : orderViewOf(query.view);
  const [membership, { rows, newer, older }] = await Promise.all([
    requireMembership(shop),
    listOrders(shop, { view, search, cursor: cursorOf(query) }),
  ]);
  if (!membership.can_read_orders) return <CannotReadOrders role={membership.role} />;
  return (
    <section aria-label={search ? `Orders matching ${search}` : 'Orders'} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      {rows.length === 0 ? (
        <NoOrders shop={shop} view={view} search={search} />
      ) : (
        <ol className={orderColumns}>
          {rows.map((order) => (
            <OrderRow key={order.id} order={order} shop={membership.shop} />
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center justify-between gap-4">
        <OrdersKeyboard />
        <OrdersPager shop={shop} view={view} search={search} newer={newer} older={older} />
      </div>
    </section>
  );
}
