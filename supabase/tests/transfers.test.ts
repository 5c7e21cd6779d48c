import { describe, expect, test } from 'vitest';
import { orderSchema } from '@/lib/orders/order';
import { type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { emailsOf } from './emails.ts';
import { openExceptions, openShop, paidOrder, readOrder, readStock, rowsOf } from './fixtures.ts';
import { submitProof, transfersOn } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100_000 } });
const { verifier, order, proven, confirm, reject, claim } = transfersOn(sql, shop);

describe('a verifier who finds the transfer', () => {
  test('confirms the order and takes its stock in one step', async () => {
    const at = await openShop(sql);
    const { order_id } = await proven(at, 4);
    const caller = person(at.staff.verifier);
    await claim(order_id, caller);
    const seen = { amount_minor: 1_950_000, received_at: '2026-03-01' };
    expect(await confirm(order_id, seen, caller)).toMatchObject({
      state: 'confirmed',
      status: 'paid',
      outcome: 'confirmed',
    });
    expect(await readStock(sql, at.variants.serum)).toEqual({
      on_hand: 10,
      committed: 4,
      promised: 0,
      available: 6,
    });
    expect(await readOrder(sql, order_id)).toMatchObject({
      confirmed_by: at.staff.verifier,
      paid_minor: 1_950_000,
    });
    expect(await rowsOf(sql, 'payment_proofs', order_id)).toMatchObject([
      { state: 'accepted', decided_by: at.staff.verifier, decided_at: expect.any(String) },
    ]);
    expect(await rowsOf(sql, 'payments', order_id)).toMatchObject([
      {
        gateway: 'bank_transfer',
        channel: 'bank_transfer',
        transaction_id: expect.stringMatching(/\/FT-1$/),
        outcome: 'confirmed',
      },
    ]);
    expect(await sql`select from verification_claims where order_id = ${order_id}`).toHaveLength(0);
    expect(await emailsOf(sql, { order_id })).toEqual(['order_placed', 'order_confirmed']);
  });

  test('can confirm it before a proof is submitted', async () => {
    const { order_id } = await order();
    expect(await confirm(order_id)).toMatchObject({ outcome: 'confirmed' });
  });

  test.each([
    ['with', 'FT-1'],
    ['without', null],
  ])('changes nothing by confirming it again, %s the bank reference', async (_, bank_reference) => {
    const { order_id } = await proven();
    await confirm(order_id, { bank_reference });
    const before = await readOrder(sql, order_id);
    expect(await confirm(order_id, { bank_reference })).toMatchObject({ outcome: 'replayed' });
    expect(await readOrder(sql, order_id)).toEqual(before);
    expect(await rowsOf(sql, 'payments', order_id)).toHaveLength(1);
  });

  test('cannot record it twice, even if the first time did not confirm the order', async () => {
    const { order_id } = await proven();
    await confirm(order_id, { amount_minor: 5, bank_reference: 'FT-1' });
    const refusal = { status: 422, reason: 'already_paid' };
    await expectRefusal(sql, () => confirm(order_id, { amount_minor: 5, bank_reference: null }), refusal);
    const more = { amount_minor: 7, another: true };
    await expectRefusal(sql, () => confirm(order_id, { ...more, bank_reference: 'FT-1' }), {
      ...{ status: 422, reason: 'invalid_payment', field: 'bank_reference' },
    });
    expect(await confirm(order_id, { ...more, bank_reference: 'FT-2' })).toMatchObject({
      outcome: 'mismatch',
    });
    expect((await rowsOf(sql, 'payments', order_id)).map(({ amount_minor }) => amount_minor)).toEqual([5, 7]);
  });

  test('cannot reject a proof that was already accepted', async () => {
    const { order_id, ...rest } = await proven();
    await confirm(order_id, { amount_minor: 5 });
    await expectRefusal(
      sql,
      () =>
        call(sql, verifier, 'verify_payment', {
          order_id,
          decision: 'reject',
          seen: { reason: 'Nothing came' },
        }),
      { status: 422, reason: 'invalid_transition' },
    );
    expect((await rowsOf(sql, 'payment_proofs', order_id)).map(({ state }) => state)).toEqual(['accepted']);
    await submitProof(sql, { order_id, ...rest });
    await call(sql, verifier, 'verify_payment', {
      order_id,
      decision: 'reject',
      seen: { reason: 'Nothing came' },
    });
  });

  test('opens an exception for another amount or currency', async () => {
    const [less, foreign] = [await proven(), await proven()];
    expect(await confirm(less.order_id, { amount_minor: 5 })).toMatchObject({
      outcome: 'mismatch',
      status: 'on_hold',
    });
    expect(await confirm(foreign.order_id, { currency: 'USD' })).toMatchObject({ outcome: 'mismatch' });
    expect(await openExceptions(sql, less.order_id)).toEqual(['amount_mismatch']);
    expect(await openExceptions(sql, foreign.order_id)).toEqual(['currency_mismatch']);
  });

  test.each([
    ['amount_minor', null],
    ['amount_minor', 0],
    ['currency', 'naira'],
  ])('must enter a valid payment: refuses %s %j', async (field, value) => {
    const { order_id } = await proven();
    await expectRefusal(sql, () => confirm(order_id, { [field]: value }), {
      status: 422,
      reason: 'invalid_payment',
      field,
    });
  });

  test('is shown the lines that are out of stock, and can record the payment anyway', async () => {
    const at = await openShop(sql);
    const placed = await order(at, 8);
    await letPass(sql, at.id, '3 hours');
    await paidOrder(sql, at, [[at.variants.serum, 4]]);
    await submitProof(sql, placed);
    const caller = person(at.staff.verifier);
    const seen = { amount_minor: 3_750_000 };
    const details = await expectRefusal(sql, () => confirm(placed.order_id, seen, caller), {
      status: 409,
      reason: 'sold_out',
    });
    expect(details).toMatchObject([{ sku: 'serum', requested: 8, available: 6 }]);
    expect(await confirm(placed.order_id, { ...seen, even_if_short: true }, caller)).toMatchObject({
      outcome: 'paid_short',
      state: 'awaiting_verification',
      status: 'on_hold',
    });
    expect(await openExceptions(sql, placed.order_id)).toEqual(['paid_short']);
  });
});

