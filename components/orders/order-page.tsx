import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { headOf } from '@/lib/orders/shopper-words';
import type { Shop } from '@/lib/shops/queries';
import { OrderAddress } from './order-address';
import { OrderCancel } from './order-cancel';
import { OrderHead } from './order-head';
import { OrderItems } from './order-items';
import { OrderPayment } from './order-payment';
import { OrderTimeline } from './order-timeline';
import { OrderTracking } from './order-tracking';
import { OrderWaiting } from './order-waiting';

type Props = {
  shop: Shop;
  order: Order;
  /** of a payment that the gateway could not tell about yet */
  reference?: string;
};

/** An order as its buyer sees it: confirmation, receipt and tracking in one. */
export function OrderPage({ shop, order, reference }: Props) {
  const isWaiting = reference !== undefined && order.can_pay;
  const canCancel = order.actions.some(({ command }) => command === 'cancel');
  return (
    <div className="wrap grid max-w-5xl gap-8 py-8 lg:py-14">
      <OrderHead {...headOf(order)} isWaiting={isWaiting}>
        <p className="text-muted">
          Order <strong className="font-semibold text-ink tabular-nums">{order.number}</strong>, placed{' '}
          <Time at={order.placed_at} timeZone={order.time_zone} locale={shop.locale} />
        </p>
      </OrderHead>
      {isWaiting && <OrderWaiting reference={reference} />}
      {order.can_pay && (
        <OrderPayment
          orderId={order.order_id}
          number={order.number}
          total={<Money minor={order.total_minor} currency={order.currency} locale={shop.locale} />}
          payUntil={
            order.expires_at && <Time at={order.expires_at} timeZone={order.time_zone} locale={shop.locale} />
          }
          promisedUntil={order.promised_until}
          hasFailed={order.status === 'payment_failed'}
          isWaiting={isWaiting}
        />
      )}
      <OrderTracking order={order} locale={shop.locale} />
      <div className="grid items-start gap-8 md:grid-cols-[3fr_2fr]">
        <OrderItems order={order} locale={shop.locale} />
        <div className="grid gap-6">
          <Card className="grid gap-4">
            <h2 className="font-display text-xl">What happened</h2>
            <OrderTimeline order={order} locale={shop.locale} />
          </Card>
          <OrderAddress order={order} locale={shop.locale} />
          {canCancel && <OrderCancel orderId={order.order_id} number={order.number} />}
          <p className="text-muted text-sm">
            Questions?{' '}
            {shop.contact_email ? (
              <a
                href={`mailto:${shop.contact_email}?subject=${encodeURIComponent(`Order ${order.number}`)}`}
                className="text-accent-text underline underline-offset-4"
              >
                {shop.contact_email}
              </a>
            ) : (
              'Answer the e-mail about this order.'
            )}
          </p>
        </div>
      </div>
    </div>
  );
}
