import { describe, expect, test } from 'vitest';
import { orderSchema } from '@/lib/orders/order';
import { type Args, type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import {
  openQuestions,
  openShop,
  type PlacedOrder,
  paidOrder,
  placeOrder,
  readOrder,
  readStock,
  rowsOf,
  type Shop,
  signUp,
} from './fixtures.ts';
import { behindGate, split } from './gate.ts';
import { recordPicture, submitProof } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 100_000 } });
const verifier = person(shop.staff.verifier);

/** An order of 6,000.00 a piece, delivery included in the first, to be paid by transfer. */
const order = (at: Shop<'serum'> = shop, quantity = 1, caller: Caller = visitor) =>
  placeOrder(sql, at, [[at.variants.serum, quantity]], { payment_method: 'bank_transfer' }, caller);
const shown = async (at: Shop<'serum'> = shop, quantity = 1) => {
  const placed = await order(at, quantity);
  await submitProof(sql, placed);
  return placed;
};
interface Verified {
  state: string;
  status: string;
  version: number;
  outcome?: string;
}
const verify = (order_id: string, decision: string | null, seen: Args = {}, caller = verifier) =>
  call<Verified>(sql, caller, 'verify_payment', { order_id, decision, seen });
const confirm = (order_id: string, seen: Args = {}, caller = verifier) =>
  verify(
    order_id,
    'confirm',
    { amount_minor: 600_000, bank_reference: 'FT-1', received_at: '2026-03-01', ...seen },
    caller,
  );
const reject = (order_id: string, reason: string | null = 'Not on the account', caller = verifier) =>
  verify(order_id, 'reject', { reason }, caller);
const claim = (order_id: string, caller = verifier) =>
  call<{ claimed_until: string }>(sql, caller, 'claim_verification', { order_id });
const mailsOf = async (order_id: string) =>
  (await sql`select template from notification_queue where order_id = ${order_id} order by created_at`).map(
    (mail) => mail.template,
  );

