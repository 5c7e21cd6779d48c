import { Column, Hr, Row, Text } from 'react-email';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { itemName } from '@/lib/orders/shopper-items';
import { returningMinor } from '@/lib/payout-details/words';

/** What was ordered, what was taken off since, and what of its money has moved. */
export function OrderEmailLines({ order, locale }: { order: Order; locale: string }) {
  const returning_minor = returningMinor(order);
  const owed_minor = order.refunding_minor - returning_minor;
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  return (
    <>
      <Hr className="border-stone-200" />
      {order.items.map((item) => {
        const remaining = item.quantity - item.cancelled_quantity;
        const of = (quantity: number) => ({
          label: `${quantity} × ${itemName(item)}`,
          value: money(quantity * item.unit_price_minor),
        });
        return (
          <div key={item.order_item_id}>
            {remaining > 0 && <Line {...of(remaining)} />}
            {item.cancelled_quantity > 0 && <Line {...of(item.cancelled_quantity)} isTakenOff />}
          </div>
        );
      })}
      {order.shipping_rate_name && (
        <Line label={order.shipping_rate_name} value={money(order.shipping_minor)} />
      )}
      <Hr className="border-stone-200" />
      <Line label="Total" value={money(order.total_minor)} isStrong />
      {returning_minor > 0 && <Line label="On its way back to you" value={money(returning_minor)} />}
      {owed_minor > 0 && <Line label="To be paid back to you" value={money(owed_minor)} />}
      {order.refunded_minor > 0 && <Line label="Went back to you" value={money(order.refunded_minor)} />}
    </>
  );
}

type LineProps = { label: string; value: string; isStrong?: boolean; isTakenOff?: boolean };

function Line({ label, value, isStrong = false, isTakenOff = false }: LineProps) {
  const look = `my-1 text-sm ${isStrong ? 'font-semibold' : 'font-normal'}`;
  const price = isTakenOff ? 'text-stone-500 line-through' : '';
  return (
    <Row>
      <Column>
        <Text className={look}>
          {/* in words too: mails are also read as plain text */}
          {isTakenOff && 'Taken off: '}
          <span className={price}>{label}</span>
        </Text>
      </Column>
      <Column align="right">
        <Text className={`${look} ${price}`}>{value}</Text>
      </Column>
    </Row>
  );
}
