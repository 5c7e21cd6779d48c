import { describe, expect, test } from 'vitest';
import { type Caller, call, person, visitor } from './caller.ts';
import { cashOn } from './cash.ts';
import { testDatabase } from './database.ts';
import { exceptionsOn } from './exceptions.ts';
import { openShop } from './fixtures.ts';
import { placeTransfer, transferredOrder, transfersOn } from './transfers.ts';
import { tried } from './undone.ts';

/*
 * The preview of a payment that staff see must match what the payment then does to its order.
 */

interface Step {
  up_to_minor: number | null;
  effect: string;
  returns_minor: number;
}
interface Verification {
  standing: string;
  blocked_by: string | null;
  is_another: boolean;
}
interface StaffOrder {
  payment_steps: Step[];
  verification: Verification;
}

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 10_000 } });
const { proven, confirm } = transfersOn(sql, shop);
const { finance, resolve } = exceptionsOn(sql, shop);
const admin = person(shop.staff.admin);
const verifier = person(shop.staff.verifier);
const see = (caller: Caller, { number }: { number: string }) =>
  call<StaffOrder>(sql, caller, 'get_order', { number });
const stepOf = (steps: Step[], amount: number) =>
  steps.find(({ up_to_minor }) => up_to_minor === null || amount <= up_to_minor);

/** The outcome that verify_payment or collect_cash returns for each previewed effect. */
const outcomes: Record<string, string> = {
  ...{
    confirms: 'confirmed',
    confirms_with_rest: 'confirmed',
    revives: 'revived',
    revives_with_rest: 'revived',
  },
  ...{
    holds: 'mismatch',
    pays_in_full: 'confirmed',
    overpays: 'overpaid',
    asks: 'mismatch',
    short: 'sold_out',
  },
};
const amounts = [
  1, 199_999, 200_000, 200_001, 299_999, 300_000, 300_001, 399_999, 400_000, 400_001, 599_999, 600_000,
  600_001, 9_000_000,
];

/** Each places an order of 6,000.00 by transfer and brings it to a situation in which money may arrive for it. */
const situations: Record<string, () => Promise<{ order_id: string; number: string }>> = {
  'waits for a verifier': () => proven(),
  'waits for the balance': async () => {
    const order = await proven();
    await confirm(order.order_id, { amount_minor: 400_000 });
    await resolve(order.order_id, 'ask_rest');
    return order;
  },
  'is paid in part, with an open exception': async () => {
    const order = await proven();
    await confirm(order.order_id, { amount_minor: 400_000 });
    return order;
  },
  'is paid in part, and the part is being refunded': async () => {
    const order = await proven();
    await confirm(order.order_id, { amount_minor: 400_000 });
    await resolve(order.order_id, 'refund');
    return order;
  },
  'is paid in part, and a quarter of the part is being refunded': async () => {
    const order = await proven();
    await confirm(order.order_id, { amount_minor: 400_000 });
    await call(sql, finance, 'issue_refund', {
      ...{ order_id: order.order_id, amount_minor: 100_000 },
      ...{ reason: 'Not asked for', idempotency_key: crypto.randomUUID() },
    });
    return order;
  },
  'was paid': () => transferredOrder(sql, shop, [[shop.variants.serum, 1]]),
  'was cancelled': async () => {
    const order = await placeTransfer(sql, shop);
    await call(sql, admin, 'cancel_order', { order_id: order.order_id, reason: 'No answer' });
    return order;
  },
  'is out of stock': async () => {
    const { serum } = shop.variants;
    const order = await placeTransfer(sql, shop, 1);
    await sql`delete from inventory_locks where order_id = ${order.order_id}`;
    await sql`update order_items set quantity = 90000 where order_id = ${order.order_id} and variant_id = ${serum}`;
    return order;
  },
};

