import { describe, expect, test } from 'vitest';
import { type Caller, call, expectRefusal, person } from './caller.ts';
import { letPass } from './clock.ts';
import { parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import { openShop, type PlacedOrder, paidOrder, readStock, type Shop } from './fixtures.ts';
import { behindGate, split } from './gate.ts';
import { submitProof, transfersOn, type Verified } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100_000 } });
const { verifier, order, proven, confirm, reject, claim } = transfersOn(sql, shop);

describe('two verifiers', () => {
  test('cannot claim the same order: a claim lasts ten minutes', async () => {
    const at = await openShop(sql);
    const { order_id } = await proven(at);
    const [one, two] = [person(at.staff.verifier), person(at.staff.admin)];
    await sql`update profiles set name = 'Ngozi' where user_id = ${at.staff.verifier}`;
    await claim(order_id, one);
    const refusal = { status: 409, reason: 'claimed' };
    for (const attempt of [
      () => claim(order_id, two),
      () => confirm(order_id, {}, two),
      () => reject(order_id, 'No', two),
    ]) {
      expect(await expectRefusal(sql, attempt, refusal)).toMatchObject({
        name: 'Ngozi',
        claimed_until: expect.any(String),
      });
    }
    await letPass(sql, at.id, '9 minutes');
    const { claimed_until } = await claim(order_id, one);
    expect(Date.parse(claimed_until) - Date.now(), 'claiming it again renews it').toBeGreaterThan(9 * 60_000);
    await letPass(sql, at.id, '10 minutes');
    await claim(order_id, two);
    await expectRefusal(sql, () => confirm(order_id, {}, one), refusal);
    expect(await confirm(order_id, {}, two)).toMatchObject({ outcome: 'confirmed' });
  });

  test('who claim an order at once: one gets it', async () => {
    const { order_id } = await proven();
    const callers = [verifier, person(shop.staff.admin), person(shop.staff.owner)];
    // all wait before they write the claim
    const { answers, reasons } = split(
      await behindGate(
        sql,
        'lock table verification_claims in exclusive mode',
        callers.map((caller) => () => claim(order_id, caller)),
      ),
    );
    expect(answers).toHaveLength(1);
    expect(reasons).toEqual(['claimed', 'claimed']);
  });

  test('who confirm an order at once confirm it once', async () => {
    const { order_id } = await proven();
    const callers = [verifier, person(shop.staff.admin), person(shop.staff.owner)];
    const outcomes = await Promise.all(callers.map((caller) => confirm(order_id, {}, caller)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['confirmed', 'replayed', 'replayed']);
  });

  test('can claim only orders that wait for verification', async () => {
    for (const { order_id } of [await order(), await paidOrder(sql, shop, [[shop.variants.serum, 1]])]) {
      await expectRefusal(sql, () => claim(order_id), { status: 422, reason: 'invalid_transition' });
    }
    await expectRefusal(sql, () => claim('00000000-0000-4000-8000-000000000000'), {
      status: 404,
      reason: 'order_not_found',
    });
  });
});

describe('separation of duties', () => {
  const ownOrder = async (at: Shop<'serum'>): Promise<[Caller, PlacedOrder]> => {
    const caller = person(at.staff.verifier);
    const placed = await order(at, 1, caller);
    await submitProof(sql, placed);
    return [caller, placed];
  };

  test('staff cannot verify their own order, nor ship an order that they confirmed', async () => {
    const at = await openShop(sql);
    const [caller, { order_id }] = await ownOrder(at);
    const refusal = { status: 403, reason: 'separation_of_duties' };
    await expectRefusal(sql, () => confirm(order_id, {}, caller), refusal);
    await expectRefusal(sql, () => reject(order_id, 'No', caller), refusal);
    const admin = person(at.staff.admin);
    await confirm(order_id, {}, admin);
    const move = (by: Caller, to_state: string) =>
      call<Verified>(sql, by, 'update_order_status', { order_id, to_state, details: parcel });
    await move(admin, 'processing');
    await expectRefusal(sql, () => move(admin, 'shipped'), refusal);
    expect(await move(person(at.staff.fulfiller), 'shipped')).toMatchObject({ state: 'shipped' });
  });

  test.each([
    ['the shop turned it off', `update shop_settings set separation_of_duties = false`],
    ['there are no other staff', `delete from staff where role <> 'verifier' and`],
  ])('does not apply if %s', async (_, text) => {
    const at = await openShop(sql);
    const [caller, { order_id }] = await ownOrder(at);
    await sql.unsafe(`${text} ${text.endsWith('and') ? '' : 'where'} shop_id = '${at.id}'`);
    expect(await confirm(order_id, {}, caller)).toMatchObject({ outcome: 'confirmed' });
  });
});

test('without reservations, the order that is confirmed first gets the stock', async () => {
  const at = await openShop(sql);
  await sql`update payment_methods set stock_policy = 'deduct_on_confirm', lock_for = null
    where shop_id = ${at.id} and method = 'bank_transfer'`;
  const [first, second] = [await proven(at, 6), await proven(at, 6)];
  expect(await readStock(sql, at.variants.serum)).toMatchObject({ committed: 0, promised: 0, available: 10 });
  const caller = person(at.staff.verifier);
  const seen = { amount_minor: 2_850_000 };
  expect(await confirm(second.order_id, seen, caller)).toMatchObject({ outcome: 'confirmed' });
  expect(await readStock(sql, at.variants.serum)).toMatchObject({ committed: 6, available: 4 });
  const details = await expectRefusal(sql, () => confirm(first.order_id, seen, caller), {
    status: 409,
    reason: 'sold_out',
  });
  expect(details).toMatchObject([{ sku: 'serum', requested: 6, available: 4 }]);
});
