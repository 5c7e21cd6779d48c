import Image from 'next/image';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import type { Order } from '@/lib/orders/order';

/** What was bought and what it costs, as it was at the checkout. */
export function OrderItems({ order, locale }: { order: Order; locale: string }) {
  const money = { currency: order.currency, locale };
  return (
    <Card className="grid gap-5">
      <h2 className="font-display text-xl">What you bought</h2>
      <ul className="grid gap-4">
        {order.items.map((item) => (
          <li
            key={item.order_item_id}
            className="grid grid-cols-[3.5rem_1fr_auto] items-center gap-4 text-[0.9375rem]"
          >
            <span className="relative block aspect-4/5 overflow-hidden rounded-sm bg-sunken">
              {item.image_src && (
                <Image src={item.image_src} alt="" fill sizes="56px" className="object-cover" />
              )}
            </span>
            <span className="min-w-0">
              <span className="block font-medium leading-snug">{item.name}</span>
              <span className="text-muted text-sm">
                {item.option_value && `${item.option_value} · `}
                {item.quantity} × <Money minor={item.unit_price_minor} {...money} />
              </span>
            </span>
            <Money minor={item.line_total_minor} {...money} />
          </li>
        ))}
      </ul>
      <dl className="grid gap-2 border-line border-t pt-4 text-[0.9375rem] [&>div]:flex [&>div]:justify-between [&>div]:gap-4">
        <div>
          <dt className="text-muted">Subtotal</dt>
          <dd>
            <Money minor={order.subtotal_minor} {...money} />
          </dd>
        </div>
        <div>
          <dt className="text-muted">{order.shipping_rate_name}</dt>
          <dd>{order.shipping_minor === 0 ? 'Free' : <Money minor={order.shipping_minor} {...money} />}</dd>
        </div>
        <div className="mt-1 border-line border-t pt-3 font-semibold text-lg">
          <dt>Total</dt>
          <dd>
            <Money minor={order.total_minor} {...money} />
          </dd>
        </div>
        {order.paid_minor > 0 && (
          <div>
            <dt className="text-muted">Paid</dt>
            <dd className="text-good">
              <Money minor={order.paid_minor} {...money} />
            </dd>
          </div>
        )}
        {order.refunded_minor > 0 && (
          <div>
            <dt className="text-muted">Sent back to you</dt>
            <dd>
              <Money minor={order.refunded_minor} {...money} />
            </dd>
          </div>
        )}
      </dl>
    </Card>
  );
}