describe.each(Object.entries(situations))('a payment for an order that %s', (_name, reach) => {
  test('has the previewed effect, for every amount', async () => {
    const order = await reach();
    const { payment_steps: steps, verification } = await see(verifier, order);
    for (const amount_minor of amounts) {
      const seen = {
        ...{
          amount_minor,
          currency: 'NGN',
          bank_reference: `FT-of-${amount_minor}`,
          received_at: '2026-03-01',
        },
        another: verification.is_another,
      };
      const done = await tried<{ outcome: string }>(sql, verifier, 'verify_payment', {
        ...{ order_id: order.order_id, decision: 'confirm', seen },
      });
      const step = stepOf(steps, amount_minor);
      const expected = outcomes[step?.effect ?? ''];
      // if the goods are sold out, recording any amount is refused first, until `even_if_short` is set
      const refused = done.reason === 'sold_out' && step?.effect === 'holds' ? expected : done.reason;
      expect([amount_minor, step?.effect, done.answer?.outcome ?? refused]).toEqual([
        amount_minor,
        step?.effect,
        expected,
      ]);
    }
    // `another` is required exactly if the preview says so
    const again = await tried(sql, verifier, 'verify_payment', {
      ...{ order_id: order.order_id, decision: 'confirm' },
      seen: {
        amount_minor: 600_000,
        bank_reference: 'FT-other',
        received_at: '2026-03-01',
        even_if_short: true,
      },
    });
    expect(again.reason === 'already_paid').toBe(verification.is_another);
  });
});

test('the preview of a payment of the full price includes the refund of an earlier part', async () => {
  const order = await situations['is paid in part, with an open exception']?.();
  const { payment_steps: steps } = await see(verifier, order as never);
  expect(stepOf(steps, 600_000)).toMatchObject({ effect: 'confirms', returns_minor: 400_000 });
  expect(stepOf(steps, 200_000)).toMatchObject({ effect: 'confirms_with_rest', returns_minor: 0 });
});

test('cash on delivery has the previewed effect', async () => {
  const { open, buy, move } = cashOn(sql);
  const at = await open();
  const fulfiller = person(at.staff.fulfiller);
  const order = await buy(at);
  for (const state of ['processing', 'shipped']) await move(at, order, state);
  const [row] = await call<(StaffOrder & { number: string })[]>(sql, fulfiller, 'list_fulfilment', {
    ...{ shop: at.slug, stage: 'on_the_way' },
  });
  const { payment_steps: steps } = await see(fulfiller, order);
  expect(row?.payment_steps).toEqual(steps);
  for (const amount_minor of [1, 599_999, 600_000, 600_001]) {
    const done = await tried<{ outcome: string }>(sql, fulfiller, 'collect_cash', {
      ...{ order_id: order.order_id, collected: { amount_minor } },
    });
    expect([amount_minor, done.answer?.outcome]).toEqual([
      amount_minor,
      outcomes[stepOf(steps, amount_minor)?.effect ?? ''],
    ]);
  }
});

test('an exception previews its refund', async () => {
  await sql`update shop_settings set refund_approval_above_minor = 300000 where shop_id = ${shop.id}`;
  const order = await proven();
  await confirm(order.order_id, { amount_minor: 400_000 });
  const preview = async () => {
    const seen = await call<{ exceptions: { preview: object }[] }>(sql, finance, 'get_order', {
      number: order.number,
    });
    return seen.exceptions[0]?.preview;
  };
  expect(await preview()).toMatchObject({
    ...{ held_minor: 400_000, missing_minor: 200_000, goes_on: false, refund_minor: 400_000 },
    ...{ refund_needs_approval: true, refund_cancels: false, stays_open: true },
  });
  await sql`update shop_settings set refund_approval_above_minor = null where shop_id = ${shop.id}`;
  expect(await preview()).toMatchObject({ refund_needs_approval: false });
});

test('a shopper sees no preview', async () => {
  const order = await proven();
  const seen = await call<StaffOrder>(sql, visitor, 'get_order', {
    ...{ number: order.number, access_token: order.access_token },
  });
  expect(seen.payment_steps).toBeNull();
  expect(seen).not.toHaveProperty('verification');
});
