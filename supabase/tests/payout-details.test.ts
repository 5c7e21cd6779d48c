import { describe, expect, test } from 'vitest';
import { orderSchema } from '@/lib/orders/order';
import { shippedForCash } from './busy-shop.ts';
import { type Caller, call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openShop, type PlacedOrder, paidOrder, placeOrder, signUp, staffRoles } from './fixtures.ts';
import { mailedKey } from './mails.ts';
import { anyCiphertext } from './payout-details.ts';
import { issueRefund } from './refunds.ts';
import { submitProof, transferredOrder } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 1000 },
  soap: { price_minor: 150_000, on_hand: 1000 },
});
const { serum, soap } = shop.variants;
const by = (role: keyof typeof shop.staff) => person(shop.staff[role]);
const finance = by('finance');

/** Paid by transfer: 6,000.00 with delivery. */
const transferred = (at = shop) => transferredOrder(sql, at, [[at.variants.serum, 1]]);
const refund = async (order: Pick<PlacedOrder, 'order_id'>, amount_minor: number | null = null) =>
  (await issueRefund(sql, finance, order.order_id, { amount_minor })).refund_id;
const payOut = (refund_id: string) =>
  call(sql, finance, 'pay_out_refund', { refund_id, reference: 'GTB 12' });
const settleRefund = (refund_id: string, state: string) =>
  call(sql, server, 'settle_refund', { refund_id, state });
const limit = (refund_approval_above_minor: number | null) =>
  sql`update shop_settings set ${sql({ refund_approval_above_minor })} where shop_id = ${shop.id}`;

/** An order whose money goes back by hand: its refund, and the key in the email that asks for bank details. */
async function owed() {
  const order = await transferred();
  const refund_id = await refund(order);
  return { ...order, refund_id, key: await mailedKey(sql, order) };
}
type Owed = Awaited<ReturnType<typeof owed>>;

type Answer = { given_at: string; changed_at: string | null; changes_left: number };
const give = (
  { order_id }: Pick<PlacedOrder, 'order_id'>,
  access_token: string | null,
  ciphertext: string | null = anyCiphertext(),
  caller: Caller = visitor,
) => call<Answer>(sql, caller, 'submit_payout_details', { order_id, ciphertext, access_token });
const own = (
  { order_id }: Pick<PlacedOrder, 'order_id'>,
  access_token: string | null,
  caller: Caller = visitor,
) =>
  call<(Answer & { ciphertext: string }) | null>(sql, caller, 'get_own_payout_details', {
    order_id,
    access_token,
  });
const sendLink = ({ order_id, access_token }: PlacedOrder) =>
  call(sql, visitor, 'send_payout_link', { order_id, access_token });
const read = (caller: Caller, refund_id: string) =>
  call<{ order_id: string; ciphertext: string; changed_at: string | null } | null>(
    sql,
    caller,
    'read_payout_details',
    { refund_id },
  );
const see = async (caller: Caller, number: string, access_token: string | null = null) =>
  orderSchema.parse(await call(sql, caller, 'get_order', { number, access_token }));

const mailsOf = async ({ order_id }: Pick<PlacedOrder, 'order_id'>) =>
  (
    await sql`select template from notification_queue where order_id = ${order_id} order by created_at, dedupe_key`
  )
    .map((mail) => mail.template)
    .filter((template) => template.startsWith('payout_'));
const logsOf = async ({ order_id }: Pick<PlacedOrder, 'order_id'>) =>
  (
    await sql<{ action: string; actor: string | null; actor_role: string }[]>`
      select action, actor, actor_role from activity_logs where entity_id = ${order_id}
        and action like '%payout_details' order by seq`
  ).map((log) => ({ ...log }));
/** The tables in which a text stands anywhere. */
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

