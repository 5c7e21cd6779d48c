import { Text } from 'react-email';
import type { Translator } from '@/lib/messages/messages';
import type { OrderEmailWords } from '@/lib/notifications/order-email';
import type { Order } from '@/lib/orders/order';
import { EmailFrame } from './email-frame';
import { OrderEmailLines } from './order-email-lines';
import { OrderEmailTransfer } from './order-email-transfer';

type OrderEmailProps = {
  t: Translator<'email'>;
  words: OrderEmailWords;
  order: Order;
  shop: { name: string; locale: string };
  url: string;
};

/** An email to a shopper about an order, with the private link to it. */
export function OrderEmail({ t, words, order, shop, url }: OrderEmailProps) {
  return (
    <EmailFrame shop={shop} words={words} button={words.button} url={url}>
      {words.isToTransfer && <OrderEmailTransfer t={t} order={order} locale={shop.locale} />}
      <Text className="m-0 text-sm text-stone-500">{t('frame.order', { number: order.number })}</Text>
      <OrderEmailLines t={t} order={order} locale={shop.locale} />
      <Text className="mt-6 text-xs leading-5 text-stone-500">{t('frame.privateLink')}</Text>
    </EmailFrame>
  );
}
