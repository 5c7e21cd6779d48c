import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { fillCart, openShop, placeOrder, signUp, startPayment } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql);

interface Job {
  id: string;
  attempts: number;
  payload: Record<string, unknown>;
}

/** What a job's table says of it, with times as seconds from now. */
const row = async (table: 'notification_queue' | 'webhook_events', id: string) =>
  (
    await sql`select to_jsonb(t) || jsonb_build_object('waits',
    round(extract(epoch from next_attempt_at - now()))) as job from ${sql(table)} as t where id = ${id}`
  )[0]?.job;
/** The same job, when its time has come again. */
const comeDue = (table: 'notification_queue' | 'webhook_events', id: string) =>
  sql`update ${sql(table)} set next_attempt_at = now() - interval '1 second' where id = ${id}`;

describe('mails', () => {
  const claim = (max_rows = 100) => list<Job>(sql, server, 'claim_notifications', { max_rows });
  const finish = (id: string, error: string | null = null) =>
    call(sql, server, 'finish_notification', { id, error });

  /** A mail that is due, alone. */
  async function queueMail(): Promise<string> {
    await claim();
    const { order_id } = await placeOrder(sql, shop, [[shop.variants.voucher, 1]], { payment_method: 'cod' });
    const [mail] = await sql<
      { id: string }[]
    >`select id from notification_queue where order_id = ${order_id}`;
    return mail?.id as string;
  }

  test('are written with the order, and hold a key to it that opens it', async () => {
    const id = await queueMail();
    const [mail] = await claim();
    expect(mail).toMatchObject({
      id,
      template: 'order_confirmed',
      recipient: 'ada@example.com',
      attempts: 1,
    });
    const order = await call(sql, visitor, 'get_order', mail?.payload);
    expect(order).toMatchObject({ number: mail?.payload.number });
    await finish(id);
    const sent = await row('notification_queue', id);
    expect([sent?.sent_at, sent?.payload], 'the key is gone once it is sent').toEqual([
      expect.any(String),
      {},
    ]);
    expect(await claim()).toEqual([]);
  });

  test('are held for one worker, and tried again when it never comes back', async () => {
    const id = await queueMail();
    expect(await claim()).toHaveLength(1);
    expect(await claim()).toEqual([]);
    expect(await row('notification_queue', id)).toMatchObject({ waits: 30 });
    await comeDue('notification_queue', id);
    expect(await claim()).toMatchObject([{ id, attempts: 2 }]);
  });

  test('wait longer after each failure, and are given up after eight', async () => {
    const id = await queueMail();
    const waits: unknown[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      await comeDue('notification_queue', id);
      await claim();
      await finish(id, 'Mailbox full');
      const mail = await row('notification_queue', id);
      waits.push(mail?.waits);
      expect(mail).toMatchObject({ attempts: attempt, last_error: 'Mailbox full', sent_at: null });
      expect(mail?.dead_at === null).toBe(attempt < 8);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3840]);
    await comeDue('notification_queue', id);
    expect(await claim()).toEqual([]);
  });

  test('are given up after eight workers that never came back, too', async () => {
    const id = await queueMail();
    for (let attempt = 1; attempt <= 8; attempt++) {
      await comeDue('notification_queue', id);
      expect(await claim()).toHaveLength(1);
    }
    await comeDue('notification_queue', id);
    expect(await claim()).toEqual([]);
    expect(await row('notification_queue', id)).toMatchObject({ dead_at: expect.any(String) });
  });

  test('that were sent are not failed afterwards', async () => {
    const id = await queueMail();
    await claim();
    await finish(id);
    await finish(id, 'Too late');
    expect(await row('notification_queue', id)).toMatchObject({
      sent_at: expect.any(String),
      last_error: null,
      dead_at: null,
    });
  });

  test('that were given up are sent again by staff, to whom orders speak', async () => {
    const id = await queueMail();
    const resend = (caller: Caller) => call(sql, caller, 'resend_notification', { notification_id: id });
    const staff = (role: keyof typeof shop.staff) => person(shop.staff[role]);
    await claim();
    await resend(staff('finance'));
    expect(await claim(), 'what is being sent is not sent twice').toEqual([]);
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
    expect(await claim(), 'what was sent is not sent again').toEqual([]);
  });

  test('of one event are queued once, and open the order by one key', async () => {
    const { order_id } = await placeOrder(sql, shop, [[shop.variants.voucher, 1]]);
    for (let time = 0; time < 2; time++) {
      await sql`select private.notify(orders, 'order_shipped', 'shipped:twice') from orders where id = ${order_id}`;
    }
    const shipped = await sql`
      select from notification_queue where order_id = ${order_id} and template = 'order_shipped'`;
    expect(shipped).toHaveLength(1);
    // the shopper's own, and one of each of the two emails
    expect(await sql`select from order_access_tokens where order_id = ${order_id}`).toHaveLength(3);
  });
});