describe('a proof', () => {
  test('makes the order wait for a verifier, and keeps its stock until the verification deadline', async () => {
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

  test('brings back a promise that had lapsed, while the stock is there, and counts without one', async () => {
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

  test('extends the promise by a picture of a plausible sum only, and once', async () => {
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
    expect(await promised(), 'a rejection ends it').toBe(0);
    await submitProof(sql, placed, { amount_minor: 1_950_000, file_path });
    expect(await promised(), 'no second time').toBe(0);
    await confirm(placed.order_id, { amount_minor: 1_950_000 }, person(at.staff.verifier));
    expect(await readStock(sql, at.variants.serum)).toMatchObject({ committed: 4 });
  });

  test("gives the verifier the shop's time, and takes none from the shopper", async () => {
    const at = await openShop(sql);
    await sql`update shop_settings set verification_window = '1 hour' where shop_id = ${at.id}`;
    const placed = await order(at);
    expect(await submitProof(sql, placed), 'an hour is less than the day it has').toMatchObject({
      expires_at: placed.expires_at,
    });
    const late = await order(at);
    await letPass(sql, at.id, '23 hours 59 minutes');
    const { expires_at } = await submitProof(sql, late);
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(59 * 60_000);
    const more = await submitProof(sql, placed);
    expect(Date.parse(more.expires_at) - Date.now(), 'more proofs are no more time').toBeLessThan(60_000);
  });

  test('may be followed by another', async () => {
    const placed = await shown();
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
  ])('whose %s is %j is refused', async (field, value) => {
    const placed = await order();
    await expectRefusal(sql, () => submitProof(sql, placed, { [field]: value }), {
      status: 422,
      reason: 'invalid_proof',
      field,
    });
  });

  test('comes too late once the order has run out', async () => {
    const at = await openShop(sql);
    const placed = await order(at);
    await letPass(sql, at.id, '24 hours');
    await expectRefusal(sql, () => submitProof(sql, placed), { status: 422, reason: 'order_expired' });
  });
});

describe('a verifier who sees the money', () => {
  test('confirms the order with it, in one step with its stock', async () => {
    const at = await openShop(sql);
    const { order_id } = await shown(at, 4);
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
    expect(await mailsOf(order_id)).toEqual(['order_placed', 'order_confirmed']);
  });

  test('may confirm it before any proof was shown', async () => {
    const { order_id } = await order();
    expect(await confirm(order_id)).toMatchObject({ outcome: 'confirmed' });
  });

  test.each([
    ['with', 'FT-1'],
    ['without', null],
  ])('and says so again, %s the reference of the bank, changes nothing', async (_, bank_reference) => {
    const { order_id } = await shown();
    await confirm(order_id, { bank_reference });
    const before = await readOrder(sql, order_id);
    expect(await confirm(order_id, { bank_reference })).toMatchObject({ outcome: 'replayed' });
    expect(await readOrder(sql, order_id)).toEqual(before);
    expect(await rowsOf(sql, 'payments', order_id)).toHaveLength(1);
  });

  test('is counted once by two who saw it, also where the first of them did not make it good', async () => {
    const { order_id } = await shown();
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

  test('is not said to be missing once the proof of it was accepted', async () => {
    const { order_id, ...rest } = await shown();
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

  test('of another amount or currency leaves a question', async () => {
    const [less, foreign] = [await shown(), await shown()];
    expect(await confirm(less.order_id, { amount_minor: 5 })).toMatchObject({
      outcome: 'mismatch',
      status: 'on_hold',
    });
    expect(await confirm(foreign.order_id, { currency: 'USD' })).toMatchObject({ outcome: 'mismatch' });
    expect(await openQuestions(sql, less.order_id)).toEqual(['amount_mismatch']);
    expect(await openQuestions(sql, foreign.order_id)).toEqual(['currency_mismatch']);
  });

  test.each([
    ['amount_minor', null],
    ['amount_minor', 0],
    ['currency', 'naira'],
  ])('has to say what it was: %s %j', async (field, value) => {
    const { order_id } = await shown();
    await expectRefusal(sql, () => confirm(order_id, { [field]: value }), {
      status: 422,
      reason: 'invalid_payment',
      field,
    });
  });

  test('while the stock is gone is told which lines are short, and may take the money all the same', async () => {
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
    expect(await openQuestions(sql, placed.order_id)).toEqual(['paid_short']);
  });
});

describe('what a verifier saw', () => {
  const see = async (number: string, caller: Caller, access_token: string | null = null) =>
    orderSchema.parse(await call(sql, caller, 'get_order', { number, access_token }));

  test('is kept as it was seen, beside what the shopper said of it', async () => {
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
    const said = { amount_minor: 600_000, bank_reference: 'FT-1', paid_on: '2026-02-27', state: 'accepted' };
    const desk = await see(placed.number, person(at.staff.auditor));
    expect(desk.proofs).toMatchObject([{ ...said, seen, decided_by_name: 'Ngozi' }]);
    expect(desk.payments).toMatchObject([{ paid_on: '2026-03-01', paid_at: '2026-03-01T11:00:00+00:00' }]);
    expect(desk.timeline.map(({ action, paid_on }) => [action, paid_on])).toContainEqual([
      'payment_mismatch',
      '2026-03-01',
    ]);
    const buyer = await see(placed.number, visitor, placed.access_token);
    expect(buyer.transfer?.proofs).toMatchObject([{ ...said, seen }]);
    expect(buyer.transfer?.proofs[0], 'whose eyes they were is not told').not.toHaveProperty(
      'decided_by_name',
    );
    expect(buyer.timeline.find(({ action }) => action === 'payment_mismatch')?.paid_on).toBe('2026-03-01');
  });

  test('may be without a reference, where the bank shows none', async () => {
    const placed = await shown();
    await confirm(placed.order_id, { bank_reference: null });
    const { proofs } = await see(placed.number, verifier);
    expect(proofs).toMatchObject([{ bank_reference: 'FT-1', seen: { reference: null } }]);
  });

  test('is nothing, where a proof is rejected', async () => {
    const placed = await shown();
    expect((await see(placed.number, verifier)).proofs).toMatchObject([{ seen: null, decided_at: null }]);
    await reject(placed.order_id);
    expect((await see(placed.number, verifier)).proofs).toMatchObject([
      { seen: null, decided_at: expect.any(String), reject_reason: 'Not on the account' },
    ]);
  });

  test('is told of the money that came, and of no order that a person took up again without any', async () => {
    const at = await openShop(sql);
    const placed = await shown(at);
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
  ])('is no money without the day on which it arrived: %j', async (received_at) => {
    const placed = await shown();
    await expectRefusal(sql, () => confirm(placed.order_id, { received_at }), {
      ...{ status: 422, reason: 'invalid_payment', field: 'received_at' },
    });
    expect(await rowsOf(sql, 'payments', placed.order_id)).toEqual([]);
    expect(await readOrder(sql, placed.order_id)).toMatchObject({ state: 'awaiting_verification' });
  });

  test.each([['Pacific/Kiritimati'], ['Pacific/Pago_Pago']])(
    'came today at the latest, as days are reckoned in the shop: %s',
    async (zone) => {
      const at = await openShop(sql);
      await sql`update shops set time_zone = ${zone} where id = ${at.id}`;
      const { order_id } = await shown(at);
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

  test('keeps its moment, where that is known', async () => {
    const { order_id } = await shown();
    await confirm(order_id, { received_at: '2026-03-01T10:00:00Z' });
    expect(await rowsOf(sql, 'payments', order_id)).toMatchObject([
      { paid_on: null, paid_at: '2026-03-01T10:00:00+00:00' },
    ]);
  });
});

describe('a verifier who does not find it', () => {
  test('rejects the proof with a reason, and the shopper may show another', async () => {
    const placed = await shown();
    expect(await reject(placed.order_id)).toMatchObject({
      state: 'pending_payment',
      status: 'pending_payment',
    });
    const after = await readOrder(sql, placed.order_id);
    expect(await reject(placed.order_id, 'Again')).toMatchObject({ version: after.version });
    expect(await rowsOf(sql, 'payment_proofs', placed.order_id)).toMatchObject([
      { state: 'rejected', reject_reason: 'Not on the account', decided_by: verifier.userId },
    ]);
    expect(await mailsOf(placed.order_id)).toEqual(['order_placed', 'proof_rejected']);
    await submitProof(sql, placed, { bank_reference: 'FT-2' });
    await confirm(placed.order_id, { bank_reference: 'FT-2' });
    expect((await rowsOf(sql, 'payment_proofs', placed.order_id)).map((proof) => proof.state)).toEqual([
      'rejected',
      'accepted',
    ]);
  });

  test.each([[null], [' '], ['x'.repeat(301)]])('has to say why, not %j', async (reason) => {
    const { order_id } = await shown();
    await expectRefusal(sql, () => reject(order_id, reason), {
      status: 422,
      reason: 'reason_required',
      field: 'reason',
    });
  });

  test('rejects what was looked at, and not one more that came meanwhile', async () => {
    const placed = await shown();
    await submitProof(sql, placed, { bank_reference: 'FT-2' });
    const rejectSeen = (proofs: unknown) =>
      verify(placed.order_id, 'reject', { reason: 'Not there', proofs });
    await expectRefusal(sql, () => rejectSeen(1), { status: 409, reason: 'stale' });
    expect(await rejectSeen(2)).toMatchObject({ state: 'pending_payment' });
  });

  test.each([['maybe'], ['rejected'], [null]])('decides nothing else, as %j', async (decision) => {
    const { order_id } = await shown();
    await expectRefusal(sql, () => verify(order_id, decision), {
      status: 422,
      reason: 'unknown_decision',
      field: 'decision',
    });
  });
});

describe('two verifiers', () => {
  test('do not look for the same money: who took it has it for ten minutes', async () => {
    const at = await openShop(sql);
    const { order_id } = await shown(at);
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
    expect(Date.parse(claimed_until) - Date.now(), 'taking it again renews it').toBeGreaterThan(9 * 60_000);
    await letPass(sql, at.id, '10 minutes');
    await claim(order_id, two);
    await expectRefusal(sql, () => confirm(order_id, {}, one), refusal);
    expect(await confirm(order_id, {}, two)).toMatchObject({ outcome: 'confirmed' });
  });

  test('who take it at once: one has it', async () => {
    const { order_id } = await shown();
    const callers = [verifier, person(shop.staff.admin), person(shop.staff.owner)];
    // whoever gets as far as writing the claim waits there
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

  test('who confirm it at once confirm it once', async () => {
    const { order_id } = await shown();
    const callers = [verifier, person(shop.staff.admin), person(shop.staff.owner)];
    const outcomes = await Promise.all(callers.map((caller) => confirm(order_id, {}, caller)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['confirmed', 'replayed', 'replayed']);
  });

  test('take only what waits for one', async () => {
    for (const { order_id } of [await order(), await paidOrder(sql, shop, [[shop.variants.serum, 1]])]) {
      await expectRefusal(sql, () => claim(order_id), { status: 422, reason: 'invalid_transition' });
    }
    await expectRefusal(sql, () => claim('00000000-0000-4000-8000-000000000000'), {
      status: 404,
      reason: 'order_not_found',
    });
  });
});

describe('where duties are kept apart', () => {
  const own = async (at: Shop<'serum'>): Promise<[Caller, PlacedOrder]> => {
    const caller = person(at.staff.verifier);
    const placed = await order(at, 1, caller);
    await submitProof(sql, placed);
    return [caller, placed];
  };

  test('nobody verifies their own order, and nobody ships what they confirmed', async () => {
    const at = await openShop(sql);
    const [caller, { order_id }] = await own(at);
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
    ['the shop does not want that', `update shop_settings set separation_of_duties = false`],
    ['there is nobody else', `delete from staff where role <> 'verifier' and`],
  ])('which they are not when %s', async (_, text) => {
    const at = await openShop(sql);
    const [caller, { order_id }] = await own(at);
    await sql.unsafe(`${text} ${text.endsWith('and') ? '' : 'where'} shop_id = '${at.id}'`);
    expect(await confirm(order_id, {}, caller)).toMatchObject({ outcome: 'confirmed' });
  });
});

test('where stock is taken by the verifier alone, nobody is promised any, and whoever is confirmed first has it', async () => {
  const at = await openShop(sql);
  await sql`update payment_methods set stock_policy = 'deduct_on_confirm', lock_for = null
    where shop_id = ${at.id} and method = 'bank_transfer'`;
  const [first, second] = [await shown(at, 6), await shown(at, 6)];
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

test('money that a verifier sees after the cancellation takes the order up again', async () => {
  const at = await openShop(sql);
  const { order_id } = await shown(at);
  await letPass(sql, at.id, '25 hours');
  await call(sql, server, 'cancel_expired_orders');
  expect(await confirm(order_id, {}, person(at.staff.verifier))).toMatchObject({
    outcome: 'revived',
    state: 'confirmed',
  });
});

test('a shopper with an account shows the proof by it, and staff show none', async () => {
  const ada = await signUp(sql);
  const { order_id } = await order(shop, 1, ada);
  const show = (caller: Caller) =>
    call(sql, caller, 'submit_payment_proof', { order_id, access_token: null, proof: { amount_minor: 1 } });
  await expectRefusal(sql, () => show(verifier), { status: 403, reason: 'forbidden' });
  expect(await show(ada)).toMatchObject({ state: 'awaiting_verification' });
});
