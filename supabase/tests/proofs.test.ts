import { describe, expect, test } from 'vitest';
import { as, type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { emailsOf } from './emails.ts';
import { openShop, type PlacedOrder, paidOrder, readOrder, readStock, rowsOf, signUp } from './fixtures.ts';
import { placeTransfer, randomBits, recordPicture, submitProof, transfersOn } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100_000 } });
const { verifier, order, proven, verify, confirm, reject } = transfersOn(sql, shop);

describe('a proof', () => {
  test('moves the order to verification and extends its reservation to the verification deadline', async () => {
    const at = await openShop(sql);
    const placed = await order(at, 4);
    expect(await readStock(sql, at.variants.serum)).toMatchObject({ promised: 4 });
    await letPass(sql, at.id, '1 hour 59 minutes');
    const { state, expires_at } = await submitProof(sql, placed, {
      amount_minor: 1_950_000,
      paid_on: '2026-03-01',
      file_path: await recordPicture(sql, at, placed),
    });
    expect(state).toBe('awaiting_verification');
    expect(await readOrder(sql, placed.order_id)).toMatchObject({
      status: 'awaiting_verification',
      payment_status: 'under_verification',
      expires_at,
    });
    await letPass(sql, at.id, '23 hours');
    expect(await readStock(sql, at.variants.serum)).toMatchObject({ promised: 4 });
    await letPass(sql, at.id, '61 minutes');
    expect(await readStock(sql, at.variants.serum)).toMatchObject({ promised: 0 });
    expect(await rowsOf(sql, 'payment_proofs', placed.order_id)).toMatchObject([
      {
        state: 'submitted',
        amount_minor: 1_950_000,
        bank: 'GTBank',
        bank_reference: 'FT-1',
        paid_on: '2026-03-01',
        file_path: expect.stringMatching(`^${at.id}/${placed.order_id}/.*webp$`),
      },
    ]);
  });

  test('renews an expired reservation while stock lasts, and is accepted even if none is left', async () => {
    const at = await openShop(sql);
    const [first, second] = [await order(at, 4), await order(at, 4)];
    await letPass(sql, at.id, '3 hours');
    expect(await readStock(sql, at.variants.serum)).toMatchObject({ promised: 0 });
    await paidOrder(sql, at, [[at.variants.serum, 5]]);
    const proofOf = async (placed: PlacedOrder) => ({
      amount_minor: 1_950_000,
      file_path: await recordPicture(sql, at, placed),
    });
    await submitProof(sql, first, await proofOf(first));
    expect(await readStock(sql, at.variants.serum)).toMatchObject({ promised: 4, available: 1 });
    expect(await submitProof(sql, second, await proofOf(second))).toMatchObject({
      state: 'awaiting_verification',
    });
    expect(await readStock(sql, at.variants.serum)).toMatchObject({ promised: 4, available: 1 });
  });

  test('extends the reservation only with a picture and a plausible amount, and only once', async () => {
    const at = await openShop(sql);
    const placed = await order(at, 4);
    const promised = async () => (await readStock(sql, at.variants.serum))?.promised;
    const file_path = await recordPicture(sql, at, placed);
    await submitProof(sql, placed, { amount_minor: 1_950_000 });
    await submitProof(sql, placed, { amount_minor: 100, file_path });
    await submitProof(sql, placed, { amount_minor: 19_500_000, file_path });
    await letPass(sql, at.id, '121 minutes');
    expect(await promised(), 'no picture, too little, too much').toBe(0);
    await submitProof(sql, placed, { amount_minor: 1_950_000, file_path });
    expect(await promised()).toBe(4);
    await reject(placed.order_id, 'Not there', person(at.staff.verifier));
    expect(await promised(), 'a rejection deletes it').toBe(0);
    await submitProof(sql, placed, { amount_minor: 1_950_000, file_path });
    expect(await promised(), 'not a second time').toBe(0);
    await confirm(placed.order_id, { amount_minor: 1_950_000 }, person(at.staff.verifier));
    expect(await readStock(sql, at.variants.serum)).toMatchObject({ committed: 4 });
  });

  test("extends the deadline by the shop's verification window, and never shortens it", async () => {
    const at = await openShop(sql);
    await sql`update shop_settings set verification_window = '1 hour' where shop_id = ${at.id}`;
    const placed = await order(at);
    expect(await submitProof(sql, placed), 'the deadline is a day away').toMatchObject({
      expires_at: placed.expires_at,
    });
    const late = await order(at);
    await letPass(sql, at.id, '23 hours 59 minutes');
    const { expires_at } = await submitProof(sql, late);
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(59 * 60_000);
    const more = await submitProof(sql, placed);
    expect(Date.parse(more.expires_at) - Date.now(), 'a second proof gives no more time').toBeLessThan(
      60_000,
    );
  });

  test('may be followed by another', async () => {
    const placed = await proven();
    await submitProof(sql, placed, { bank_reference: 'FT-2' });
    expect(
      (await rowsOf(sql, 'payment_proofs', placed.order_id)).map((proof) => proof.bank_reference),
    ).toEqual(['FT-1', 'FT-2']);
    await confirm(placed.order_id, { bank_reference: 'FT-2' });
    expect((await rowsOf(sql, 'payment_proofs', placed.order_id)).map((proof) => proof.state)).toEqual([
      'accepted',
      'accepted',
    ]);
  });

  test.each([
    ['amount_minor', 0],
    ['amount_minor', -5],
    ['amount_minor', 'all'],
    ['amount_minor', null],
    ['bank', 'x'.repeat(101)],
    ['bank_reference', 'x'.repeat(101)],
    ['paid_on', 'yesterday'],
    ['paid_on', '2026-02-30'],
    ['paid_on', '2999-01-01'],
    ['file_path', 'x'.repeat(301)],
  ])('with %s %j is refused', async (field, value) => {
    const placed = await order();
    await expectRefusal(sql, () => submitProof(sql, placed, { [field]: value }), {
      status: 422,
      reason: 'invalid_proof',
      field,
    });
  });

  test('is refused once the order has expired', async () => {
    const at = await openShop(sql);
    const placed = await order(at);
    await letPass(sql, at.id, '24 hours');
    await expectRefusal(sql, () => submitProof(sql, placed), { status: 422, reason: 'order_expired' });
  });
});

