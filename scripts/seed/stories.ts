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

/** What happened to an order. All copies of a story have its amounts and its history, but other goods and another customer. */
const STORIES: Record<Age, Record<string, (run: Commands) => Promise<PlacedOrder>>> = {
  old: {
    'Paid by card, one item': (run) => run.finished(1),
    'Paid by card, two items': (run) => run.finished(2),
    'Paid by card, three items': (run) => run.finished(3),
    'Paid by card at the second attempt': async (run) => {
      const order = await run.place(1);
      const intent = await run.pay(order);
      const args = { reference: intent.reference, state: 'failed', reason: 'Declined' };
      await call(run.sql, server, 'mark_intent', args);
      await settle(run.sql, await run.pay(order));
      return run.move(order, ...FINISHED);
    },
    'Paid by transfer': async (run) => run.move(await run.transferred(), ...FINISHED),
    'Paid in cash': async (run) => {
      const order = await run.move(await run.place(2, { payment_method: 'cod' }), ...SHIPPED);
      const { sql, shop } = run;
      const counted = { courier: run.courier(order), counted_minor: order.total_minor };
      const collected = { amount_minor: order.total_minor, courier: counted.courier };
      await call(sql, person(shop.staff.fulfiller), 'collect_cash', { order_id: order.order_id, collected });
      await call(sql, person(shop.staff.finance), 'count_cash', {
        ...{ shop: shop.slug, ...counted, expected_minor: order.total_minor },
      });
      return run.move(order, 'completed');
    },
    'Refunded in part': async (run) => {
      const order = await run.finished(2);
      await run.refund(order, 100_000);
      return order;
    },
    'Refunded and returned': async (run) => {
      const order = await run.finished(1);
      const [line] = await run.sql`select id from order_items where order_id = ${order.order_id}`;
      await call(run.sql, person(run.shop.staff.fulfiller), 'return_order_items', {
        order_id: order.order_id,
        lines: [{ item_id: line?.id, quantity: 1, restock: true }],
        reason: 'Came back',
      });
      await run.refund(order, order.total_minor);
      return order;
    },
    'Cancelled before payment': async (run) => run.cancel(await run.place(1)),
    'Cancelled after payment': async (run) => run.cancel(await run.paid(2)),
  },
  recent: {
    'Confirmed, paid by card': (run) => run.paid(2),
    'Confirmed, cash on delivery': (run) => run.place(1, { payment_method: 'cod' }),
    Processing: async (run) => run.move(await run.paid(1), 'processing'),
    'Ready for shipment': async (run) => run.move(await run.paid(3), 'processing', 'ready_for_shipment'),
    'Shipped, paid by card': async (run) => run.move(await run.paid(1), ...SHIPPED),
    'Shipped, cash on delivery': async (run) =>
      run.move(await run.place(1, { payment_method: 'cod' }), ...SHIPPED),
    'Delivered, paid by transfer': async (run) => run.move(await run.transferred(), ...SHIPPED, 'delivered'),
  },
  waiting: {
    'Waits for the card': (run) => run.place(1),
    'Waits for the card, with an attempt': async (run) => {
      const order = await run.place(2);
      await run.pay(order);
      return order;
    },
    'Waits for a transfer': (run) => run.place(2, { payment_method: 'bank_transfer' }),
    'Waits for verification': (run) => run.proven(),
    'Waits for confirmation': (run) => run.place(1, { payment_method: 'cod' }, true),
    'Paid too little': async (run) => {
      const order = await run.place(1);
      await settle(run.sql, await run.pay(order), { amount_minor: 100 });
      return order;
    },
  },
};

const SHIPPED = ['processing', 'shipped'];
const FINISHED = [...SHIPPED, 'delivered', 'completed'];

type Commands = ReturnType<typeof commandsFor>;

/** Plays each story once by the shop's own commands, unless an earlier run did: then its order has the note `Seeded: <name>`. */
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
      order = { id: (await play(commandsFor(sql, shop, variants, index))).order_id };
      await finishStory(sql, order.id, note);
    }
    played.push({ name, age, order: order.id });
  }
  return played;
}

async function finishStory(sql: Sql, order: string, note: string) {
  // the seed sends no emails
  await sql`update notification_queue set sent_at = now(), payload = '{}' where order_id = ${order} and sent_at is null`;
  // the gateway knows nothing of its payment, so the webhook that would have reported it is recorded here
  await sql`insert into webhook_events (shop_id, gateway, dedupe_key, event_type, reference, payload, processed_at, outcome)
    select shop_id, gateway, 'seed:' || reference, 'charge.success', reference, '{}', now(), 'settled' from payment_intents
    where order_id = ${order} and state = 'succeeded'`;
  await sql`update orders set note = ${note} where id = ${order}`;
}

/** The commands of a story, by its own buyer. */
function commandsFor(sql: Sql, shop: Shop, variants: string[], index: number) {
  const admin = person(shop.staff.admin);
  const courier = ({ number }: PlacedOrder) => `Rider ${number}`;
  // placed by our server, because no limit per buyer applies to it; with `isGuest`, by a visitor whom the shop does not know
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