describe('a refund that is paid by hand asks the shopper for bank details', () => {
  test('once, however many refunds there are, and once more when the next need begins', async () => {
    const order = await transferred();
    expect(await mailsOf(order)).toEqual([]);
    const refunds = [await refund(order, 100_000), await refund(order, 50_000)];
    expect(await mailsOf(order)).toEqual(['payout_details_wanted']);
    for (const one of refunds) await payOut(one);
    expect(await mailsOf(order)).toEqual(['payout_details_wanted']);
    await refund(order, 20_000);
    expect(await mailsOf(order)).toEqual(['payout_details_wanted', 'payout_details_wanted']);
  });

  test('not while the shop has them already', async () => {
    const order = await transferred();
    const refund_id = await refund(order, 100_000);
    await give(order, await mailedKey(sql, order));
    await payOut(refund_id);
    await refund(order, 100_000);
    expect(await see(visitor, order.number, order.access_token)).toMatchObject({
      payout: { is_given: true },
    });
    expect((await mailsOf(order)).filter((mail) => mail === 'payout_details_wanted')).toHaveLength(1);
  });

  test('while a second person has not approved it yet, and not again when they have', async () => {
    const order = await transferred();
    await limit(0);
    const refund_id = await refund(order);
    await limit(null);
    expect(await mailsOf(order)).toEqual(['payout_details_wanted']);
    await call(sql, by('admin'), 'decide_refund', { refund_id, approve: true });
    expect(await mailsOf(order)).toEqual(['payout_details_wanted']);
    expect(await see(visitor, order.number, order.access_token)).toMatchObject({
      payout: { is_given: false },
    });
  });

  test('when staff cancel an order that was paid by transfer', async () => {
    const order = await transferred();
    await call(sql, by('verifier'), 'cancel_order', { order_id: order.order_id, reason: 'Leaked' });
    expect(await mailsOf(order)).toEqual(['payout_details_wanted']);
    expect(await see(visitor, order.number, await mailedKey(sql, order))).toMatchObject({
      payout: { amounts: [{ amount_minor: 600_000, currency: 'NGN' }], refunding_minor: 600_000 },
    });
  });

  test('when a courier took too much cash', async () => {
    const order = await shippedForCash(sql, shop);
    const collected = { amount_minor: order.total_minor + 5_000 };
    await call(sql, by('fulfiller'), 'collect_cash', { order_id: order.order_id, collected });
    expect(await mailsOf(order)).toEqual(['payout_details_wanted']);
    expect((await see(visitor, order.number, await mailedKey(sql, order))).payout).toMatchObject({
      amounts: [{ amount_minor: 5_000, currency: 'NGN' }],
    });
  });

  test.each(['failed', 'needs_attention'])('of a gateway only once it is %s', async (state) => {
    const order = await paidOrder(sql, shop, [[serum, 1]]);
    const refund_id = await refund(order);
    await list(sql, server, 'claim_refunds', { max_rows: 1, only_id: refund_id });
    expect((await see(visitor, order.number, order.access_token)).payout).toBeNull();
    expect(await mailsOf(order)).toEqual([]);
    await settleRefund(refund_id, state);
    expect(await mailsOf(order)).toEqual(['payout_details_wanted']);
    expect((await see(visitor, order.number, await mailedKey(sql, order))).payout).toEqual({
      is_given: false,
      amounts: [{ amount_minor: 600_000, currency: 'NGN' }],
      // one that failed is not on its way any more
      refunding_minor: state === 'failed' ? 0 : 600_000,
      must_open_mail: false,
    });
  });

  test('no longer once the gateway is tried again, or the money goes back in another way', async () => {
    const failed = async () => {
      const order = await paidOrder(sql, shop, [[serum, 1]]);
      const refund_id = await refund(order);
      await list(sql, server, 'claim_refunds', { max_rows: 1, only_id: refund_id });
      await settleRefund(refund_id, 'failed');
      return { order, refund_id, key: await mailedKey(sql, order) };
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

describe('bank details are taken', () => {
  test('from whoever opened the link of an email, and not from whoever placed the order', async () => {
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

  test('from an account with the order’s own confirmed address, and from no other', async () => {
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
    const [mine, hers] = [await buy(user.email), await buy('somebody-else@example.com')];
    const ciphertext = anyCiphertext();
    await give(mine, null, ciphertext, ada);
    expect(await own(mine, null, ada)).toMatchObject({ ciphertext });
    await expectRefusal(sql, () => give(hers, null, anyCiphertext(), ada), { reason: 'payout_by_mail' });
    await sql`update auth.users set email_confirmed_at = null where id = ${ada.userId as string}`;
    await expectRefusal(sql, () => give(mine, null, anyCiphertext(), ada), { reason: 'payout_by_mail' });
  });

  test('from nobody in the shop, nor from our own servers', async () => {
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

  test('while money is owed: not before, and not after it was paid out', async () => {
    const order = await transferred();
    const early = await mailedKey(sql, order);
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
    ['a bank account that nobody encrypted', '{"bank":"GTBank","account_number":"0123456789"}'],
    ['nothing', ''],
    ['less than nothing', null],
    ['more than a bank account', `${anyCiphertext()}${'A'.repeat(1500)}`],
    ['a key without a name', anyCiphertext().replace('0a1b2c3d', 'the-key')],
  ])('and never as %s', async (_, ciphertext) => {
    const order = await owed();
    await expectRefusal(sql, () => give(order, order.key, ciphertext), {
      status: 422,
      reason: 'invalid_payout_details',
    });
  });

  test('and may be replaced ten times; the same once more changes nothing', async () => {
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
    const at_once = await Promise.allSettled(Array.from({ length: 11 }, () => give(order, order.key)));
    expect(at_once.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
    await expectRefusal(sql, () => give(order, order.key), { status: 429, reason: 'payout_changes_used_up' });
  });

  test('and each time the log and an email say so, without what they say', async () => {
    const order = await owed();
    const [first, second] = [anyCiphertext(), anyCiphertext()];
    await give(order, order.key, first);
    await give(order, order.key, second);
    expect(await mailsOf(order)).toEqual(
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

describe('the people of the shop', () => {
  const given = async (): Promise<Owed & { ciphertext: string }> => {
    const order = await owed();
    const ciphertext = anyCiphertext();
    await give(order, order.key, ciphertext);
    return { ...order, ciphertext };
  };

  test('who pay refunds out read the details, and each look is on the log', async () => {
    const { ciphertext, ...order } = await given();
    for (const role of ['finance', 'admin', 'owner', 'finance'] as const) {
      expect(await read(by(role), order.refund_id)).toMatchObject({ order_id: order.order_id, ciphertext });
    }
    const looked = (role: 'finance' | 'admin' | 'owner') => ({
      action: 'read_payout_details',
      actor: shop.staff[role],
      actor_role: role,
    });
    expect((await logsOf(order)).slice(1)).toEqual([
      looked('finance'),
      looked('admin'),
      looked('owner'),
      looked('finance'),
    ]);
    const entity = { entity_type: 'order', entity_id: order.order_id };
    expect(await call(sql, server, 'verify_activity_chain', entity)).toBe(true);
  });

  test('who do not pay refunds out read nothing', async () => {
    const { refund_id } = await given();
    for (const role of ['verifier', 'auditor'] as const) {
      await expectRefusal(sql, () => read(by(role), refund_id), { status: 403, reason: 'forbidden' });
    }
    for (const role of ['fulfiller', 'catalog'] as const) {
      await expectRefusal(sql, () => read(by(role), refund_id), { status: 404, reason: 'refund_not_found' });
    }
    await expectRefusal(sql, () => read(server, refund_id), { status: 404, reason: 'refund_not_found' });
  });

  test('read them while the refund can be paid out: not before its approval, and not afterwards', async () => {
    const order = await transferred();
    await limit(0);
    const refund_id = await refund(order);
    await limit(null);
    await give(order, await mailedKey(sql, order));
    const refusal = { status: 422, reason: 'invalid_transition' };
    await expectRefusal(sql, () => read(by('admin'), refund_id), refusal);
    await call(sql, by('admin'), 'decide_refund', { refund_id, approve: true });
    expect(await read(by('admin'), refund_id)).toMatchObject({ order_id: order.order_id });
    await payOut(refund_id);
    await expectRefusal(sql, () => read(by('admin'), refund_id), refusal);
  });

  test('are told that there are none yet, and may pay out all the same', async () => {
    const order = await owed();
    expect(await read(finance, order.refund_id)).toBeNull();
    expect(await logsOf(order), 'nobody saw anything').toEqual([]);
    expect(await payOut(order.refund_id)).toMatchObject({ state: 'succeeded' });
  });

  test('see whether and when details came and changed, wherever they see refunds, and never what they say', async () => {
    const order = await owed();
    const sees = async (role: keyof typeof shop.staff) => {
      const seen = await see(by(role), order.number);
      expect(seen.payout, 'that is for the shopper').toBeNull();
      return seen.refunds?.map(({ payout }) => payout);
    };
    const listed = (role: keyof typeof shop.staff) =>
      list(sql, by(role), 'list_payouts', { shop: shop.slug, refund_ids: [order.refund_id] });
    const none = { given_at: null, changed_at: null };
    const first = anyCiphertext();
    for (const role of ['finance', 'verifier', 'auditor'] as const) {
      expect(await sees(role)).toEqual([none]);
      expect(await listed(role)).toEqual([{ refund_id: order.refund_id, ...none }]);
    }
    await give(order, order.key, first);
    await give(order, order.key);
    const both = { given_at: expect.anything(), changed_at: expect.anything() };
    for (const role of ['finance', 'verifier', 'auditor'] as const) {
      expect(await sees(role)).toEqual([both]);
      expect(await listed(role)).toEqual([{ refund_id: order.refund_id, ...both }]);
    }
    await expectRefusal(sql, () => listed('fulfiller'), { status: 403, reason: 'forbidden' });
    await payOut(order.refund_id);
    expect(await sees('finance')).toEqual([null]);
    expect(await listed('finance')).toEqual([]);
  });

  test('see on the timeline who looked; the shopper sees their own steps there', async () => {
    const { number, key, refund_id } = await given();
    await read(finance, refund_id);
    const actions = async (caller: Caller, token: string | null = null) =>
      (await see(caller, number, token)).timeline
        .map(({ action }) => action)
        .filter((action) => action.endsWith('payout_details'));
    expect(await actions(by('auditor'))).toEqual(['give_payout_details', 'read_payout_details']);
    expect(await actions(visitor, key)).toEqual(['give_payout_details']);
  });

  test('of one shop learn nothing about the refunds of another', async () => {
    const { refund_id } = await given();
    const foreign = await openShop(sql);
    const args = { shop: foreign.slug, refund_ids: [refund_id] };
    expect(await list(sql, person(foreign.staff.owner), 'list_payouts', args)).toEqual([]);
  });
});

describe('the link', () => {
  test('is sent again to the order’s own address, and opens the form', async () => {
    const order = await owed();
    await letPass(sql, shop.id, '6 minutes');
    await sendLink(order);
    const mails = await sql`select recipient from notification_queue
      where order_id = ${order.order_id} and template = 'payout_details_wanted'`;
    expect(mails.map(({ recipient }) => recipient)).toEqual(['ada@example.com', 'ada@example.com']);
    await give(order, await mailedKey(sql, order));
  });

  test('is not sent more often than every five minutes, nor more than five times a day', async () => {
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
    expect(await mailsOf(order)).toHaveLength(6);
  });

  test('is not sent where no money is waited for', async () => {
    for (const order of [await transferred(), await paidOrder(sql, shop, [[soap, 1]])]) {
      await expectRefusal(sql, () => sendLink(order), { status: 422, reason: 'no_payout_due' });
    }
  });
});

describe('bank details are deleted', () => {
  const clean = () => call<number>(sql, server, 'cleanup_stale_rows');
  const kept = async ({ order_id }: Pick<PlacedOrder, 'order_id'>) =>
    (await sql`select from payout_details where order_id = ${order_id}`).length === 1;

  test('thirty days after the last refund of the order was settled, and not while one waits', async () => {
    const order = await transferred();
    const [first, second] = [await refund(order, 100_000), await refund(order, 50_000)];
    await give(order, await mailedKey(sql, order));
    await payOut(first);
    await letPass(sql, shop.id, '40 days');
    await clean();
    expect(await kept(order), 'the second refund waits').toBe(true);
    await payOut(second);
    await letPass(sql, shop.id, '29 days 23 hours');
    await clean();
    expect(await kept(order)).toBe(true);
    await letPass(sql, shop.id, '1 hour 1 second');
    expect(await clean()).toBeGreaterThan(0);
    expect(await kept(order)).toBe(false);
    expect((await logsOf(order)).at(-1)).toEqual({
      action: 'delete_payout_details',
      actor: null,
      actor_role: 'system',
    });
    const entity = { entity_type: 'order', entity_id: order.order_id };
    expect(await call(sql, server, 'verify_activity_chain', entity)).toBe(true);

    await refund(order, 20_000);
    expect((await mailsOf(order)).filter((mail) => mail === 'payout_details_wanted')).toHaveLength(2);
  });

  test('also where the money was not paid out after all', async () => {
    const declined = await owed();
    const moved = await paidOrder(sql, shop, [[serum, 1]]);
    const stuck = await refund(moved);
    await list(sql, server, 'claim_refunds', { max_rows: 1, only_id: stuck });
    await settleRefund(stuck, 'needs_attention');
    await give(declined, declined.key);
    await give(moved, await mailedKey(sql, moved));
    await call(sql, by('admin'), 'decide_refund', {
      ...{ refund_id: declined.refund_id, approve: false, reason: 'A mistake' },
    });
    await settleRefund(stuck, 'processing');
    await letPass(sql, shop.id, '31 days');
    await clean();
    expect([await kept(declined), await kept(moved)]).toEqual([false, false]);
  });

  test('some at a time, passing by an order that somebody is working on', async () => {
    const at = await openShop(sql);
    const orders = await Promise.all(
      [1, 2, 3, 4].map(() => transferredOrder(sql, at, [[at.variants.voucher, 1]])),
    );
    for (const order of orders) {
      const { refund_id } = await issueRefund(sql, person(at.staff.finance), order.order_id);
      await give(order, await mailedKey(sql, order));
      await call(sql, person(at.staff.finance), 'pay_out_refund', { refund_id, reference: 'GTB 12' });
    }
    await letPass(sql, at.id, '31 days');
    const [busy] = orders as [PlacedOrder];
    const batch = async () => (await sql`select private.delete_settled_payout_details(2) as count`)[0]?.count;
    await sql.begin(async (tx) => {
      await tx`select from orders where id = ${busy.order_id} for update`;
      expect([await batch(), await batch()]).toEqual([2, 1]);
      expect(await kept(busy)).toBe(true);
    });
    expect([await batch(), await batch()]).toEqual([1, 0]);
  });
});
