import { Body, Button, Container, Head, Heading, Html, Preview, Section, Tailwind, Text } from 'react-email';
import type { OrderMailWords } from '@/lib/notifications/order-mail';
import type { Order } from '@/lib/orders/order';
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
    <Html lang="en">
      <Head />
      <Preview>{words.text}</Preview>
      <Tailwind>
        <Body className="bg-stone-100 font-sans text-stone-900">
          <Container className="mx-auto my-8 max-w-lg rounded-xl bg-white p-8">
            <Text className="m-0 text-sm font-semibold tracking-wide text-stone-500">{shop.name}</Text>
            <Heading className="mb-2 mt-4 text-2xl font-semibold">{words.title}</Heading>
            <Text className="mt-0 text-base leading-6">{words.text}</Text>
            <Section className="my-6">
              <Button
                href={url}
                className="rounded-lg bg-stone-900 px-5 py-3 text-base font-medium text-white"
              >
                {words.button}
              </Button>
            </Section>
            {words.isToTransfer && <OrderEmailTransfer order={order} locale={shop.locale} />}
            <Text className="m-0 text-sm text-stone-500">Order {order.number}</Text>
            <OrderEmailLines order={order} locale={shop.locale} />
            <Text className="mt-6 text-xs leading-5 text-stone-500">
              The button holds your private key to this order: do not pass this mail on.
            </Text>
          </Container>
        </Body>
      </Tailwind>
    </Html>
  );
}