describe('webhooks', () => {
  const record = (args: Args = {}) =>
    call<{ id: string; duplicate: boolean }>(sql, server, 'record_webhook_event', {
      gateway: 'paystack',
      dedupe_key: randomUUID(),
      event_type: 'charge.success',
      reference: 'R-1',
      payload: { data: { id: 1 } },
      ...args,
    });
  const claim = (args: Args = {}) =>
    list<Job>(sql, server, 'claim_webhook_events', { max_rows: 100, ...args });
  const finish = (id: string, outcome: string | null, error: string | null = null) =>
    call(sql, server, 'finish_webhook_event', { id, outcome, error });

  test('are stored once, as they came first', async () => {
    const dedupe_key = randomUUID();
    const first = await record({ dedupe_key });
    expect(first).toMatchObject({ duplicate: false });
    expect(await record({ dedupe_key, payload: { forged: true } })).toEqual({
      id: first.id,
      duplicate: true,
    });
    expect(
      await record({ dedupe_key, gateway: 'stripe' }),
      'another gateway has keys of its own',
    ).toMatchObject({ duplicate: false });
    expect(await row('webhook_events', first.id)).toMatchObject({
      payload: { data: { id: 1 } },
      reference: 'R-1',
    });
  });

  test('that are delivered ten times at once are one event', async () => {
    const dedupe_key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => record({ dedupe_key })));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
  });

  test('are worked on at once by whoever took them in, and by others when that failed', async () => {
    await claim();
    const { id } = await record();
    await record();
    expect(await claim({ event_id: id })).toMatchObject([{ id, attempts: 1 }]);
    expect(await claim({ event_id: id })).toEqual([]);
    await finish(id, null, 'Gateway down');
    expect(await row('webhook_events', id)).toMatchObject({
      processed_at: null,
      last_error: 'Gateway down',
      waits: 30,
    });
    await comeDue('webhook_events', id);
    expect(await claim({ event_id: id })).toMatchObject([{ id, attempts: 2 }]);
    await finish(id, 'confirmed');
    expect(await row('webhook_events', id)).toMatchObject({
      processed_at: expect.any(String),
      outcome: 'confirmed',
      last_error: null,
    });
    await comeDue('webhook_events', id);
    expect(await claim({ event_id: id })).toEqual([]);
    await finish(id, null, 'Too late');
    expect(await row('webhook_events', id)).toMatchObject({ outcome: 'confirmed' });
  });
});

