import { ImageOff } from 'lucide-react';
import Image from 'next/image';
import { Money } from '@/components/ui/money';
import type { Order } from '@/lib/orders/order';
import { Panel } from './staff-panel';

/** What to pack, and what it costs. */
export function OrderItems({ order }: { order: Order }) {
  const { currency } = order;
  return (
    <Panel title="Items">
      <ul className="grid gap-3">
        {order.items.map((item) => (
          <li
            key={item.order_item_id}
            className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 sm:gap-x-4"
          >
            {item.image_src ? (
              <Image
                src={item.image_src}
                alt=""
                width={56}
                height={56}
                className="size-14 rounded-md bg-sunken object-cover"
              />
            ) : (
              <span className="grid size-14 place-items-center rounded-md bg-sunken text-muted">
                <ImageOff aria-hidden className="size-5" />
              </span>
            )}
            <span className="grid min-w-0">
              <span className="font-medium">
                {item.name}
                {item.option_value && <span className="font-normal text-muted"> · {item.option_value}</span>}
              </span>
              <span className="text-muted text-sm">
                <span className="font-mono text-xs">{item.sku}</span> ·{' '}
                <Money minor={item.unit_price_minor} currency={currency} /> each
              </span>
            </span>
            <span className="grid justify-items-end">
              {/* more than one is what packers overlook */}
              <span
                className={
                  item.quantity > 1 ? 'rounded-sm bg-accent-soft px-1.5 font-semibold text-accent-text' : ''
                }
              >
                × {item.quantity}
              </span>
              <Money minor={item.line_total_minor} currency={currency} className="text-sm tabular-nums" />
            </span>
          </li>
        ))}
      </ul>
      {order.note && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm">
          <span className="font-medium">The customer wrote:</span> {order.note}
        </p>
      )}
      <Sums order={order} />
    </Panel>
  );
}

function Sums({ order }: { order: Order }) {
  const { currency, subtotal_minor, shipping_minor, total_minor, paid_minor, refunded_minor } = order;
  const open = total_minor - paid_minor + refunded_minor;
  return (
    <dl className="ml-auto grid w-full max-w-xs grid-cols-[1fr_auto] gap-x-6 gap-y-1 border-line border-t pt-3 text-sm max-sm:max-w-none [&_dd]:text-right">
      <dt className="text-muted">Subtotal</dt>
      <dd>
        <Money minor={subtotal_minor} currency={currency} />
      </dd>
      <dt className="text-muted">{order.shipping_rate_name}</dt>
      <dd>
        <Money minor={shipping_minor} currency={currency} />
      </dd>
      <dt className="font-semibold">Total</dt>
      <dd className="font-semibold">
        <Money minor={total_minor} currency={currency} />
      </dd>
      <dt className="text-muted">Paid</dt>
      <dd>
        <Money minor={paid_minor} currency={currency} />
      </dd>
      {refunded_minor > 0 && (
        <>
          <dt className="text-muted">Refunded</dt>
          <dd>
            <Money minor={refunded_minor} currency={currency} />
          </dd>
        </>
      )}
      {open !== 0 && order.state !== 'cancelled' && (
        <>
          <dt className="font-medium text-warn">{open > 0 ? 'Still to pay' : 'Paid too much'}</dt>
          <dd className="font-medium text-warn">
            <Money minor={Math.abs(open)} currency={currency} />
          </dd>
        </>
      )}
    </dl>
  );
}
