import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Notice } from '@/components/ui/form-status';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { getStaffOrder } from '@/lib/admin/orders/queries';
import { requiresTracking } from '@/lib/admin/orders/tracking';
import { requireMembership } from '@/lib/admin/staff/queries';
import { CannotReadOrders } from './cannot-read';
import { CommandProvider } from './command-context';
import { CustomerCard } from './customer';
import { OrderDisputes } from './disputes';
import { OrderNextStep } from './next-step';
import { OrderHead } from './order-head';
import { OrderItems } from './order-items';
import { OrderNavigation } from './order-navigation';
import { OrderPayments } from './payments';
import { OrderProofs } from './proofs';
import { OrderRefunds } from './refunds';
import { OrderShipments } from './shipments';
import { OrderTimeline } from './timeline';

type Props = { shop: string; number: string; query: Record<string, string | string[] | undefined> };

/** The order page: everything about an order, and what this staff member may do with it. */
export async function StaffOrder({ shop, number, query }: Props) {
  const [tCommands, membership, needsTracking, order] = await Promise.all([
    getTranslations('admin.orderCommands'),
    requireMembership(shop),
    requiresTracking(shop),
    getStaffOrder(number),
  ]);
  if (!membership.can_read_orders) return <CannotReadOrders role={membership.role} />;
  // no such order, or one of another shop where this staff member works too
  if (order?.shop !== shop) notFound();
  const { locale, country } = membership.shop;
  const { order_id, version, currency } = order;
  return (
    <article className="wrap grid gap-4 pt-4 pb-16 sm:pt-6">
      <RefreshOnReturn />
      <OrderNavigation shop={shop} order={order} query={query} />
      <OrderHead order={order} locale={locale} />
      <CommandProvider order={{ order_id, number: order.number, version, currency, locale }}>
        {query.done === 'clone' && (
          <Notice outcome="clone" tone="good">
            {tCommands('clone.done')}
          </Notice>
        )}
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
          <div className="grid min-w-0 gap-4">
            <OrderNextStep order={order} membership={membership} requiresTracking={needsTracking} />
            <OrderItems order={order} locale={locale} />
          </div>
          <div className="grid min-w-0 gap-4 lg:col-start-2 lg:row-span-2 lg:row-start-1">
            <CustomerCard order={order} country={country} />
            <OrderShipments order={order} locale={locale} />
          </div>
          <div className="grid min-w-0 gap-4">
            <OrderDisputes order={order} locale={locale} />
            <OrderProofs order={order} locale={locale} />
            <OrderPayments order={order} locale={locale} />
            <OrderRefunds order={order} locale={locale} />
            <OrderTimeline order={order} locale={locale} />
          </div>
        </div>
      </CommandProvider>
    </article>
  );
}
