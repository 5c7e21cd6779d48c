import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { fillCart, openShop, placeOrder, signUp } from './fixtures.ts';
import { type Job, jobsOn } from './outbox.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql);
const { row, makeDue } = jobsOn(sql);

describe('emails', () => {
  const claim = (max_rows = 100) => list<Job>(sql, server, 'claim_notifications', { max_rows });
  const finish = (id: string, error: string | null = null) =>
    call(sql, server, 'finish_notification', { id, error });

  /** Queues an email and leaves it as the only one that is due. */
  async function queueEmail(): Promise<string> {
    await claim();
    const { order_id } = await placeOrder(sql, shop, [[shop.variants.voucher, 1]], { payment_method: 'cod' });
    const [email] = await sql<
      { id: string }[]
    >`select id from notification_queue where order_id = ${order_id}`;
    return email?.id as string;
  }

  test('are queued with the order and carry a key that opens it', async () => {
    const id = await queueEmail();
    const [email] = await claim();
    expect(email).toMatchObject({
      id,
      template: 'order_confirmed',
      recipient: 'ada@example.com',
      attempts: 1,
    });
    const order = await call(sql, visitor, 'get_order', email?.payload);
    expect(order).toMatchObject({ number: email?.payload.number });
    await finish(id);
    const sent = await row('notification_queue', id);
    expect([sent?.sent_at, sent?.payload], 'the key is deleted once the email is sent').toEqual([
      expect.any(String),
      {},
    ]);
    expect(await claim()).toEqual([]);
  });

  test('are claimed by one worker, and retried if it never reports back', async () => {
    const id = await queueEmail();
    expect(await claim()).toHaveLength(1);
    expect(await claim()).toEqual([]);
    expect(await row('notification_queue', id)).toMatchObject({ waits: 30 });
    await makeDue('notification_queue', id);
    expect(await claim()).toMatchObject([{ id, attempts: 2 }]);
  });

  test('wait longer after each failure, and are given up after eight failures', async () => {
    const id = await queueEmail();
    const waits: unknown[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      await makeDue('notification_queue', id);
      await claim();
      await finish(id, 'Mailbox full');
      const email = await row('notification_queue', id);
      waits.push(email?.waits);
      expect(email).toMatchObject({ attempts: attempt, last_error: 'Mailbox full', sent_at: null });
      expect(email?.dead_at === null).toBe(attempt < 8);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3840]);
    await makeDue('notification_queue', id);
    expect(await claim()).toEqual([]);
  });

  test('are also given up after eight claims by workers that never reported back', async () => {
    const id = await queueEmail();
    for (let attempt = 1; attempt <= 8; attempt++) {
      await makeDue('notification_queue', id);
      expect(await claim()).toHaveLength(1);
    }
    await makeDue('notification_queue', id);
    expect(await claim()).toEqual([]);
    expect(await row('notification_queue', id)).toMatchObject({ dead_at: expect.any(String) });
  });

  test('that were sent cannot fail afterwards', async () => {
    const id = await queueEmail();
    await claim();
    await finish(id);
    await finish(id, 'Too late');
    expect(await row('notification_queue', id)).toMatchObject({
      sent_at: expect.any(String),
      last_error: null,
      dead_at: null,
    });
  });

  test('that were given up can be resent by staff who may add order notes', async () => {
    const id = await queueEmail();
    const resend = (caller: Caller) => call(sql, caller, 'resend_notification', { notification_id: id });
    const staff = (role: keyof typeof shop.staff) => person(shop.staff[role]);
    await claim();
    await resend(staff('finance'));
    expect(await claim(), 'an email that is being sent is not sent twice').toEqual([]);
    await sql`update notification_queue set dead_at = now(), attempts = 8 where id = ${id}`;
    await expectRefusal(sql, () => resend(staff('auditor')), { status: 403, reason: 'forbidden' });
    for (const caller of [staff('catalog'), await signUp(sql), person((await openShop(sql)).staff.owner)]) {
      await expectRefusal(sql, () => resend(caller), { status: 404, reason: 'notification_not_found' });
    }
    for (const role of ['owner', 'admin', 'verifier', 'fulfiller', 'finance'] as const) {
      await sql`update notification_queue set dead_at = now(), attempts = 8 where id = ${id}`;
      await resend(staff(role));
      expect(await claim(), role).toMatchObject([{ id, attempts: 1 }]);
    }
    await finish(id);
    await resend(staff('owner'));
    expect(await claim(), 'a sent email is not sent again').toEqual([]);
  });

  test('keep their idempotency key in retries, and get a new one when staff resend them', async () => {
    const id = await queueEmail();
    const key = async () => (await row('notification_queue', id))?.idempotency_key;
    const first = await key();
    await claim();
    await finish(id, 'No answer');
    await makeDue('notification_queue', id);
    expect(await claim()).toMatchObject([{ id, idempotency_key: first }]);
    await sql`update notification_queue set dead_at = now(), attempts = 8 where id = ${id}`;
    await call(sql, person(shop.staff.finance), 'resend_notification', { notification_id: id });
    expect(await key()).not.toBe(first);
  });

  test('get a new idempotency key with a new link', async () => {
    const id = await queueEmail();
    const before = await row('notification_queue', id);
    await call(sql, person(shop.staff.finance), 'reissue_order_keys', { order_id: before?.order_id });
    const after = await row('notification_queue', id);
    expect(after?.payload.access_token).not.toBe(before?.payload.access_token);
    expect(after?.idempotency_key).not.toBe(before?.idempotency_key);
  });

  test('of one event are queued once, with one key to the order', async () => {
    const { order_id } = await placeOrder(sql, shop, [[shop.variants.voucher, 1]]);
    for (let time = 0; time < 2; time++) {
      await sql`select private.notify(orders, 'order_shipped', 'shipped:twice') from orders where id = ${order_id}`;
    }
    const shipped = await sql`
      select from notification_queue where order_id = ${order_id} and template = 'order_shipped'`;
    expect(shipped).toHaveLength(1);
    // the shopper's own token, and one for each of the two emails
    expect(await sql`select from order_access_tokens where order_id = ${order_id}`).toHaveLength(3);
  });
});

