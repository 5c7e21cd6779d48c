import { describe, expect, test } from 'vitest';
import { type Caller, call, expectRefusal, list, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { emailedKey } from './emails.ts';
import { anyCiphertext, openShop, type PlacedOrder, paidOrder } from './fixtures.ts';
import { type Owed, payoutsOn } from './payout-details.ts';
import { issueRefund } from './refunds.ts';
import { transferredOrder } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 1000 },
  soap: { price_minor: 150_000, on_hand: 1000 },
});
const { serum } = shop.variants;
const by = (role: keyof typeof shop.staff) => person(shop.staff[role]);
const finance = by('finance');
const { transferred, refund, limit, payOut, settle, owed, give, read, see, emailsOf, logsOf } = payoutsOn(
  sql,
  shop,
);

describe('staff', () => {
  const withDetails = async (): Promise<Owed & { ciphertext: string }> => {
    const order = await owed();
    const ciphertext = anyCiphertext();
    await give(order, order.key, ciphertext);
    return { ...order, ciphertext };
  };

  test('who pay out refunds can read the details, and each read is logged', async () => {
    const { ciphertext, ...order } = await withDetails();
    for (const role of ['finance', 'admin', 'owner', 'finance'] as const) {
      expect(await read(by(role), order.refund_id)).toMatchObject({ order_id: order.order_id, ciphertext });
    }
    const readBy = (role: 'finance' | 'admin' | 'owner') => ({
      action: 'read_payout_details',
      actor: shop.staff[role],
      actor_role: role,
    });
    expect((await logsOf(order)).slice(1)).toEqual([
      readBy('finance'),
      readBy('admin'),
      readBy('owner'),
      readBy('finance'),
    ]);
    const entity = { entity_type: 'order', entity_id: order.order_id };
    expect(await call(sql, server, 'verify_activity_chain', entity)).toBe(true);
  });

  test('who do not pay out refunds cannot read them', async () => {
    const { refund_id } = await withDetails();
    for (const role of ['verifier', 'auditor'] as const) {
      await expectRefusal(sql, () => read(by(role), refund_id), { status: 403, reason: 'forbidden' });
    }
    for (const role of ['fulfiller', 'catalog'] as const) {
      await expectRefusal(sql, () => read(by(role), refund_id), { status: 404, reason: 'refund_not_found' });
    }
    await expectRefusal(sql, () => read(server, refund_id), { status: 404, reason: 'refund_not_found' });
  });

  test('can read them only between the approval and the payout of the refund', async () => {
    const order = await transferred();
    await limit(0);
    const refund_id = await refund(order);
    await limit(null);
    await give(order, await emailedKey(sql, order));
    const refusal = { status: 422, reason: 'invalid_transition' };
    await expectRefusal(sql, () => read(by('admin'), refund_id), refusal);
    await call(sql, by('admin'), 'decide_refund', { refund_id, approve: true });
    expect(await read(by('admin'), refund_id)).toMatchObject({ order_id: order.order_id });
    await payOut(refund_id);
    await expectRefusal(sql, () => read(by('admin'), refund_id), refusal);
  });

  test('get null if there are none yet, and can still pay out', async () => {
    const order = await owed();
    expect(await read(finance, order.refund_id)).toBeNull();
    expect(await logsOf(order), 'nothing was read').toEqual([]);
    expect(await payOut(order.refund_id)).toMatchObject({ state: 'succeeded' });
  });

  test('see with each refund when details were submitted and changed, but not the details', async () => {
    const order = await owed();
    const sees = async (role: keyof typeof shop.staff) => {
      const seen = await see(by(role), order.number);
      expect(seen.payout, 'only the shopper gets it').toBeNull();
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

  test('see each read on the timeline; the shopper sees only their own steps', async () => {
    const { number, key, refund_id } = await withDetails();
    await read(finance, refund_id);
    const actions = async (caller: Caller, token: string | null = null) =>
      (await see(caller, number, token)).timeline
        .map(({ action }) => action)
        .filter((action) => action?.endsWith('payout_details'));
    expect(await actions(by('auditor'))).toEqual(['give_payout_details', 'read_payout_details']);
    expect(await actions(visitor, key)).toEqual(['give_payout_details']);
  });

  test('of one shop get nothing about the refunds of another', async () => {
    const { refund_id } = await withDetails();
    const foreign = await openShop(sql);
    const args = { shop: foreign.slug, refund_ids: [refund_id] };
    expect(await list(sql, person(foreign.staff.owner), 'list_payouts', args)).toEqual([]);
  });
});

describe('bank details are deleted', () => {
  const clean = () => call<number>(sql, server, 'cleanup_stale_rows');
  const stored = async ({ order_id }: Pick<PlacedOrder, 'order_id'>) =>
    (await sql`select from payout_details where order_id = ${order_id}`).length === 1;

  test('thirty days after the order’s last refund was settled, and not while one is open', async () => {
    const order = await transferred();
    const [first, second] = [await refund(order, 100_000), await refund(order, 50_000)];
    await give(order, await emailedKey(sql, order));
    await payOut(first);
    await letPass(sql, shop.id, '40 days');
    await clean();
    expect(await stored(order), 'the second refund is open').toBe(true);
    await payOut(second);
    await letPass(sql, shop.id, '29 days 23 hours');
    await clean();
    expect(await stored(order)).toBe(true);
    await letPass(sql, shop.id, '1 hour 1 second');
    expect(await clean()).toBeGreaterThan(0);
    expect(await stored(order)).toBe(false);
    expect((await logsOf(order)).at(-1)).toEqual({
      action: 'delete_payout_details',
      actor: null,
      actor_role: 'system',
    });
    const entity = { entity_type: 'order', entity_id: order.order_id };
    expect(await call(sql, server, 'verify_activity_chain', entity)).toBe(true);

    await refund(order, 20_000);
    expect((await emailsOf(order)).filter((email) => email === 'payout_details_wanted')).toHaveLength(2);
  });

  test('also if the money was not paid out by hand after all', async () => {
    const declined = await owed();
    const moved = await paidOrder(sql, shop, [[serum, 1]]);
    const stuck = await refund(moved);
    await list(sql, server, 'claim_refunds', { max_rows: 1, only_id: stuck });
    await settle(stuck, 'needs_attention');
    await give(declined, declined.key);
    await give(moved, await emailedKey(sql, moved));
    await call(sql, by('admin'), 'decide_refund', {
      ...{ refund_id: declined.refund_id, approve: false, reason: 'A mistake' },
    });
    await settle(stuck, 'processing');
    await letPass(sql, shop.id, '31 days');
    await clean();
    expect([await stored(declined), await stored(moved)]).toEqual([false, false]);
  });

  test('in batches that skip locked orders', async () => {
    const at = await openShop(sql);
    const orders = await Promise.all(
      [1, 2, 3, 4].map(() => transferredOrder(sql, at, [[at.variants.voucher, 1]])),
    );
    for (const order of orders) {
      const { refund_id } = await issueRefund(sql, person(at.staff.finance), order.order_id);
      await give(order, await emailedKey(sql, order));
      await call(sql, person(at.staff.finance), 'pay_out_refund', { refund_id, reference: 'GTB 12' });
    }
    await letPass(sql, at.id, '31 days');
    const [busy] = orders as [PlacedOrder];
    const batch = async () => (await sql`select private.delete_settled_payout_details(2) as count`)[0]?.count;
    await sql.begin(async (tx) => {
      await tx`select from orders where id = ${busy.order_id} for update`;
      expect([await batch(), await batch()]).toEqual([2, 1]);
      expect(await stored(busy)).toBe(true);
    });
    expect([await batch(), await batch()]).toEqual([1, 0]);
  });
});
