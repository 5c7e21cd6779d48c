import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Caller, call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { emailedKey } from './emails.ts';
import {
  anyCiphertext,
  keyOf,
  openShop,
  type PlacedOrder,
  placeOrder,
  readOrder,
  signUp,
} from './fixtures.ts';
import { issueRefund } from './refunds.ts';
import { transferredOrder } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 1000 } });
const lines: [string, number][] = [[shop.variants.serum, 1]];
const byTransfer = () => placeOrder(sql, shop, lines, { payment_method: 'bank_transfer' });
const staff = (role: keyof typeof shop.staff) => person(shop.staff[role]);

/** Whether a key opens an order. */
const opens = ({ number }: Pick<PlacedOrder, 'number'>, access_token: string, caller: Caller = visitor) =>
  call(sql, caller, 'get_order', { number, access_token }).then(
    () => true,
    (error) => {
      if (error.message !== 'order_not_found') throw error;
      return false;
    },
  );

/** Claims all due emails and marks them as sent, as a worker does. Returns the keys in those about the order. */
async function sendEmails({ order_id }: Pick<PlacedOrder, 'order_id'>): Promise<string[]> {
  const emails = await list<{ id: string; order_id: string; payload: { access_token: string } }>(
    sql,
    server,
    'claim_notifications',
    { max_rows: 1000 },
  );
  for (const { id } of emails) await call(sql, server, 'finish_notification', { id });
  return emails.filter((email) => email.order_id === order_id).map(({ payload }) => payload.access_token);
}

const emailsOf = ({ order_id }: Pick<PlacedOrder, 'order_id'>) => sql<
  { template: string; recipient: string; is_sent: boolean }[]
>`
  select template, recipient, sent_at is not null as is_sent from notification_queue
  where order_id = ${order_id} order by created_at`;

describe('a clone of an order', () => {
  const clone = (order: PlacedOrder, idempotency_key: string, caller = staff('verifier')) =>
    call<PlacedOrder>(sql, caller, 'clone_order', { order_id: order.order_id, idempotency_key });

  test('has no key that can be derived from what staff know or choose', async () => {
    const order = await byTransfer();
    const key = randomUUID();
    const copy = await clone(order, key);
    const derive = async (seed: string, order_id: string) => {
      const [row] = await sql<
        [{ token: string }]
      >`select private.derive_token(${seed}, ${order_id}) as token`;
      return row.token;
    };
    const ids = [order.order_id, copy.order_id];
    // a checkout's key is derived from the cart token and the idempotency key; a clone must not be opened by a key that is
    // derived in a similar way; `carts`: what could take the place of the cart token
    const carts = [
      ...(await Promise.all(ids.map((id) => derive(`clone:${key}`, id)))),
      ...(await Promise.all(ids.map((id) => derive(key, id)))),
      ...ids,
      key,
    ];
    const seeds = [
      ...carts,
      ...carts.flatMap((cart) => [`${cart}:${key}`, `${key}:${cart}`]),
      `clone:${key}`,
    ];
    const guesses = [
      ...carts,
      ...(await Promise.all(seeds.flatMap((seed) => ids.map((id) => derive(seed, id))))),
    ];
    for (const guess of guesses) expect(await opens(copy, guess), guess).toBe(false);
    const tokens = await sql`select by_email from order_access_tokens where order_id = ${copy.order_id}`;
    expect(
      tokens.map((row) => ({ ...row })),
      'the only key is in its email',
    ).toEqual([{ by_email: true }]);
    expect(await opens(copy, await emailedKey(sql, copy))).toBe(true);
  });

  test('is returned again under the same idempotency key, without an access token', async () => {
    const order = await byTransfer();
    const key = randomUUID();
    const first = await clone(order, key);
    const again = await clone(order, key);
    const { replayed: _, ...answer } = first;
    expect(first.replayed).toBe(false);
    expect(again).toEqual({ ...answer, replayed: true });
    expect(again).not.toHaveProperty('access_token');
    expect(await emailsOf(first)).toHaveLength(1);
    const stored = await sql`select response from idempotency_keys where key = ${key}`;
    expect(stored.map((row) => ({ ...row }))).toEqual([{ response: { ...answer, replayed: false } }]);
  });

  test('is refused under the idempotency key of another clone', async () => {
    const key = randomUUID();
    await clone(await byTransfer(), key);
    const other = await byTransfer();
    await expectRefusal(sql, () => clone(other, key), { status: 422, reason: 'idempotency_mismatch' });
  });

  test('is not affected by an idempotency key of a shopper', async () => {
    const order = await byTransfer();
    const [used] = await sql<[{ key: string }]>`
      select key from idempotency_keys where response ->> 'order_id' = ${order.order_id}`;
    const copy = await clone(order, used.key);
    expect(copy.order_id).not.toBe(order.order_id);
    expect(await opens(order, order.access_token)).toBe(true);
  });
});

