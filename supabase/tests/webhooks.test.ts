import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, list, person, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder, signUp, startPayment } from './fixtures.ts';
import { type Job, jobsOn } from './outbox.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql);
const { row, makeDue } = jobsOn(sql);

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

  test('are stored once, as first received', async () => {
    const dedupe_key = randomUUID();
    const first = await record({ dedupe_key });
    expect(first).toMatchObject({ duplicate: false });
    expect(await record({ dedupe_key, payload: { forged: true } })).toEqual({
      id: first.id,
      duplicate: true,
    });
    expect(await record({ dedupe_key, gateway: 'stripe' }), 'another gateway has its own keys').toMatchObject(
      { duplicate: false },
    );
    expect(await row('webhook_events', first.id)).toMatchObject({
      payload: { data: { id: 1 } },
      reference: 'R-1',
    });
  });

  test('that are delivered ten times at once are stored as one event', async () => {
    const dedupe_key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => record({ dedupe_key })));
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
  });

  test('can be claimed at once by the request that received them, and again after a failure', async () => {
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
    await makeDue('webhook_events', id);
    expect(await claim({ event_id: id })).toMatchObject([{ id, attempts: 2 }]);
    await finish(id, 'confirmed');
    expect(await row('webhook_events', id)).toMatchObject({
      processed_at: expect.any(String),
      outcome: 'confirmed',
      last_error: null,
    });
    await makeDue('webhook_events', id);
    expect(await claim({ event_id: id })).toEqual([]);
    await finish(id, null, 'Too late');
    expect(await row('webhook_events', id)).toMatchObject({ outcome: 'confirmed' });
  });
});

describe('webhooks that could not be processed', () => {
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
  /** An event of the shop, with the reference of one of its payment attempts. */
  const ofShop = async () => {
    const order = await placeOrder(sql, shop, [[shop.variants.voucher, 1]]);
    return record((await startPayment(sql, order)).reference);
  };
  const giveUp = async (id: string) => {
    await sql`update webhook_events set attempts = 12, next_attempt_at = now() - interval '1 second' where id = ${id}`;
    expect(await claim(id)).toEqual([]);
    expect(await row('webhook_events', id)).toMatchObject({
      dead_at: expect.any(String),
      processed_at: null,
    });
  };

  test('wait longer after each attempt, up to six hours, and are given up after twelve', async () => {
    const id = await record();
    const waits: unknown[] = [];
    for (let attempt = 1; attempt <= 12; attempt++) {
      await makeDue('webhook_events', id);
      expect(await claim(id)).toMatchObject([{ id, attempts: attempt }]);
      if (attempt % 2)
        await call(sql, server, 'finish_webhook_event', { id, outcome: null, error: 'No answer' });
      waits.push((await row('webhook_events', id))?.waits);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 21_600, 21_600]);
    expect(await row('webhook_events', id)).toMatchObject({ dead_at: null });
    await makeDue('webhook_events', id);
    expect(await claim(id)).toEqual([]);
    expect(await row('webhook_events', id)).toMatchObject({ dead_at: expect.any(String), attempts: 12 });
  });

  test('can be replayed by staff of their shop, which is logged', async () => {
    const id = await ofShop();
    for (const role of ['owner', 'admin', 'finance'] as const) {
      await giveUp(id);
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

  test('can be replayed, and so can processed ones', async () => {
    const id = await ofShop();
    await claim(id);
    await call(sql, server, 'finish_webhook_event', { id, outcome: 'confirmed' });
    await replay(staff('finance'), id);
    expect(await row('webhook_events', id)).toMatchObject({ processed_at: null, outcome: null });
    expect(await claim(id)).toMatchObject([{ id, attempts: 1 }]);
  });

  test('cannot be replayed by others', async () => {
    const id = await ofShop();
    await giveUp(id);
    for (const role of ['verifier', 'auditor'] as const) {
      await expectRefusal(sql, () => replay(staff(role), id), { status: 403, reason: 'forbidden' });
    }
    for (const caller of [staff('fulfiller'), await signUp(sql), person((await openShop(sql)).staff.owner)]) {
      await expectRefusal(sql, () => replay(caller, id), { status: 404, reason: 'webhook_not_found' });
    }
  });

  test('that belong to no shop can be replayed only by operators and the server', async () => {
    const operator = await signUp(sql);
    await sql`insert into platform_operators (user_id) values (${operator.userId as string})`;
    const [unassigned, ofTheShop] = [await record(), await ofShop()];
    await giveUp(ofTheShop);
    await expectRefusal(sql, () => replay(operator, ofTheShop), { status: 404, reason: 'webhook_not_found' });
    await giveUp(unassigned);
    await replay(operator, unassigned);
    expect(await claim(unassigned)).toMatchObject([{ id: unassigned, attempts: 1 }]);
    await giveUp(unassigned);
    await expectRefusal(sql, () => replay(staff('owner'), unassigned), {
      status: 404,
      reason: 'webhook_not_found',
    });
    await replay(server, unassigned);
    expect(await claim(unassigned)).toHaveLength(1);
  });
});

test('the payload of a processed webhook is emptied after 90 days, but its dedupe key is kept', async () => {
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
  expect(await clean(), 'it is not processed yet').toEqual(event.payload);
  await call(sql, server, 'finish_webhook_event', { id, outcome: 'confirmed' });
  await age('89 days');
  expect(await clean()).toEqual(event.payload);
  await age('91 days');
  expect(await clean()).toEqual({});
  expect(await call(sql, server, 'record_webhook_event', event)).toEqual({ id, duplicate: true });
});
