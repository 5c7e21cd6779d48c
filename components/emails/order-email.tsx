import { Text } from 'react-email';
import type { OrderMailWords } from '@/lib/notifications/order-mail';
import type { Order } from '@/lib/orders/order';
import { EmailFrame } from './email-frame';
import { OrderEmailLines } from './order-email-lines';
import { OrderEmailTransfer } from './order-email-transfer';

type OrderEmailProps = {
  words: OrderMailWords;
  order: Order;
  shop: { name: string; locale: string };
  url: string;
};

/** What a shopper is told of an order, with the private link to it. */
export function OrderEmail({ words, order, shop, url }: OrderEmailProps) {
  return (
    <EmailFrame shop={shop} words={words} button={words.button} url={url}>
      {words.isToTransfer && <OrderEmailTransfer order={order} locale={shop.locale} />}
      <Text className="m-0 text-sm text-stone-500">Order {order.number}</Text>
      <OrderEmailLines order={order} locale={shop.locale} />
      <Text className="mt-6 text-xs leading-5 text-stone-500">
        The button holds your private key to this order: do not pass this mail on.
      </Text>
    </EmailFrame>
  );
}