describe('what a verifier found about a transfer', () => {
  const see = async (number: string, caller: Caller, access_token: string | null = null) =>
    orderSchema.parse(await call(sql, caller, 'get_order', { number, access_token }));

  test('is stored next to what the shopper submitted', async () => {
    const at = await openShop(sql);
    await sql`update shops set time_zone = 'Africa/Lagos' where id = ${at.id}`;
    await sql`update profiles set name = 'Ngozi' where user_id = ${at.staff.verifier}`;
    const placed = await order(at);
    await submitProof(sql, placed, { amount_minor: 600_000, bank_reference: 'FT-1', paid_on: '2026-02-27' });
    const saw = { amount_minor: 599_900, bank_reference: ' NIP-77 ', received_at: '2026-03-01' };
    await confirm(placed.order_id, saw, person(at.staff.verifier));
    const seen = {
      ...{ amount_minor: 599_900, currency: 'NGN' },
      ...{ received_on: '2026-03-01', reference: 'NIP-77' },
    };
    const claimed = {
      amount_minor: 600_000,
      bank_reference: 'FT-1',
      paid_on: '2026-02-27',
      state: 'accepted',
    };
    const staffView = await see(placed.number, person(at.staff.auditor));
    expect(staffView.proofs).toMatchObject([{ ...claimed, seen, decided_by_name: 'Ngozi' }]);
    expect(staffView.payments).toMatchObject([
      { paid_on: '2026-03-01', paid_at: '2026-03-01T11:00:00+00:00' },
    ]);
    expect(staffView.timeline.map(({ action, paid_on }) => [action, paid_on])).toContainEqual([
      'payment_mismatch',
      '2026-03-01',
    ]);
    const shopper = await see(placed.number, visitor, placed.access_token);
    expect(shopper.transfer?.proofs).toMatchObject([{ ...claimed, seen }]);
    expect(shopper.transfer?.proofs[0], 'the verifier is not named').not.toHaveProperty('decided_by_name');
    expect(shopper.timeline.find(({ action }) => action === 'payment_mismatch')?.paid_on).toBe('2026-03-01');
  });

  test('has no reference if the bank shows none', async () => {
    const placed = await proven();
    await confirm(placed.order_id, { bank_reference: null });
    const { proofs } = await see(placed.number, verifier);
    expect(proofs).toMatchObject([{ bank_reference: 'FT-1', seen: { reference: null } }]);
  });

  test('is empty for a rejected proof', async () => {
    const placed = await proven();
    expect((await see(placed.number, verifier)).proofs).toMatchObject([{ seen: null, decided_at: null }]);
    await reject(placed.order_id);
    expect((await see(placed.number, verifier)).proofs).toMatchObject([
      {
        seen: null,
        decided_at: expect.any(String),
        reject_reason: 'other',
        reject_note: 'Not on the account',
      },
    ]);
  });

  test('gives its day to a reinstatement by payment, but not to one by staff', async () => {
    const at = await openShop(sql);
    const placed = await proven(at);
    const { order_id } = placed;
    const owner = person(at.staff.owner);
    await call(sql, owner, 'cancel_order', { order_id, reason: 'Because' });
    await confirm(order_id, {}, owner);
    await call(sql, owner, 'cancel_order', { order_id, reason: 'Because' });
    const [refund] = await rowsOf(sql, 'refunds', order_id);
    await call(sql, owner, 'pay_out_refund', { refund_id: refund?.id, reference: 'Bank, 3 March' });
    await call(sql, owner, 'update_order_status', { order_id, to_state: 'revive' });
    const { timeline } = await see(placed.number, owner);
    const days = timeline.filter(({ action }) => action === 'revive').map(({ paid_on }) => paid_on);
    expect(days).toEqual(['2026-03-01', null]);
  });

  test.each([
    [null],
    [''],
    ['yesterday'],
    ['now'],
    ['infinity'],
    ['01/03/2026'],
    ['2026-02-30'],
    ['1999-12-31'],
    ['2099-01-01'],
    ['2099-01-01T10:00:00Z'],
  ])('is refused without a valid date of receipt: %j', async (received_at) => {
    const placed = await proven();
    await expectRefusal(sql, () => confirm(placed.order_id, { received_at }), {
      ...{ status: 422, reason: 'invalid_payment', field: 'received_at' },
    });
    expect(await rowsOf(sql, 'payments', placed.order_id)).toEqual([]);
    expect(await readOrder(sql, placed.order_id)).toMatchObject({ state: 'awaiting_verification' });
  });

  test.each([['Pacific/Kiritimati'], ['Pacific/Pago_Pago']])(
    'cannot have a date after today in the shop’s time zone: %s',
    async (zone) => {
      const at = await openShop(sql);
      await sql`update shops set time_zone = ${zone} where id = ${at.id}`;
      const { order_id } = await proven(at);
      const [day] = await sql<[{ today: string; tomorrow: string }]>`
        select today::text, (today + 1)::text as tomorrow from (select (now() at time zone ${zone})::date as today) as day`;
      const caller = person(at.staff.verifier);
      await expectRefusal(sql, () => confirm(order_id, { received_at: day.tomorrow }, caller), {
        ...{ status: 422, reason: 'invalid_payment', field: 'received_at' },
      });
      await confirm(order_id, { received_at: day.today }, caller);
      expect(
        await sql`select paid_on::text, paid_at <= now() as is_past from payments where order_id = ${order_id}`,
      ).toMatchObject([{ paid_on: day.today, is_past: true }]);
    },
  );

  test('keeps the time, if it is known', async () => {
    const { order_id } = await proven();
    await confirm(order_id, { received_at: '2026-03-01T10:00:00Z' });
    expect(await rowsOf(sql, 'payments', order_id)).toMatchObject([
      { paid_on: null, paid_at: '2026-03-01T10:00:00+00:00' },
    ]);
  });
});

test('a transfer that is confirmed after the cancellation reinstates the order', async () => {
  const at = await openShop(sql);
  const { order_id } = await proven(at);
  await letPass(sql, at.id, '25 hours');
  await call(sql, server, 'cancel_expired_orders');
  expect(await confirm(order_id, {}, person(at.staff.verifier))).toMatchObject({
    outcome: 'revived',
    state: 'confirmed',
  });
});
