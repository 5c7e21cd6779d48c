import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { RefreshOnReturn } from '@/components/admin/refresh-on-return';
import { getStaffOrder } from '@/lib/orders/staff-queries';
import { shopOrdersPath } from '@/lib/staff/paths';
import { requireMembership } from '@/lib/staff/queries';
import { CannotReadOrders } from './staff-cannot-read';
import { CustomerCard } from './staff-customer';
import { OrderDesk } from './staff-desk';
import { OrderHead } from './staff-order-head';
import { OrderItems } from './staff-order-items';
import { OrderPayments } from './staff-payments';
import { PlainlySaid } from './staff-plainly-said';
import { OrderShipments } from './staff-shipments';
import { OrderTimeline } from './staff-timeline';

type Props = { shop: string; number: string; query: Record<string, string | string[] | undefined> };

/** Everything about one order, and what this member of staff may do with it. */
export async function StaffOrder({ shop, number, query }: Props) {
  const [membership, order] = await Promise.all([requireMembership(shop), getStaffOrder(number)]);
  if (!membership.can_read_orders) return <CannotReadOrders role={membership.role} />;
  // An order of another shop of theirs is not here, even though they may see it there.
  if (order?.shop !== shop) notFound();
  const { locale, country } = membership.shop;
  return (
    <article className="wrap grid gap-4 pt-4 pb-16 sm:pt-6">
      <RefreshOnReturn />
      <Link
        href={shopOrdersPath(shop)}
        className="-ml-1 inline-flex min-h-9 items-center gap-1.5 justify-self-start rounded-sm px-1 text-muted text-sm hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Orders
      </Link>
      <OrderHead order={order} locale={locale} />
      <PlainlySaid query={query} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_auto_auto_1fr]">
        <OrderDesk order={order} membership={membership} />
        <OrderItems order={order} />
        <div className="grid gap-4 lg:col-start-2 lg:row-span-4 lg:row-start-1">
          <CustomerCard order={order} country={country} />
          <OrderShipments order={order} locale={locale} />
        </div>
        <OrderPayments order={order} locale={locale} />
        <OrderTimeline order={order} membership={membership} />
      </div>
    </article>
  );
}