describe('a verifier who does not find the transfer', () => {
  test('rejects the proof with a reason, and the shopper may submit another', async () => {
    const placed = await proven();
    expect(await reject(placed.order_id)).toMatchObject({
      state: 'pending_payment',
      status: 'pending_payment',
    });
    const after = await readOrder(sql, placed.order_id);
    expect(await reject(placed.order_id, 'Again')).toMatchObject({ version: after.version });
    expect(await rowsOf(sql, 'payment_proofs', placed.order_id)).toMatchObject([
      {
        state: 'rejected',
        reject_reason: 'other',
        reject_note: 'Not on the account',
        decided_by: verifier.userId,
      },
    ]);
    expect(await emailsOf(sql, placed)).toEqual(['order_placed', 'proof_rejected']);
    await submitProof(sql, placed, { bank_reference: 'FT-2' });
    await confirm(placed.order_id, { bank_reference: 'FT-2' });
    expect((await rowsOf(sql, 'payment_proofs', placed.order_id)).map((proof) => proof.state)).toEqual([
      'rejected',
      'accepted',
    ]);
  });

  test.each([[null], [' '], ['x'.repeat(301)]])('must give a reason other than %j', async (reason) => {
    const { order_id } = await proven();
    await expectRefusal(sql, () => reject(order_id, reason), {
      status: 422,
      reason: 'reason_required',
      field: 'reason',
    });
  });

  test('cannot reject a proof that came after they looked', async () => {
    const placed = await proven();
    await submitProof(sql, placed, { bank_reference: 'FT-2' });
    const rejectSeen = (proofs: unknown) =>
      verify(placed.order_id, 'reject', { reason: 'Not there', proofs });
    await expectRefusal(sql, () => rejectSeen(1), { status: 409, reason: 'stale' });
    expect(await rejectSeen(2)).toMatchObject({ state: 'pending_payment' });
  });

  test.each([['maybe'], ['rejected'], [null]])('cannot decide %j', async (decision) => {
    const { order_id } = await proven();
    await expectRefusal(sql, () => verify(order_id, decision), {
      status: 422,
      reason: 'unknown_decision',
      field: 'decision',
    });
  });
});

