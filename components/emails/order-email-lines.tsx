import type { ReactNode } from 'react';
import { Column, Hr, Row, Text } from 'react-email';
import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { itemName } from '@/lib/orders/shopper-items';
import { returningMinor } from '@/lib/payout-details/words';

type Props = { t: Translator<'email'>; order: Order; locale: string };

/** The items of an order, the items removed since, and the total with its refunds. */
export function OrderEmailLines({ t, order, locale }: Props) {
  const returning_minor = returningMinor(order);
  const refund_due_minor = order.refunding_minor - returning_minor;
  const money = (minor: number) => formatMoney(minor, order.currency, locale);
  return (
    <>
      <Hr className="border-stone-200" />
      {order.items.map((item) => {
        const remaining = item.quantity - item.cancelled_quantity;
        const of = (quantity: number) => ({
          label: `${quantity} × ${itemName({ ...item, answers: [] })}`,
          value: money(quantity * item.unit_price_minor),
        });
        return (
          <div key={item.order_item_id}>
            {remaining > 0 && <Line {...of(remaining)} />}
            {item.cancelled_quantity > 0 && <RemovedLine t={t} {...of(item.cancelled_quantity)} />}
            {item.answers.map(({ field_id, label, value }) => (
              <Text key={field_id} className="my-1 whitespace-pre-line text-sm text-stone-500">
                {label}: {value}
              </Text>
            ))}
          </div>
        );
      })}
      {order.shipping_rate_name && (
        <Line label={order.shipping_rate_name} value={money(order.shipping_minor)} />
      )}
      <Hr className="border-stone-200" />
      <Line label={t('lines.total')} value={money(order.total_minor)} isStrong />
      {returning_minor > 0 && <Line label={t('lines.returning')} value={money(returning_minor)} />}
      {refund_due_minor > 0 && <Line label={t('lines.owed')} value={money(refund_due_minor)} />}
      {order.refunded_minor > 0 && <Line label={t('lines.refunded')} value={money(order.refunded_minor)} />}
    </>
  );
}

const struck = 'text-stone-500 line-through';

type RemovedLineProps = { t: Translator<'email'>; label: string; value: string };

/** Says "removed" in words too, because emails are also read as plain text. */
const RemovedLine = ({ t, label, value }: RemovedLineProps) => (
  <Line
    label={t.rich('lines.removed', {
      item: label,
      strike: (chunks) => <span className={struck}>{chunks}</span>,
    })}
    value={value}
    priceClass={struck}
  />
);

type LineProps = { label: ReactNode; value: string; isStrong?: boolean; priceClass?: string };

function Line({ label, value, isStrong = false, priceClass = '' }: LineProps) {
  const look = `my-1 text-sm ${isStrong ? 'font-semibold' : 'font-normal'}`;
  return (
    <Row>
      <Column>
        <Text className={look}>{label}</Text>
      </Column>
      <Column align="right">
        <Text className={`${look} ${priceClass}`}>{value}</Text>
      </Column>
    </Row>
  );
}
