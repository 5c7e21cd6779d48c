import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { call, person, server, visitor } from '../../supabase/tests/caller.ts';
import {
  type Intent,
  keyOf,
  type PlacedOrder,
  placeOrder,
  type Shop,
  settle,
} from '../../supabase/tests/fixtures.ts';
import { issueRefund, settleRefund } from '../../supabase/tests/refunds.ts';
import { submitProof } from '../../supabase/tests/transfers.ts';

/** When the copies of a story were placed: in the last two years, in the last week, or in the last minutes. */
export type Age = 'old' | 'recent' | 'waiting';
export type Story = { name: string; age: Age; order: string };

/** What happened to an order. All copies of a story have its amounts and its history, of other goods and another customer. */
const STORIES: Record<Age, Record<string, (at: Place) => Promise<PlacedOrder>>> = {
  old: {
    'Paid by card, one item': (at) => at.finished(1),
    'Paid by card, two items': (at) => at.finished(2),
    'Paid by card, three items': (at) => at.finished(3),
    'Paid by card at the second attempt': async (at) => {
      const order = await at.place(1);
      const intent = await at.pay(order);
      const args = { reference: intent.reference, state: 'failed', reason: 'Declined' };
      await call(at.sql, server, 'mark_intent', args);
      await settle(at.sql, await at.pay(order));
      return at.move(order, ...FINISHED);
    },
    'Paid by transfer': async (at) => at.move(await at.transferred(), ...FINISHED),
    'Paid in cash': async (at) => {
      const order = await at.move(await at.place(2, { payment_method: 'cod' }), ...SHIPPED);
      const { sql, shop } = at;
      const counted = { courier: at.courier(order), counted_minor: order.total_minor };
      const collected = { amount_minor: order.total_minor, courier: counted.courier };
      await call(sql, person(shop.staff.fulfiller), 'collect_cash', { order_id: order.order_id, collected });
      await call(sql, person(shop.staff.finance), 'count_cash', {
        ...{ shop: shop.slug, ...counted, expected_minor: order.total_minor },
      });
      return at.move(order, 'completed');
    },
    'Refunded in part': async (at) => {
      const order = await at.finished(2);
      await at.refund(order, 100_000);
      return order;
    },
    'Refunded and returned': async (at) => {
      const order = await at.finished(1);
      const [line] = await at.sql`select id from order_items where order_id = ${order.order_id}`;
      await call(at.sql, person(at.shop.staff.fulfiller), 'return_order_items', {
        order_id: order.order_id,
        lines: [{ item_id: line?.id, quantity: 1, restock: true }],
        reason: 'Came back',
      });
      await at.refund(order, order.total_minor);
      return order;
    },
    'Cancelled before payment': async (at) => at.cancel(await at.place(1)),
    'Cancelled after payment': async (at) => at.cancel(await at.paid(2)),
  },
  recent: {
    'Confirmed, paid by card': (at) => at.paid(2),
    'Confirmed, cash on delivery': (at) => at.place(1, { payment_method: 'cod' }),
    Processing: async (at) => at.move(await at.paid(1), 'processing'),
    'Ready for shipment': async (at) => at.move(await at.paid(3), 'processing', 'ready_for_shipment'),
    'Shipped, paid by card': async (at) => at.move(await at.paid(1), ...SHIPPED),
    'Shipped, cash on delivery': async (at) =>
      at.move(await at.place(1, { payment_method: 'cod' }), ...SHIPPED),
    'Delivered, paid by transfer': async (at) => at.move(await at.transferred(), ...SHIPPED, 'delivered'),
  },
  waiting: {
    'Waits for the card': (at) => at.place(1),
    'Waits for the card, with an attempt': async (at) => {
      const order = await at.place(2);
      await at.pay(order);
      return order;
    },
    'Waits for a transfer': (at) => at.place(2, { payment_method: 'bank_transfer' }),
    'Waits for verification': (at) => at.proven(),
    'Waits for confirmation': (at) => at.place(1, { payment_method: 'cod' }, true),
    'Paid too little': async (at) => {
      const order = await at.place(1);
      await settle(at.sql, await at.pay(order), { amount_minor: 100 });
      return order;
    },
  },
};

const SHIPPED = ['processing', 'shipped'];
const FINISHED = [...SHIPPED, 'delivered', 'completed'];

type Place = ReturnType<typeof placeFor>;