describe('a picture', () => {
  test('is accepted only for the order that it was checked for', async () => {
    const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100 } });
    const [one, other] = [await placeTransfer(sql, shop), await placeTransfer(sql, shop)];
    const file_path = await recordPicture(sql, shop, one);
    for (const path of [file_path, 'anything.webp', `${shop.id}/${other.order_id}/x.webp`]) {
      await expectRefusal(sql, () => submitProof(sql, other, { file_path: path }), {
        status: 422,
        reason: 'invalid_proof',
        field: 'file_path',
      });
    }
    expect(await submitProof(sql, one, { file_path })).toMatchObject({ state: 'awaiting_verification' });
  });

  test('is shown to its shopper and to staff who may read payments, not to fulfillers', async () => {
    const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100 } });
    const order = await placeTransfer(sql, shop);
    const file_path = await recordPicture(sql, shop, order);
    await submitProof(sql, order, { file_path });
    const seen = (caller: Caller, access_token: string | null = null) =>
      call<{ transfer: { proofs: { file_path: string }[] } | null }>(sql, caller, 'get_order', {
        ...{ number: order.number, access_token },
      });
    expect((await seen(visitor, order.access_token)).transfer?.proofs).toMatchObject([{ file_path }]);
    expect((await seen(person(shop.staff.auditor))).transfer?.proofs).toMatchObject([{ file_path }]);
    expect((await seen(person(shop.staff.fulfiller))).transfer).toBeNull();
  });

  test('must be stored in the folder of its order', async () => {
    const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100 } });
    const order = await placeTransfer(sql, shop);
    const args = { order_id: order.order_id, sha256: '0'.repeat(64), picture_hash: randomBits() };
    await expect(
      call(sql, server, 'record_proof_file', { ...args, path: `${shop.id}/elsewhere/x.webp` }),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('can be read in storage by staff who may read payments and by the account that ordered', async () => {
    const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100 } });
    const ada = await signUp(sql);
    const [accountOrder, guestOrder] = [
      await placeTransfer(sql, shop, 1, ada),
      await placeTransfer(sql, shop),
    ];
    const paths = [await recordPicture(sql, shop, accountOrder), await recordPicture(sql, shop, guestOrder)];
    await sql`insert into storage.objects (bucket_id, name)
      select 'payment-proofs', name from unnest(${paths}::text[]) as name`;
    const seen = async (caller: Caller) =>
      (
        await as(
          sql,
          caller,
          (tx) => tx<{ name: string }[]>`
          select name from storage.objects where bucket_id = 'payment-proofs' order by name`,
        )
      ).map(({ name }) => name);
    const foreign = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100 } });
    for (const role of ['owner', 'admin', 'verifier', 'finance', 'auditor'] as const) {
      expect(await seen(person(shop.staff[role])), role).toEqual([...paths].sort());
      expect(await seen(person(foreign.staff[role])), role).toEqual([]);
    }
    for (const role of ['fulfiller', 'catalog'] as const)
      expect(await seen(person(shop.staff[role]))).toEqual([]);
    expect(await seen(ada)).toEqual([paths[0]]);
    expect(await seen(visitor)).toEqual([]);
    for (const caller of [ada, visitor, person(shop.staff.owner)]) {
      const put = (bucket: string) =>
        as(
          sql,
          caller,
          (tx) => tx`
          insert into storage.objects (bucket_id, name) values (${bucket}, ${`${shop.id}/${accountOrder.order_id}/new.webp`})`,
        );
      await expect(put('payment-proofs')).rejects.toMatchObject({ code: '42501' });
      await expect(put('proof-uploads')).rejects.toMatchObject({ code: '42501' });
    }
  });
});

test('a shopper can submit a proof with their account, and staff cannot', async () => {
  const ada = await signUp(sql);
  const { order_id } = await order(shop, 1, ada);
  const submit = (caller: Caller) =>
    call(sql, caller, 'submit_payment_proof', { order_id, access_token: null, proof: { amount_minor: 1 } });
  await expectRefusal(sql, () => submit(verifier), { status: 403, reason: 'forbidden' });
  expect(await submit(ada)).toMatchObject({ state: 'awaiting_verification' });
});
