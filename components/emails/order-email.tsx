import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Preview,
  Row,
  Section,
  Tailwind,
  Text,
} from 'react-email';
import { z } from 'zod';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';

export const orderEmailTemplate = z.enum([
  'order_confirmed',
  'order_shipped',
  'order_delivered',
  'order_cancelled',
]);
type Template = z.infer<typeof orderEmailTemplate>;

type Words = { subject: string; title: string; text: string };

function wordsFor(template: Template, order: Order): Words {
  const parcel = order.shipments.at(-1);
  switch (template) {
    case 'order_confirmed':
      return order.payment_method === 'cod'
        ? {
            subject: `We have your order ${order.number}`,
            title: 'Thank you, your order is in',
            text: `We are getting it ready. Please have ${formatMoney(order.total_minor, order.currency)} at hand when it arrives.`,
          }
        : {
            subject: `Payment received for order ${order.number}`,
            title: 'Thank you, your payment is here',
            text: 'We are getting your order ready and will write again as soon as it is on its way.',
          };
    case 'order_shipped':
      return {
        subject: `Order ${order.number} is on its way`,
        title: 'Your parcel is on its way',
        text: parcel
          ? `${parcel.carrier} has it. Tracking number: ${parcel.tracking_number}.`
          : 'The courier has your parcel.',
      };
    case 'order_delivered':
      return {
        subject: `Order ${order.number} has arrived`,
        title: 'Your parcel has arrived',
        text: 'We hope that you like it. Is something not right? Just answer this mail.',
      };
    case 'order_cancelled':
      return {
        subject: `Order ${order.number} was cancelled`,
        title: 'Your order was cancelled',
        text:
          order.cancelled_by === 'system'
            ? 'It was not paid in time, so the pieces went back on the shelf. You are welcome to order again.'
            : (order.cancel_reason ?? 'Nothing was charged.'),
      };
  }
}

export const orderEmailSubject = (template: Template, order: Order) => wordsFor(template, order).subject;

type OrderEmailProps = {
  template: Template;
  order: Order;
  shop: { name: string; locale: string };
  url: string;
};

/** What a shopper is told of an order, with the private link to it. */
export function OrderEmail({ template, order, shop, url }: OrderEmailProps) {
  const { title, text } = wordsFor(template, order);
  const money = (minor: number) => formatMoney(minor, order.currency, shop.locale);
  return (
    <Html lang="en">
      <Head />
      <Preview>{text}</Preview>
      <Tailwind>
        <Body className="bg-stone-100 font-sans text-stone-900">
          <Container className="mx-auto my-8 max-w-lg rounded-xl bg-white p-8">
            <Text className="m-0 text-sm font-semibold tracking-wide text-stone-500">{shop.name}</Text>
            <Heading className="mb-2 mt-4 text-2xl font-semibold">{title}</Heading>
            <Text className="mt-0 text-base leading-6">{text}</Text>
            <Section className="my-6">
              <Button
                href={url}
                className="rounded-lg bg-stone-900 px-5 py-3 text-base font-medium text-white"
              >
                See your order
              </Button>
            </Section>
            <Text className="m-0 text-sm text-stone-500">Order {order.number}</Text>
            <Hr className="border-stone-200" />
            {order.items.map((item) => (
              <Line
                key={item.order_item_id}
                label={`${item.quantity} × ${item.name}${item.option_value ? `, ${item.option_value}` : ''}`}
                value={money(item.line_total_minor)}
              />
            ))}
            <Line label={order.shipping_rate_name} value={money(order.shipping_minor)} />
            <Hr className="border-stone-200" />
            <Line label="Total" value={money(order.total_minor)} strong />
            <Text className="mt-6 text-xs leading-5 text-stone-500">
              The button holds your private key to this order: do not pass this mail on.
            </Text>
          </Container>
        </Body>
      </Tailwind>
    </Html>
  );
}

function Line({ label, value, strong = false }: { label: string; value: string; strong?: boolean }) {
  const weight = strong ? 'font-semibold' : 'font-normal';
  return (
    <Row>
      <Column>
        <Text className={`my-1 text-sm ${weight}`}>{label}</Text>
      </Column>
      <Column align="right">
        <Text className={`my-1 text-sm ${weight}`}>{value}</Text>
      </Column>
    </Row>
  );
}