/** Makes one order of each story by the shop's own commands, unless there is one. An order that is ready has the story's name as its note. */
export async function playStories(sql: Sql, shop: Shop, variants: string[]): Promise<Story[]> {
  const stories = Object.entries(STORIES).flatMap(([age, named]) =>
    Object.entries(named).map(([name, play]) => ({ name, age: age as Age, play })),
  );
  const played: Story[] = [];
  for (const [index, { name, age, play }] of stories.entries()) {
    const note = `Seeded: ${name}`;
    let [order] = await sql<{ id: string }[]>`
      select id from orders where shop_id = ${shop.id} and note = ${note}`;
    if (!order) {
      order = { id: (await play(placeFor(sql, shop, variants, index))).order_id };
      await finishStory(sql, order.id, note);
    }
    played.push({ name, age, order: order.id });
  }
  return played;
}

async function finishStory(sql: Sql, order: string, note: string) {
  // the seed sends no emails
  await sql`update notification_queue set sent_at = now(), payload = '{}' where order_id = ${order} and sent_at is null`;
  // the gateway knows no payment of it, so the webhook that would have reported one is recorded here
  await sql`insert into webhook_events (shop_id, gateway, dedupe_key, event_type, reference, payload, processed_at, outcome)
    select shop_id, gateway, 'seed:' || reference, 'charge.success', reference, '{}', now(), 'settled' from payment_intents
    where order_id = ${order} and state = 'succeeded'`;
  await sql`update orders set note = ${note} where id = ${order}`;
}

/** The commands of a story, by its own buyer. */
function placeFor(sql: Sql, shop: Shop, variants: string[], index: number) {
  const admin = person(shop.staff.admin);
  const courier = ({ number }: PlacedOrder) => `Rider ${number}`;
  // by our server, which no limit on what one buyer may hold concerns; with `isGuest`, by a visitor whom the shop does not know
  const place = (lines: number, overrides: object = {}, isGuest = false) =>
    placeOrder(
      sql,
      shop,
      variants
        .slice(0, lines)
        .map((variant, position) => [variant, position + 1] as const as [string, number]),
      {
        email: `seed-story-${index}@example.com`,
        phone: `+23480399${String(10_000 + index)}`,
        shipping_address: { line1: '12 Herbert Macaulay Way', city: 'Yaba', region: 'Lagos', country: 'NG' },
        ...overrides,
      },
      isGuest ? visitor : server,
    );
  const pay = (order: PlacedOrder) => call<Intent>(sql, server, 'start_payment', keyOf(order));
  const paid = async (lines: number) => {
    const order = await place(lines);
    await settle(sql, await pay(order));
    return order;
  };
  const move = async (order: PlacedOrder, ...states: string[]) => {
    const details = { carrier: courier(order), tracking_number: 'T-1' };
    for (const to_state of states)
      await call(sql, admin, 'update_order_status', { order_id: order.order_id, to_state, details });
    return order;
  };
  const proven = async () => {
    const order = await place(1, { payment_method: 'bank_transfer' });
    await submitProof(sql, order, { amount_minor: order.total_minor });
    return order;
  };
  const transferred = async () => {
    const order = await proven();
    const seen = { amount_minor: order.total_minor, currency: order.currency, received_at: '2026-03-01' };
    const args = { order_id: order.order_id, decision: 'confirm', seen };
    await call(sql, person(shop.staff.verifier), 'verify_payment', args);
    return order;
  };
  const finished = async (lines: number) => move(await paid(lines), ...FINISHED);
  const settleRefunds = async (order: PlacedOrder) => {
    const refunds = await sql`select id, state from refunds where order_id = ${order.order_id}`;
    for (const { id, state } of refunds) {
      if (state === 'requested')
        await call(sql, admin, 'decide_refund', { refund_id: id, approve: true, reason: null });
      await settleRefund(sql, id, 'succeeded', { gateway_refund_id: randomUUID() });
    }
  };
  const refund = async (order: PlacedOrder, amount_minor: number) => {
    await issueRefund(sql, person(shop.staff.finance), order.order_id, { amount_minor });
    await settleRefunds(order);
  };
  const cancel = async (order: PlacedOrder) => {
    await call(sql, admin, 'cancel_order', { order_id: order.order_id, reason: 'Changed their mind' });
    await settleRefunds(order);
    return order;
  };
  return { sql, shop, courier, place, pay, paid, move, proven, transferred, finished, refund, cancel };
}
