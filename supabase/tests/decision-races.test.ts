import { afterEach, expect, test } from 'vitest';
import { call, person, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import {
  keyOf,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  readOrder,
  readStock,
  type Settled,
  signUp,
} from './fixtures.ts';
import { behindGate, orderRow, split, times } from './gate.ts';
import { brokenChains, brokenInvariants } from './invariants.ts';
import { submitProof } from './transfers.ts';

const { sql } = await testDatabase();

afterEach(async () => {
  for (const { id } of await sql<{ id: string }[]>`select id from shops`) {
    expect(await brokenInvariants(sql, id)).toEqual([]);
    expect(await brokenChains(sql, id)).toEqual([]);
  }
});

test('two people who ship one order at once create one shipment', async () => {
  const shop = await openShop(sql);
  const order = await paidOrder(sql, shop, [[shop.variants.serum, 3]]);
  const move = (role: 'fulfiller' | 'admin', to_state: string, expected_version?: number) =>
    call<{ version: number }>(sql, person(shop.staff[role]), 'update_order_status', {
      order_id: order.order_id,
      to_state,
      expected_version: expected_version ?? null,
      details: { carrier: 'GIG', tracking_number: 'T-1', reason: 'Wait' },
    });
  const { version } = await move('fulfiller', 'processing');
  const ship = [() => move('fulfiller', 'shipped', version), () => move('admin', 'shipped', version)];
  const { answers } = split(await behindGate(sql, orderRow(order), ship));
  expect(answers).toMatchObject([{ state: 'shipped' }, { state: 'shipped' }]);
  expect(await sql`select from shipments where order_id = ${order.order_id}`).toHaveLength(1);
  expect(await readStock(sql, shop.variants.serum)).toMatchObject({ on_hand: 7, committed: 0 });
});

test('of two decisions on the same version of an order, the second is refused as stale', async () => {
  const shop = await openShop(sql);
  const order = await paidOrder(sql, shop, [[shop.variants.serum, 3]]);
  const { version } = await readOrder(sql, order.order_id);
  const decide = (to_state: string) => () =>
    call<Settled>(sql, person(shop.staff.admin), 'update_order_status', {
      order_id: order.order_id,
      to_state,
      expected_version: version,
      details: { reason: 'Wait' },
    });
  const { answers, reasons } = split(
    await behindGate(sql, orderRow(order), [decide('hold'), decide('processing')]),
  );
  expect(answers).toMatchObject([{ status: 'on_hold' }]);
  expect(reasons).toEqual(['stale']);
});

test('fifty verifiers confirm twenty transfers for ten units: exactly ten succeed', async () => {
  const shop = await openShop(sql, { bottle: { price_minor: 450_000, on_hand: 10 } });
  await sql`update payment_methods set stock_policy = 'deduct_on_confirm', lock_for = null
    where shop_id = ${shop.id} and method = 'bank_transfer'`;
  const orders = await Promise.all(
    times(20, async (index) => {
      const order = await placeOrder(sql, shop, [[shop.variants.bottle, 1]], {
        email: `buyer${index}@example.com`,
        payment_method: 'bank_transfer',
      });
      await submitProof(sql, order);
      return order;
    }),
  );
  const verifiers = await Promise.all(
    times(50, async () => {
      const caller = await signUp(sql);
      await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${caller.userId as string}, 'verifier')`;
      return caller;
    }),
  );
  // two or three verifiers per order, all at the same time
  const confirmations = verifiers.map((caller, index) => () => {
    const { order_id } = orders[index % 20] as PlacedOrder;
    return call<{ order_id: string; outcome: string }>(sql, caller, 'verify_payment', {
      order_id,
      decision: 'confirm',
      seen: { amount_minor: 600_000, bank_reference: `FT-${index % 20}`, received_at: '2026-03-01' },
    });
  });
  const results = await Promise.allSettled(confirmations.map((confirm) => confirm()));
  const { answers, reasons } = split(results);
  const confirmed = answers.filter(({ outcome }) => outcome === 'confirmed');
  expect(confirmed).toHaveLength(10);
  expect(new Set(confirmed.map(({ order_id }) => order_id)).size).toBe(10);
  expect(answers.every(({ outcome }) => outcome === 'confirmed' || outcome === 'replayed')).toBe(true);
  expect(new Set(reasons)).toEqual(new Set(['sold_out']));
  const states = await Promise.all(
    orders.map(async ({ order_id }) => (await readOrder(sql, order_id)).state),
  );
  expect(states.filter((state) => state === 'confirmed')).toHaveLength(10);
  expect(states.filter((state) => state === 'awaiting_verification')).toHaveLength(10);
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    expect(JSON.parse(result.reason.detail)).toMatchObject([{ sku: 'bottle', requested: 1, available: 0 }]);
  }
  expect(await sql`select from payments where shop_id = ${shop.id}`).toHaveLength(10);
  expect(await readStock(sql, shop.variants.bottle)).toMatchObject({
    on_hand: 10,
    committed: 10,
    available: 0,
  });
});

test('a confirmation and a cancellation at the same time account for the money, whichever comes first', async () => {
  const shop = await openShop(sql);
  for (const first of ['confirm', 'cancel'] as const) {
    const order = await placeOrder(sql, shop, [[shop.variants.serum, 1]], {
      payment_method: 'bank_transfer',
    });
    await submitProof(sql, order);
    const confirm = () =>
      call<{ outcome?: string; state: string }>(sql, person(shop.staff.verifier), 'verify_payment', {
        order_id: order.order_id,
        decision: 'confirm',
        seen: { amount_minor: order.total_minor, received_at: '2026-03-01' },
      });
    const cancel = () =>
      call<{ outcome?: string; state: string }>(sql, visitor, 'cancel_order', {
        ...keyOf(order),
        reason: 'No more',
      });
    const { answers, reasons } = split(
      await behindGate(sql, orderRow(order), first === 'confirm' ? [confirm, cancel] : [cancel, confirm]),
    );
    expect(reasons).toEqual([]);
    expect(answers).toHaveLength(2);
    const after = await readOrder(sql, order.order_id);
    // cancelled last: its money is being refunded · confirmed last: the payment reinstated the order
    expect(after.state).toBe(first === 'confirm' ? 'cancelled' : 'confirmed');
    expect(after.paid_minor).toBe(order.total_minor);
  }
});