describe('webhooks that nobody could work on', () => {
  const record = async (reference: string | null = null) =>
    (
      await call<{ id: string }>(sql, server, 'record_webhook_event', {
        gateway: 'paystack',
        dedupe_key: randomUUID(),
        event_type: 'charge.success',
        reference,
        payload: { data: { id: 1 } },
      })
    ).id;
  const claim = (event_id: string) =>
    list<Job>(sql, server, 'claim_webhook_events', { max_rows: 1, event_id });
  const replay = (caller: Caller, event_id: string) =>
    call(sql, caller, 'replay_webhook_event', { event_id });
  const staff = (role: keyof typeof shop.staff) => person(shop.staff[role]);
  /** An event of the shop's, by the reference of one of its attempts. */
  const ofShop = async () => {
    const order = await placeOrder(sql, shop, [[shop.variants.voucher, 1]]);
    return record((await startPayment(sql, order)).reference);
  };
  const bury = async (id: string) => {
    await sql`update webhook_events set attempts = 12, next_attempt_at = now() - interval '1 second' where id = ${id}`;
    expect(await claim(id)).toEqual([]);
    expect(await row('webhook_events', id)).toMatchObject({
      dead_at: expect.any(String),
      processed_at: null,
    });
  };

  test('wait longer after each try, up to six hours, and are given up after twelve', async () => {
    const id = await record();
    const waits: unknown[] = [];
    for (let attempt = 1; attempt <= 12; attempt++) {
      await comeDue('webhook_events', id);
      expect(await claim(id)).toMatchObject([{ id, attempts: attempt }]);
      if (attempt % 2)
        await call(sql, server, 'finish_webhook_event', { id, outcome: null, error: 'No answer' });
      waits.push((await row('webhook_events', id))?.waits);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 21_600, 21_600]);
    expect(await row('webhook_events', id)).toMatchObject({ dead_at: null });
    await comeDue('webhook_events', id);
    expect(await claim(id)).toEqual([]);
    expect(await row('webhook_events', id)).toMatchObject({ dead_at: expect.any(String), attempts: 12 });
  });

  test("are worked on once more when staff of their shop say so, which the shop's log keeps", async () => {
    const id = await ofShop();
    for (const role of ['owner', 'admin', 'finance'] as const) {
      await bury(id);
      await replay(staff(role), id);
      expect(await claim(id), role).toMatchObject([{ id, attempts: 1 }]);
    }
    const logs = await sql`select actor_role, action from activity_logs where entity_id = ${id} order by seq`;
    expect(logs.map((log) => `${log.actor_role} ${log.action}`)).toEqual([
      'owner replay_webhook_event',
      'admin replay_webhook_event',
      'finance replay_webhook_event',
    ]);
  });

  test('or when they are done already: that does no harm', async () => {
    const id = await ofShop();
    await claim(id);
    await call(sql, server, 'finish_webhook_event', { id, outcome: 'confirmed' });
    await replay(staff('finance'), id);
    expect(await row('webhook_events', id)).toMatchObject({ processed_at: null, outcome: null });
    expect(await claim(id)).toMatchObject([{ id, attempts: 1 }]);
  });

  test('are left alone by all others', async () => {
    const id = await ofShop();
    await bury(id);
    for (const role of ['verifier', 'auditor'] as const) {
      await expectRefusal(sql, () => replay(staff(role), id), { status: 403, reason: 'forbidden' });
    }
    for (const caller of [staff('fulfiller'), await signUp(sql), person((await openShop(sql)).staff.owner)]) {
      await expectRefusal(sql, () => replay(caller, id), { status: 404, reason: 'webhook_not_found' });
    }
  });

  test("and are no shop's are the operators'", async () => {
    const operator = await signUp(sql);
    await sql`insert into platform_operators (user_id) values (${operator.userId as string})`;
    const [nobodys, ours] = [await record(), await ofShop()];
    await bury(ours);
    await expectRefusal(sql, () => replay(operator, ours), { status: 404, reason: 'webhook_not_found' });
    await bury(nobodys);
    await replay(operator, nobodys);
    expect(await claim(nobodys)).toMatchObject([{ id: nobodys, attempts: 1 }]);
    await bury(nobodys);
    await expectRefusal(sql, () => replay(staff('owner'), nobodys), {
      status: 404,
      reason: 'webhook_not_found',
    });
    await replay(server, nobodys);
    expect(await claim(nobodys)).toHaveLength(1);
  });
});