test('two workers never claim the same email or the same event', async () => {
  for (let n = 0; n < 9; n++) {
    await placeOrder(sql, shop, [[shop.variants.voucher, 1]], { payment_method: 'cod' });
    await call(sql, server, 'record_webhook_event', {
      gateway: 'paystack',
      dedupe_key: randomUUID(),
      event_type: 'x',
    });
  }
  for (const name of ['claim_notifications', 'claim_webhook_events'] as const) {
    const claim = () => list<Job>(sql, server, name, { max_rows: 6 });
    // the first worker has claimed its rows but not committed
    await sql.begin(async (tx) => {
      const held = (await tx.unsafe<Job[]>(`select id from ${name}(6)`)).map((job) => job.id);
      const others = (await claim()).map((job) => job.id);
      expect([held.length, others.length > 0]).toEqual([6, true]);
      expect(others.filter((id) => held.includes(id))).toEqual([]);
    });
  }
});

test.each([
  [
    'notification_queue',
    'claim_notifications',
    `(shop_id, template, recipient, dedupe_key, next_attempt_at) select '${shop.id}', 't', 'r'`,
  ],
  [
    'webhook_events',
    'claim_webhook_events',
    `(gateway, event_type, payload, dedupe_key, next_attempt_at) select 'g', 't', '{}'`,
  ],
] as const)(
  'a worker claims no more rows of %s than it asked for, even with outdated table statistics',
  async (table, name, insert) => {
    await list(sql, server, name, { max_rows: 1000 });
    await sql.unsafe(`insert into ${table} ${insert}, '${table}' || n, now() - (100 - n) * interval '1 second'
      from generate_series(1, 20) as n`);
    // statistics of a table with one row, with which the planner runs a subselect once per row
    await sql.unsafe(`update pg_class set reltuples = 1, relpages = 1 where relname = '${table}'`);
    await sql.unsafe(`delete from pg_statistic where starelid = '${table}'::regclass`);
    expect(await list<Job>(sql, server, name, { max_rows: 3 })).toHaveLength(3);
  },
);

describe('rate limits', () => {
  const attempt = (args: Args = {}) =>
    call<boolean>(sql, server, 'take_rate_limit', {
      bucket: 'sign-in',
      key: 'ada',
      max: 2,
      window_seconds: 60,
      ...args,
    });

  test('allow the maximum per window, separately for each key and bucket', async () => {
    expect([await attempt(), await attempt(), await attempt()]).toEqual([true, true, false]);
    expect(await attempt({ key: 'bo' })).toBe(true);
    expect(await attempt({ bucket: 'sign-up' })).toBe(true);
    await sql`update rate_limits set window_started_at = now() - interval '61 seconds'`;
    expect([await attempt(), await attempt(), await attempt()]).toEqual([true, true, false]);
    const ada = await sql`select from rate_limits where key_hash = sha256('ada')`;
    expect(ada, 'keys may be addresses and are stored as hashes, one row per bucket').toHaveLength(2);
  });

  test('allow five of twenty simultaneous attempts if the limit is five', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt({ bucket: 'burst', max: 5 })));
    expect(answers.filter((isAllowed) => isAllowed)).toHaveLength(5);
  });
});

test('cleanup removes expired rows and keeps those that are still needed', async () => {
  const old = await fillCart(sql, [[shop.variants.voucher, 1]]);
  const fresh = await fillCart(sql, [[shop.variants.voucher, 1]]);
  const { order_id } = await placeOrder(sql, shop, [[shop.variants.voucher, 1]]);
  await sql`update carts set updated_at = now() - interval '61 days' where token_hash = private.sha256(${old})`;
  await sql`update idempotency_keys set created_at = now() - interval '73 hours' where response ->> 'order_id' = ${order_id}`;
  await sql`update rate_limits set window_started_at = now() - interval '25 hours'`;
  const [limits] = await sql<[{ count: number }]>`select count(*)::int from rate_limits`;
  const clean = () => call<number>(sql, server, 'cleanup_stale_rows');
  expect(await clean()).toBe(2 + limits.count);
  expect(await clean()).toBe(0);
  const carts =
    await sql`select token_hash = private.sha256(${fresh}) as fresh from carts where token_hash in (private.sha256(${fresh}), private.sha256(${old}))`;
  expect(carts.map((cart) => cart.fresh)).toEqual([true]);
  expect(await sql`select from orders where id = ${order_id}`).toHaveLength(1);
});

test('a heartbeat stores only the last run of a job', async () => {
  const beat = async () => {
    await call(sql, server, 'note_heartbeat', { name: 'cron' });
    return sql`select beat_at from heartbeats where name = 'cron'`;
  };
  const [first] = await beat();
  const again = await beat();
  expect(again).toHaveLength(1);
  expect(again[0]?.beat_at.getTime()).toBeGreaterThanOrEqual(first?.beat_at.getTime());
});