describe('reissued keys of an order', () => {
  const reissue = ({ order_id }: Pick<PlacedOrder, 'order_id'>, caller = staff('verifier')) =>
    call(sql, caller, 'reissue_order_keys', { order_id });

  test('revoke all old keys, in the browser and in emails; only the new link works', async () => {
    const ada = await signUp(sql);
    const order = await placeOrder(sql, shop, lines, { payment_method: 'bank_transfer' }, ada);
    const emailed = await sendEmails(order);
    expect(emailed).toHaveLength(1);
    const old = [order.access_token, ...emailed];
    for (const key of old) expect(await opens(order, key)).toBe(true);

    await reissue(order);
    for (const key of old) {
      expect(await opens(order, key)).toBe(false);
      for (const name of ['cancel_order', 'start_payment', 'confirm_request', 'open_dispute'] as const) {
        const args = name === 'cancel_order' || name === 'open_dispute' ? { reason: 'x' } : {};
        await expectRefusal(
          sql,
          () => call(sql, visitor, name, { order_id: order.order_id, access_token: key, ...args }),
          { status: 404, reason: 'order_not_found' },
        );
      }
    }
    const [link] = await sendEmails(order);
    expect(await opens(order, link as string)).toBe(true);
    expect(await emailsOf(order)).toMatchObject([
      { template: 'order_placed' },
      { template: 'order_link', recipient: 'ada@example.com', is_sent: true },
    ]);
    expect(await opens(order, randomUUID(), ada), 'the account still opens it').toBe(true);
  });

  test('replace those in unsent emails', async () => {
    const order = await byTransfer();
    const waiting = await emailedKey(sql, order);
    await reissue(order);
    expect(await opens(order, waiting)).toBe(false);
    const sent = await sendEmails(order);
    expect(sent).toHaveLength(2);
    expect(sent).not.toContain(waiting);
    for (const key of sent) expect(await opens(order, key)).toBe(true);
  });

  test('are not returned when the checkout is repeated', async () => {
    const cart_token = (
      await call<{ token: string }>(sql, visitor, 'set_cart_item', {
        ...{ cart_token: null, variant_id: shop.variants.serum, quantity: 1 },
      })
    ).token;
    const args = {
      cart_token,
      idempotency_key: randomUUID(),
      checkout: {
        ...{
          email: 'ada@example.com',
          phone: '+234 803 123 4567',
          name: 'Ada',
          payment_method: 'bank_transfer',
        },
        ...{ shipping_address: { line1: '1', city: 'Lagos', country: 'NG' }, shipping_rate_id: shop.rate },
      },
    };
    const order = await call<PlacedOrder>(sql, visitor, 'create_order', args);
    await reissue(order);
    const again = await call<PlacedOrder>(sql, visitor, 'create_order', args);
    expect(again.order_id).toBe(order.order_id);
    expect(await opens(order, again.access_token)).toBe(false);
  });

  test('do not affect other orders', async () => {
    const [order, other] = [await byTransfer(), await byTransfer()];
    await reissue(order);
    expect(await opens(other, other.access_token)).toBe(true);
    expect(await opens(other, await emailedKey(sql, other))).toBe(true);
  });

  test('prove access to the email: bank details are accepted with the new link, not with the old one', async () => {
    const order = await transferredOrder(sql, shop, lines);
    await issueRefund(sql, staff('finance'), order.order_id);
    const old = await emailedKey(sql, order);
    await reissue(order);
    const give = (access_token: string) =>
      call(sql, visitor, 'submit_payout_details', {
        ...{ order_id: order.order_id, ciphertext: anyCiphertext(), access_token },
      });
    await expectRefusal(sql, () => give(old), { reason: 'order_not_found' });
    await give(await emailedKey(sql, order));
  });

  test('are logged, and do not change the order', async () => {
    const order = await byTransfer();
    const before = await readOrder(sql, order.order_id);
    await reissue(order);
    expect(await readOrder(sql, order.order_id)).toEqual(before);
    const [log] = await sql`select action, actor, actor_role from activity_logs
      where entity_id = ${order.order_id} order by seq desc limit 1`;
    expect(log).toMatchObject({
      ...{ action: 'reissue_order_keys', actor: shop.staff.verifier, actor_role: 'verifier' },
    });
    const chain = { entity_type: 'order', entity_id: order.order_id };
    expect(await call(sql, server, 'verify_activity_chain', chain)).toBe(true);
  });

  test('are issued only by staff who may add notes', async () => {
    const order = await byTransfer();
    for (const role of ['catalog', 'auditor'] as const) {
      await expectRefusal(sql, () => reissue(order, staff(role)), { status: 403, reason: 'forbidden' });
    }
    for (const caller of [await signUp(sql), person((await openShop(sql)).staff.owner)]) {
      await expectRefusal(sql, () => reissue(order, caller), { status: 404, reason: 'order_not_found' });
    }
    for (const role of ['owner', 'admin', 'verifier', 'fulfiller', 'finance'] as const) {
      await reissue(order, staff(role));
      await letPass(sql, shop.id, '6 minutes');
    }
  });

  test('are emailed at most once in five minutes and five times a day', async () => {
    const order = await byTransfer();
    const refusal = { status: 429, reason: 'new_link_just_sent' };
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => reissue(order)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expectRefusal(sql, () => reissue(order), refusal);
    for (let time = 2; time <= 5; time++) {
      await letPass(sql, shop.id, '5 minutes');
      await reissue(order);
    }
    await letPass(sql, shop.id, '1 hour');
    await expectRefusal(sql, () => reissue(order), refusal);
    await letPass(sql, shop.id, '1 day');
    await reissue(order);
  });
});