test('two workers never hold the same mail or the same event', async () => {
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
    // the first worker has taken its rows and not yet said so
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
  'a worker gets no more from %s than it asked for, whatever the planner thinks of the table',
  async (table, name, insert) => {
    await list(sql, server, name, { max_rows: 1000 });
    await sql.unsafe(`insert into ${table} ${insert}, '${table}' || n, now() - (100 - n) * interval '1 second'
      from generate_series(1, 20) as n`);
    // the statistics of a time when the table held one row, by which a subselect is run once per row
    await sql.unsafe(`update pg_class set reltuples = 1, relpages = 1 where relname = '${table}'`);
    await sql.unsafe(`delete from pg_statistic where starelid = '${table}'::regclass`);
    expect(await list<Job>(sql, server, name, { max_rows: 3 })).toHaveLength(3);
  },
);

describe('limits', () => {
  const knock = (args: Args = {}) =>
    call<{ refused: string; retry_after: number } | null>(sql, server, 'take_rate_limit', {
      bucket: 'sign-in',
      key: 'ada',
      max: 2,
      window_seconds: 60,
      ...args,
    });

  test('let so many in per window, each key and each door for itself', async () => {
    const tooMany = { refused: 'too_many_requests', retry_after: 60 };
    expect([await knock(), await knock(), await knock()]).toEqual([null, null, tooMany]);
    expect(await knock({ key: 'bo' })).toBeNull();
    expect(await knock({ bucket: 'sign-up' })).toBeNull();
    await sql`update rate_limits set window_started_at = now() - interval '50 seconds'`;
    expect(await knock(), 'whoever is refused knows when to come back').toEqual({
      ...tooMany,
      retry_after: 10,
    });
    await sql`update rate_limits set window_started_at = now() - interval '61 seconds'`;
    expect([await knock(), await knock(), await knock()]).toEqual([null, null, tooMany]);
    const ada = await sql`select from rate_limits where key_hash = sha256('ada')`;
    expect(ada, 'keys may be addresses and are kept as hashes, one row per door').toHaveLength(2);
  });

  test('let five of twenty in that knock at once on a door for five', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => knock({ bucket: 'door', max: 5 })));
    expect(answers.filter((refusal) => refusal === null)).toHaveLength(5);
  });
});

test('cleaning up removes what has served its time, and nothing that is still needed', async () => {
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

test('what a webhook said is emptied after 90 days once it was worked on; that it came is never forgotten', async () => {
  const dedupe_key = randomUUID();
  const event = {
    gateway: 'paystack',
    dedupe_key,
    event_type: 'charge.success',
    payload: { data: { id: 1 } },
  };
  const { id } = await call<{ id: string }>(sql, server, 'record_webhook_event', event);
  const age = (time: string) =>
    sql`update webhook_events set received_at = now() - ${time}::interval where id = ${id}`;
  const clean = async () => {
    await call(sql, server, 'cleanup_stale_rows');
    return (await row('webhook_events', id))?.payload;
  };
  await age('91 days');
  expect(await clean(), 'it still has to be worked on').toEqual(event.payload);
  await call(sql, server, 'finish_webhook_event', { id, outcome: 'confirmed' });
  await age('89 days');
  expect(await clean()).toEqual(event.payload);
  await age('91 days');
  expect(await clean()).toEqual({});
  expect(await call(sql, server, 'record_webhook_event', event)).toEqual({ id, duplicate: true });
});

test('a job that ran is noted with its last time only', async () => {
  const beat = async () => {
    await call(sql, server, 'note_heartbeat', { name: 'cron' });
    return sql`select beat_at from heartbeats where name = 'cron'`;
  };
  const [first] = await beat();
  const again = await beat();
  expect(again).toHaveLength(1);
  expect(again[0]?.beat_at.getTime()).toBeGreaterThanOrEqual(first?.beat_at.getTime());
});
