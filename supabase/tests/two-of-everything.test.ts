import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { call, type FunctionName, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  fillCart,
  markIntent,
  openShop,
  paidOrder,
  placeOrder,
  type Shop,
  settle,
  waitingOrder,
} from './fixtures.ts';
import { behindGate, shelfOf, split } from './gate.ts';
import { issueRefund } from './refunds.ts';

const { sql } = await testDatabase();
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const many = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(times(count, make));

const goods = {
  serum: { price_minor: 450_000, on_hand: 60 },
  voucher: { price_minor: 500_000, on_hand: null },
};
type Store = Shop<'serum' | 'voucher'>;
const store = (): Promise<Store> => openShop(sql, goods);

/** Orders that were not paid in time, and were checked at their gateway since. */
async function overdue(shop: Store, count: number) {
  const waiting = await many(count, () => waitingOrder(sql, shop));
  await letPass(sql, shop.id, '25 hours');
  for (const { intent } of waiting) await markIntent(sql, intent, { state: 'abandoned' });
}
/** Orders that were paid when they were out of stock and still need a decision. */
async function undecided(shop: Store, count: number) {
  const waiting = await many(count, () => waitingOrder(sql, shop));
  await letPass(sql, shop.id, '31 minutes');
  await call(sql, server, 'adjust_stock', { variant_id: shop.variants.serum, on_hand: 0, reason: 'A flood' });
  for (const { intent } of waiting) await settle(sql, intent);
  await letPass(sql, shop.id, '25 hours');
}
/** Orders that were delivered eight days ago. */
async function deliveredLongAgo(shop: Store, count: number) {
  const staff = person(shop.staff.fulfiller);
  await many(count, async () => {
    const { order_id } = await paidOrder(sql, shop, [[shop.variants.voucher, 1]]);
    for (const to_state of ['processing', 'shipped', 'delivered']) {
      const details = { carrier: 'GIG', tracking_number: 'T-1' };
      await call(sql, staff, 'update_order_status', { order_id, to_state, details });
    }
  });
  await letPass(sql, shop.id, '8 days');
}
/** Refunds to be sent. */
const refunds = (shop: Store, count: number) =>
  many(count, async () => {
    const { order_id } = await paidOrder(sql, shop, [[shop.variants.voucher, 1]]);
    await issueRefund(sql, person(shop.staff.finance), order_id, { amount_minor: 100 });
  });

describe('two workers claim different work, even before the first commits', () => {
  const queues: [FunctionName, string, (shop: Store) => Promise<unknown>][] = [
    [
      'claim_notifications',
      'id',
      (shop) => many(9, () => placeOrder(sql, shop, [[shop.variants.voucher, 1]], { payment_method: 'cod' })),
    ],
    [
      'claim_webhook_events',
      'id',
      () =>
        many(9, () =>
          call(sql, server, 'record_webhook_event', {
            gateway: 'paystack',
            dedupe_key: randomUUID(),
            event_type: 'x',
          }),
        ),
    ],
    ['claim_refunds', 'refund_id', (shop) => refunds(shop, 9)],
    [
      'claim_intents_to_check',
      'reference',
      async (shop) => {
        await many(9, () => waitingOrder(sql, shop));
        await letPass(sql, shop.id, '3 minutes');
      },
    ],
  ];

  test.each(queues)('%s', async (name, key, prepare) => {
    const claim = (max_rows: number) =>
      list<Record<string, string>>(sql, server, name, { max_rows }).then((rows) =>
        rows.map((row) => row[key]),
      );
    await claim(1000);
    await prepare(await store());
    const claimed: unknown[] = [];
    await sql.begin(async (tx) => {
      const held = await tx.unsafe<Record<string, string>[]>(`select * from ${name}(4)`);
      expect(held).toHaveLength(4);
      claimed.push(...held.map((row) => row[key]));
      const others = await many(4, () => claim(3));
      claimed.push(...others.flat());
    });
    claimed.push(...(await claim(1000)));
    expect(claimed, 'all of it is claimed').toHaveLength(9);
    expect(new Set(claimed).size, 'and none of it twice').toBe(9);
  });
});

