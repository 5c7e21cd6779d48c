import { describe, expect, test } from 'vitest';
import { shippedForCash } from './busy-shop.ts';
import { call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { emailedKey } from './emails.ts';
import {
  anyCiphertext,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  signUp,
  staffRoles,
} from './fixtures.ts';
import { payoutsOn } from './payout-details.ts';
import { submitProof } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 1000 },
  soap: { price_minor: 150_000, on_hand: 1000 },
});
const { serum, soap } = shop.variants;
const by = (role: keyof typeof shop.staff) => person(shop.staff[role]);
const finance = by('finance');
const { transferred, refund, limit, payOut, settle, owed, give, own, read, see, emailsOf, logsOf } =
  payoutsOn(sql, shop);

const sendLink = ({ order_id, access_token }: PlacedOrder) =>
  call(sql, visitor, 'send_payout_link', { order_id, access_token });

/** The tables that contain the text in any column. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
  const found = [];
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select from public.${name} as t where strpos(t::text, $1) > 0`, [text]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe('the shopper is asked for bank details', () => {
  test('once for all open refunds by hand, and again for a refund after those were paid out', async () => {
    const order = await transferred();
    expect(await emailsOf(order)).toEqual([]);
    const refunds = [await refund(order, 100_000), await refund(order, 50_000)];
    expect(await emailsOf(order)).toEqual(['payout_details_wanted']);
    for (const one of refunds) await payOut(one);
    expect(await emailsOf(order)).toEqual(['payout_details_wanted']);
    await refund(order, 20_000);
    expect(await emailsOf(order)).toEqual(['payout_details_wanted', 'payout_details_wanted']);
  });

  test('not if the shop already has them', async () => {
    const order = await transferred();
    const refund_id = await refund(order, 100_000);
    await give(order, await emailedKey(sql, order));
    await payOut(refund_id);
    await refund(order, 100_000);
    expect(await see(visitor, order.number, order.access_token)).toMatchObject({
      payout: { is_given: true },
    });
    expect((await emailsOf(order)).filter((email) => email === 'payout_details_wanted')).toHaveLength(1);
  });

  test('before a second person approves the refund, and not again afterwards', async () => {
    const order = await transferred();
    await limit(0);
    const refund_id = await refund(order);
    await limit(null);
    expect(await emailsOf(order)).toEqual(['payout_details_wanted']);
    await call(sql, by('admin'), 'decide_refund', { refund_id, approve: true });
    expect(await emailsOf(order)).toEqual(['payout_details_wanted']);
    expect(await see(visitor, order.number, order.access_token)).toMatchObject({
      payout: { is_given: false },
    });
  });

  test('when staff cancel an order that was paid by transfer', async () => {
    const order = await transferred();
    await call(sql, by('verifier'), 'cancel_order', { order_id: order.order_id, reason: 'Leaked' });
    expect(await emailsOf(order)).toEqual(['payout_details_wanted']);
    expect(await see(visitor, order.number, await emailedKey(sql, order))).toMatchObject({
      payout: { amounts: [{ amount_minor: 600_000, currency: 'NGN' }], refunding_minor: 600_000 },
    });
  });

  test('when a courier collected too much cash', async () => {
    const order = await shippedForCash(sql, shop);
    const collected = { amount_minor: order.total_minor + 5_000 };
    await call(sql, by('fulfiller'), 'collect_cash', { order_id: order.order_id, collected });
    expect(await emailsOf(order)).toEqual(['payout_details_wanted']);
    expect((await see(visitor, order.number, await emailedKey(sql, order))).payout).toMatchObject({
      amounts: [{ amount_minor: 5_000, currency: 'NGN' }],
    });
  });

  test.each(['failed', 'needs_attention'])(
    'for a gateway refund, only once its state is %s',
    async (state) => {
      const order = await paidOrder(sql, shop, [[serum, 1]]);
      const refund_id = await refund(order);
      await list(sql, server, 'claim_refunds', { max_rows: 1, only_id: refund_id });
      expect((await see(visitor, order.number, order.access_token)).payout).toBeNull();
      expect(await emailsOf(order)).toEqual([]);
      await settle(refund_id, state);
      expect(await emailsOf(order)).toEqual(['payout_details_wanted']);
      expect((await see(visitor, order.number, await emailedKey(sql, order))).payout).toEqual({
        is_given: false,
        amounts: [{ amount_minor: 600_000, currency: 'NGN' }],
        // a failed refund is no longer in progress
        refunding_minor: state === 'failed' ? 0 : 600_000,
        must_open_mail: false,
      });
    },
  );

  test('no longer once the gateway refund is retried or replaced by another', async () => {
    const failed = async () => {
      const order = await paidOrder(sql, shop, [[serum, 1]]);
      const refund_id = await refund(order);
      await list(sql, server, 'claim_refunds', { max_rows: 1, only_id: refund_id });
      await settle(refund_id, 'failed');
      return { order, refund_id, key: await emailedKey(sql, order) };
    };
    const [retried, replaced] = [await failed(), await failed()];
    await call(sql, finance, 'retry_refund', { refund_id: retried.refund_id });
    await refund(replaced.order);
    for (const { order, key, refund_id } of [retried, replaced]) {
      expect((await see(visitor, order.number, key)).payout).toBeNull();
      await expectRefusal(sql, () => give(order, key), { status: 422, reason: 'no_payout_due' });
      await expectRefusal(sql, () => read(finance, refund_id), { status: 422, reason: 'invalid_transition' });
    }
  });
});

describe('bank details are accepted', () => {
  test('with the access token from the email, but not with the one from checkout', async () => {
    const order = await owed();
    expect((await see(visitor, order.number, order.access_token)).payout).toMatchObject({
      must_open_mail: true,
    });
    const refusal = { status: 403, reason: 'payout_by_mail' };
    await expectRefusal(sql, () => give(order, order.access_token), refusal);
    expect((await see(visitor, order.number, order.key)).payout).toMatchObject({ must_open_mail: false });
    await give(order, order.key);
    await expectRefusal(sql, () => give(order, order.access_token), refusal);
    expect(await own(order, order.access_token)).toBeNull();
  });

  test('from an account that has confirmed the order’s email address, and from no other', async () => {
    const ada = await signUp(sql);
    const [user] = await sql<
      [{ email: string }]
    >`select email from auth.users where id = ${ada.userId as string}`;
    const buy = async (email: string) => {
      const order = await placeOrder(
        sql,
        shop,
        [[serum, 1]],
        { email, payment_method: 'bank_transfer' },
        ada,
      );
      await submitProof(sql, order);
      const seen = { amount_minor: 600_000, currency: 'NGN', received_at: '2026-03-01' };
      await call(sql, by('verifier'), 'verify_payment', {
        order_id: order.order_id,
        decision: 'confirm',
        seen,
      });
      await refund(order);
      return order;
    };
    const [matching, other] = [await buy(user.email), await buy('somebody-else@example.com')];
    const ciphertext = anyCiphertext();
    await give(matching, null, ciphertext, ada);
    expect(await own(matching, null, ada)).toMatchObject({ ciphertext });
    await expectRefusal(sql, () => give(other, null, anyCiphertext(), ada), { reason: 'payout_by_mail' });
    await sql`update auth.users set email_confirmed_at = null where id = ${ada.userId as string}`;
    await expectRefusal(sql, () => give(matching, null, anyCiphertext(), ada), { reason: 'payout_by_mail' });
  });

  test('neither from staff nor from the server', async () => {
    const order = await owed();
    for (const caller of [...staffRoles.map(by), server]) {
      await expectRefusal(sql, () => give(order, null, anyCiphertext(), caller), {
        status: 403,
        reason: 'forbidden',
      });
      await expectRefusal(sql, () => own(order, null, caller), { status: 403, reason: 'forbidden' });
      const link = () => call(sql, caller, 'send_payout_link', { order_id: order.order_id });
      await expectRefusal(sql, link, { status: 403, reason: 'forbidden' });
    }
  });

  test('only between the request and the payout of a refund', async () => {
    const order = await transferred();
    const early = await emailedKey(sql, order);
    await expectRefusal(sql, () => give(order, early), { status: 422, reason: 'no_payout_due' });
    const refund_id = await refund(order);
    const ciphertext = anyCiphertext();
    await give(order, early, ciphertext);
    expect(await own(order, early)).toMatchObject({ ciphertext });
    await payOut(refund_id);
    await expectRefusal(sql, () => give(order, early), { status: 422, reason: 'no_payout_due' });
    expect(await own(order, early)).toBeNull();
    expect((await see(visitor, order.number, early)).payout).toBeNull();
  });

  test.each([
    ['an unencrypted bank account', '{"bank":"GTBank","account_number":"0123456789"}'],
    ['an empty text', ''],
    ['null', null],
    ['a text that is too long', `${anyCiphertext()}${'A'.repeat(1500)}`],
    ['a ciphertext with an invalid key id', anyCiphertext().replace('0a1b2c3d', 'the-key')],
  ])('but not as %s', async (_, ciphertext) => {
    const order = await owed();
    await expectRefusal(sql, () => give(order, order.key, ciphertext), {
      status: 422,
      reason: 'invalid_payout_details',
    });
  });

  test('and can be replaced ten times; the same details again change nothing', async () => {
    const order = await owed();
    const first = anyCiphertext();
    expect(await give(order, order.key, first)).toMatchObject({ changed_at: null, changes_left: 10 });
    expect(await give(order, order.key, first)).toMatchObject({ changed_at: null, changes_left: 10 });
    const second = anyCiphertext();
    expect(await give(order, order.key, second)).toMatchObject({
      changed_at: expect.any(String),
      changes_left: 9,
    });
    expect(await own(order, order.key)).toMatchObject({ ciphertext: second, changes_left: 9 });
    const results = await Promise.allSettled(Array.from({ length: 11 }, () => give(order, order.key)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
    await expectRefusal(sql, () => give(order, order.key), { status: 429, reason: 'payout_changes_used_up' });
  });

  test('with a log entry and an email each time, without the details', async () => {
    const order = await owed();
    const [first, second] = [anyCiphertext(), anyCiphertext()];
    await give(order, order.key, first);
    await give(order, order.key, second);
    expect(await emailsOf(order)).toEqual(
      expect.arrayContaining(['payout_details_wanted', 'payout_details_given', 'payout_details_changed']),
    );
    const by_shopper = { actor: null, actor_role: 'shopper' };
    expect(await logsOf(order)).toEqual([
      { action: 'give_payout_details', ...by_shopper },
      { action: 'change_payout_details', ...by_shopper },
    ]);
    expect(await tablesWith(first)).toEqual([]);
    expect(await tablesWith(second)).toEqual(['payout_details']);
  });
});

describe('the link', () => {
  test('is resent to the order’s email address and opens the form', async () => {
    const order = await owed();
    await letPass(sql, shop.id, '6 minutes');
    await sendLink(order);
    const emails = await sql`select recipient from notification_queue
      where order_id = ${order.order_id} and template = 'payout_details_wanted'`;
    expect(emails.map(({ recipient }) => recipient)).toEqual(['ada@example.com', 'ada@example.com']);
    await give(order, await emailedKey(sql, order));
  });

  test('is sent at most every five minutes and at most five times a day', async () => {
    const order = await owed();
    const refusal = { status: 429, reason: 'link_just_sent' };
    for (let sent = 1; sent < 5; sent++) {
      await expectRefusal(sql, () => sendLink(order), refusal);
      await letPass(sql, shop.id, '6 minutes');
      await sendLink(order);
    }
    await letPass(sql, shop.id, '6 minutes');
    await expectRefusal(sql, () => sendLink(order), refusal);
    await letPass(sql, shop.id, '24 hours');
    await sendLink(order);
    expect(await emailsOf(order)).toHaveLength(6);
  });

  test('is not sent if no refund is due', async () => {
    for (const order of [await transferred(), await paidOrder(sql, shop, [[soap, 1]])]) {
      await expectRefusal(sql, () => sendLink(order), { status: 422, reason: 'no_payout_due' });
    }
  });
});
