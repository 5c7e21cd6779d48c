import { describe, expect, test } from 'vitest';
import { orderSchema } from '@/lib/orders/order';
import { type Args, call, person, server } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openExceptions, type PlacedOrder, readOrder, readStock, rowsOf } from './fixtures.ts';
import { openStatements } from './statements.ts';
import { submitProof } from './transfers.ts';

const { sql } = await testDatabase();

type Workspace = Awaited<ReturnType<typeof openStatements>>;

/** Imports a credit and returns its match. */
async function matchOf({ importLines, only, credit }: Workspace, args: Args) {
  await importLines([credit(args)]);
  return (await only()).match;
}

describe('a credit', () => {
  const spellings: [string, (number: string) => string][] = [
    ['as it is shown', (number) => `TRF ${number} ADA OBI`],
    ['without its hyphen, in small letters', (number) => `trf/${number.replace('-', '').toLowerCase()}/ada`],
    ['with O for 0 and I for 1', (number) => `Payment ${number.replaceAll('0', 'O').replaceAll('1', 'I')}`],
    ['split by spaces', (number) => [...number].join(' ')],
  ];
  test.each(spellings)('of the owed amount that names its order %s is an exact match', async (_, write) => {
    const workspace = await openStatements(sql);
    const placed = await workspace.order();
    await workspace.order();
    expect(await matchOf(workspace, { description: write(placed.number) })).toMatchObject({
      match: 'exact',
      number: placed.number,
      order_id: placed.order_id,
      owed_minor: 600_000,
    });
  });

  test('with the reference of the shopper’s proof is an exact match', async () => {
    const workspace = await openStatements(sql);
    const placed = await workspace.order();
    await submitProof(sql, placed, { bank_reference: 'FT-90001' });
    expect(await matchOf(workspace, { description: 'From somebody', reference: 'FT-90001' })).toMatchObject({
      match: 'exact',
      number: placed.number,
    });
  });

  test('is not matched by a reference that is repeated or a mere word', async () => {
    const workspace = await openStatements(sql);
    const [one, two] = [await workspace.order(), await workspace.order()];
    await submitProof(sql, one, { bank_reference: 'TRANSFER' });
    await submitProof(sql, two, { bank_reference: 'BRANCH-001' });
    await workspace.importLines([
      workspace.credit({ description: 'Ada', reference: 'TRANSFER' }),
      workspace.credit({ description: 'Bola', reference: 'BRANCH-001' }),
      workspace.credit({ description: 'Chi', reference: 'BRANCH-001' }),
    ]);
    expect((await workspace.lines()).map(({ match }) => match?.match)).toEqual([
      'several',
      'several',
      'several',
    ]);
  });

  test('says why it is not an exact match', async () => {
    const workspace = await openStatements(sql);
    const [placed, other] = [await workspace.order(), await workspace.order(2)];
    let line = 0;
    const importOne = async (args: Args) => {
      // a different reference makes each a different line
      const match = await matchOf(workspace, { reference: `R-${line++}`, ...args });
      await sql`update statement_lines set dismissed_reason = 'seen' where shop_id = ${workspace.shop.id}`;
      return match;
    };
    expect(await importOne({ description: placed.number, amount_minor: 599_999 })).toMatchObject({
      match: 'amount_differs',
    });
    expect(await importOne({ description: placed.number, booked_on: '2020-01-01' })).toMatchObject({
      match: 'too_early',
    });
    expect(await importOne({ description: 'Rent', amount_minor: 7 })).toMatchObject({
      match: 'none',
      candidates: [],
    });
    expect(await importOne({ description: 'Ada' })).toMatchObject({
      match: 'amount_only',
      number: placed.number,
    });
    const third = await workspace.order();
    const several = await importOne({ description: 'Ada' });
    expect(several).toMatchObject({ match: 'several' });
    expect(several?.candidates.map(({ number }) => number).sort()).toEqual(
      [placed.number, third.number].sort(),
    );
    expect(await importOne({ description: `${placed.number} ${other.number}` })).toMatchObject({
      match: 'several',
    });
    await call(sql, person(workspace.shop.staff.admin), 'cancel_order', {
      order_id: placed.order_id,
      reason: 'Because',
    });
    expect(await importOne({ description: placed.number })).toMatchObject({ match: 'cancelled' });
  });

  test('confirms its order once and deducts the stock', async () => {
    const workspace = await openStatements(sql);
    const placed = await workspace.order();
    await workspace.importLines([workspace.credit({ description: placed.number })]);
    const { line_id } = await workspace.only();
    const picks = [{ line_id, order_id: placed.order_id }];
    expect(await workspace.confirm(picks)).toMatchObject([{ ok: true, outcome: 'confirmed' }]);
    expect(await readOrder(sql, placed.order_id)).toMatchObject({ state: 'confirmed', paid_minor: 600_000 });
    expect(await readStock(sql, workspace.shop.variants.serum)).toMatchObject({ committed: 1 });
    expect(await workspace.lines()).toEqual([]);
    expect(await workspace.lines(true)).toMatchObject([{ line_id, order_number: placed.number }]);
    expect(await workspace.confirm(picks)).toMatchObject([{ ok: true, outcome: 'replayed' }]);
    expect(await rowsOf(sql, 'payments', placed.order_id)).toHaveLength(1);
  });

  test('adds its amount, day and reference to the proof and the payment', async () => {
    const workspace = await openStatements(sql);
    const placed = await workspace.order();
    await submitProof(sql, placed, { bank_reference: 'FT-5', paid_on: '2026-03-01' });
    await workspace.importLines([workspace.credit({ description: placed.number, reference: 'S-1' })]);
    const { line_id } = await workspace.only();
    await workspace.confirm([{ line_id, order_id: placed.order_id }]);
    const { booked_on } = workspace.credit();
    const { proofs, payments } = orderSchema.parse(
      await call(sql, workspace.verifier, 'get_order', { number: placed.number, access_token: null }),
    );
    expect(payments).toMatchObject([{ paid_on: booked_on }]);
    expect(proofs).toMatchObject([
      { bank_reference: 'FT-5', seen: { amount_minor: 600_000, received_on: booked_on, reference: 'S-1' } },
    ]);
  });

  test('dated ahead of the shop’s time zone is recorded on the shop’s own day', async () => {
    const workspace = await openStatements(sql);
    await sql`update shops set time_zone = 'Pacific/Pago_Pago' where id = ${workspace.shop.id}`;
    const [day] = await sql<[{ ahead: string; here: string }]>`
      select (current_date + 1)::text as ahead, (now() at time zone 'Pacific/Pago_Pago')::date::text as here`;
    const placed = await workspace.order();
    await workspace.importLines([workspace.credit({ description: placed.number, booked_on: day.ahead })]);
    const { line_id } = await workspace.only();
    expect(await workspace.confirm([{ line_id, order_id: placed.order_id }])).toMatchObject([{ ok: true }]);
    expect(await rowsOf(sql, 'payments', placed.order_id)).toMatchObject([{ paid_on: day.here }]);
  });

  test('pays only one order', async () => {
    const workspace = await openStatements(sql);
    const [first, second] = [await workspace.order(), await workspace.order()];
    await workspace.importLines([workspace.credit({ description: first.number })]);
    const { line_id } = await workspace.only();
    const pick = ({ order_id }: PlacedOrder) => [{ line_id, order_id, names_compared: true }];
    const answers = (
      await Promise.all([workspace.confirm(pick(first)), workspace.confirm(pick(second))])
    ).flat();
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'line_decided' });
    const states = await Promise.all(
      [first, second].map(async ({ order_id }) => (await readOrder(sql, order_id)).state),
    );
    expect(states.sort()).toEqual(['confirmed', 'pending_payment']);
  });

  test('of an order that was confirmed by hand in the meantime makes no second payment', async () => {
    const workspace = await openStatements(sql);
    const placed = await workspace.order();
    await workspace.importLines([workspace.credit({ description: placed.number })]);
    const { line_id, match } = await workspace.only();
    expect(match).toMatchObject({ match: 'exact' });
    const seen = { amount_minor: 600_000, bank_reference: 'FT-1', received_at: '2026-03-01' };
    await call(sql, workspace.verifier, 'verify_payment', {
      order_id: placed.order_id,
      decision: 'confirm',
      seen,
    });
    expect((await workspace.only()).match).toMatchObject({ match: 'known' });
    const order_id = placed.order_id;
    expect(await workspace.confirm([{ line_id, order_id }])).toMatchObject([
      { ok: true, outcome: 'replayed' },
    ]);
    expect(await rowsOf(sql, 'payments', order_id)).toHaveLength(1);

    // the same line twice in one statement is a second transfer, to be refunded
    const twice = workspace.credit({ description: placed.number });
    expect(await workspace.importLines([twice, twice])).toMatchObject({ imported: 1 });
    const second = await workspace.only();
    expect(second.match).toMatchObject({ match: 'paid' });
    const pick = { line_id: second.line_id, order_id };
    expect(await workspace.confirm([pick])).toMatchObject([{ ok: false, reason: 'already_paid' }]);
    expect(await workspace.confirm([{ ...pick, another: true }])).toMatchObject([
      { ok: true, outcome: 'overpaid' },
    ]);
    expect(await rowsOf(sql, 'refunds', order_id)).toMatchObject([
      { amount_minor: 600_000, state: 'approved' },
    ]);
  });

  test('of another amount is recorded as a mismatch', async () => {
    const workspace = await openStatements(sql);
    const placed = await workspace.order();
    await workspace.importLines([workspace.credit({ description: placed.number, amount_minor: 1 })]);
    const { line_id } = await workspace.only();
    expect(await workspace.confirm([{ line_id, order_id: placed.order_id }])).toMatchObject([
      { ok: true, outcome: 'mismatch' },
    ]);
    expect(await openExceptions(sql, placed.order_id)).toEqual(['amount_mismatch']);
  });

  test('reinstates an order that was cancelled before it arrived', async () => {
    const workspace = await openStatements(sql);
    const placed = await workspace.order();
    await letPass(sql, workspace.shop.id, '25 hours');
    await call(sql, server, 'cancel_expired_orders');
    await workspace.importLines([workspace.credit({ description: placed.number })]);
    const { line_id, match } = await workspace.only();
    expect(match).toMatchObject({ match: 'cancelled' });
    expect(await workspace.confirm([{ line_id, order_id: placed.order_id }])).toMatchObject([
      { ok: true, outcome: 'revived' },
    ]);
  });
});