describe('a corrected email address', () => {
  const correct = (order: PlacedOrder, access_token: string) =>
    call<{ access_token?: string }>(sql, visitor, 'correct_order_email', {
      ...{ order_id: order.order_id, email: 'ada@right.example', access_token },
    });

  test('revokes the links sent to the wrong address', async () => {
    const order = await byTransfer();
    const [emailed] = (await sendEmails(order)) as [string];
    expect(await opens(order, emailed)).toBe(true);
    expect(await correct(order, order.access_token), 'the shopper’s own key stays valid').not.toHaveProperty(
      'access_token',
    );
    expect(await opens(order, emailed)).toBe(false);
    expect(await opens(order, order.access_token)).toBe(true);
    expect((await emailsOf(order)).at(-1)).toMatchObject({
      template: 'order_link',
      recipient: 'ada@right.example',
    });
    const [link] = (await sendEmails(order)) as [string];
    expect(await opens(order, link)).toBe(true);
  });

  test('replaces the link in an unsent email', async () => {
    const order = await byTransfer();
    const waiting = await emailedKey(sql, order);
    await correct(order, order.access_token);
    expect(await opens(order, waiting)).toBe(false);
    expect(await opens(order, await emailedKey(sql, order))).toBe(true);
    expect(await emailsOf(order)).toMatchObject([
      { template: 'order_placed', recipient: 'ada@right.example' },
    ]);
  });

  test('gives a shopper who used an emailed link a new key, which does not count as emailed', async () => {
    const order = await byTransfer();
    const [emailed] = (await sendEmails(order)) as [string];
    const { access_token } = await correct(order, emailed);
    expect(await opens(order, emailed)).toBe(false);
    expect(await opens(order, access_token as string)).toBe(true);
    const [stored] = await sql`select by_email from order_access_tokens
      where order_id = ${order.order_id} and token_hash = private.sha256(${access_token as string})`;
    expect(stored).toEqual({ by_email: false });
    await call(sql, visitor, 'cancel_order', {
      ...keyOf({ ...order, access_token: access_token as string }),
      reason: null,
    });
  });
});