describe('several runs of a job at once do what one run would do', () => {
  const jobs: [FunctionName, number, (shop: Store) => Promise<unknown>, string, number][] = [
    [
      'cancel_expired_orders',
      8,
      (shop) => overdue(shop, 8),
      `select from activity_logs where action = 'cancel' and shop_id =`,
      8,
    ],
    [
      'refund_undecided_orders',
      8,
      (shop) => undecided(shop, 8),
      `select from refunds where amount_minor = 600000 and shop_id =`,
      8,
    ],
    [
      'complete_delivered_orders',
      8,
      (shop) => deliveredLongAgo(shop, 8),
      `select from activity_logs where action = 'complete' and shop_id =`,
      8,
    ],
    [
      'cleanup_expired_inventory_locks',
      8,
      async (shop) => {
        await many(8, () => waitingOrder(sql, shop));
        await letPass(sql, shop.id, '31 minutes');
      },
      'select from inventory_locks where shop_id =',
      0,
    ],
    [
      'cleanup_stale_rows',
      8,
      async (shop) => {
        await many(8, () => fillCart(sql, [[shop.variants.voucher, 1]]));
        await sql`update carts set updated_at = now() - interval '61 days' where shop_id = ${shop.id}`;
      },
      'select from carts where shop_id =',
      0,
    ],
  ];

  test.each(jobs)('%s', async (name, due, prepare, query, rows) => {
    await call(sql, server, name);
    const shop = await store();
    await prepare(shop);
    const counts = await many(4, () => call<number>(sql, server, name));
    expect(counts.reduce((sum, count) => sum + count)).toBe(due);
    expect(await call(sql, server, name), 'nothing is left').toBe(0);
    expect(await sql.unsafe(`${query} '${shop.id}'`)).toHaveLength(rows);
  });

  test.each(['cancel_expired_orders', 'refund_undecided_orders', 'complete_delivered_orders'] as const)(
    '%s does not wait for another run',
    async (name) => {
      await call(sql, server, name);
      const prepare = {
        cancel_expired_orders: overdue,
        refund_undecided_orders: undecided,
        complete_delivered_orders: deliveredLongAgo,
      };
      await prepare[name](await store(), 3);
      await sql.begin(async (tx) => {
        const [first] = await tx.unsafe<[{ count: number }]>(`select ${name}() as count`);
        expect(first.count).toBe(3);
        expect(await call(sql, server, name)).toBe(0);
      });
      expect(await call(sql, server, name)).toBe(0);
    },
  );

  test('a run that is killed leaves all its work to the next', async () => {
    await call(sql, server, 'cancel_expired_orders');
    await overdue(await store(), 3);
    const killed = sql.begin(async (tx) => {
      await tx`select cancel_expired_orders()`;
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await call(sql, server, 'cancel_expired_orders')).toBe(3);
  });
});

test('two of every job at once, while shoppers order, pay and cancel in the same shop, neither deadlock nor break an invariant', async () => {
  const shop = await store();
  const late = await many(6, () => waitingOrder(sql, shop));
  const oversold = await many(6, () => waitingOrder(sql, shop, 9));
  await letPass(sql, shop.id, '31 minutes');
  const cancelled = await many(6, () => paidOrder(sql, shop, [[shop.variants.serum, 2]]));
  await call(sql, server, 'adjust_stock', { variant_id: shop.variants.serum, on_hand: 16, reason: 'Count' });
  for (const { intent } of oversold) await settle(sql, intent);
  await letPass(sql, shop.id, '25 hours');
  for (const { intent } of late) await markIntent(sql, intent, { state: 'abandoned' });
  await deliveredLongAgo(shop, 4);
  await refunds(shop, 4);

  const jobs: (() => Promise<unknown>)[] = (
    [
      'cancel_expired_orders',
      'refund_undecided_orders',
      'complete_delivered_orders',
      'cleanup_expired_inventory_locks',
      'cleanup_stale_rows',
    ] as const
  ).map((name) => () => call(sql, server, name));
  const workers: (() => Promise<unknown>)[] = (
    ['claim_refunds', 'claim_intents_to_check', 'claim_notifications', 'claim_webhook_events'] as const
  ).map((name) => () => list(sql, server, name, { max_rows: 50 }));
  const people: (() => Promise<unknown>)[] = [
    ...cancelled.map(
      ({ order_id, access_token }) =>
        () =>
          call(sql, visitor, 'cancel_order', { order_id, reason: null, access_token }),
    ),
    ...late.slice(0, 3).map(
      ({ intent }) =>
        () =>
          settle(sql, intent),
    ),
    ...times(4, () => () => placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: 'cod' })),
  ];
  const race = [...jobs, ...people.slice(0, 6), ...workers, ...jobs, ...people.slice(6), ...workers];
  const { reasons } = split(await behindGate<unknown>(sql, shelfOf(shop), race));
  expect(reasons.filter((reason) => reason !== 'sold_out')).toEqual([]);

  await call(sql, server, 'note_heartbeat', { name: 'cron' });
  const checks = await list<{ check: string; ok: boolean; details: string }>(sql, server, 'doctor');
  // only this shop's clock was moved, so its waiting work counts as late
  const lateWork = ['exceptions_are_decided_in_time', 'refunds_move', 'webhooks_arrive'];
  expect(checks.filter(({ check, ok }) => !ok && !lateWork.includes(check))).toEqual([]);
});
