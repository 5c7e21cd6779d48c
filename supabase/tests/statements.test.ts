import { describe, expect, test } from 'vitest';
import { orderSchema } from '@/lib/orders/order';
import { type Args, type Caller, call, expectRefusal, person, server } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  openQuestions,
  openShop,
  type PlacedOrder,
  placeOrder,
  readOrder,
  readStock,
  rowsOf,
} from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';
import { openAccount, submitProof } from './transfers.ts';

const { sql } = await testDatabase();

const rewritten = (reference: string) => ({ booked_on: '2026-03-01', amount_minor: 1, reference });

interface Line {
  line_id: string;
  amount_minor: number;
  order_number: string | null;
  dismissed_reason: string | null;
  match: {
    match: string;
    number?: string;
    order_id?: string;
    owed_minor?: number;
    candidates: { order_id: string; number: string; name: string; name_likeness: number }[];
    same_amount_count: number;
  } | null;
}
interface Answer {
  line_id: string;
  order_id: string;
  ok: boolean;
  outcome?: string;
  reason?: string;
  details?: unknown;
}

async function open() {
  const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 10 } });
  const account = await openAccount(sql, shop);
  const verifier = person(shop.staff.verifier);
  const order = (quantity = 1) =>
    placeOrder(sql, shop, [[shop.variants.serum, quantity]], { payment_method: 'bank_transfer' });
  const [today] = await sql<[{ day: string }]>`select current_date::text as day`;
  const credit = (args: Args = {}) => ({
    booked_on: today.day,
    amount_minor: 600_000,
    description: '',
    ...args,
  });
  const bring = (lines: unknown, caller: Caller = verifier, mapping: Args | null = null) =>
    call<{ imported: number; known: number }>(sql, caller, 'import_statement', {
      bank_account_id: account,
      lines,
      mapping,
    });
  const lines = (decided = false) =>
    call<Line[]>(sql, verifier, 'list_statement_lines', { shop: shop.slug, decided });
  const only = async () => (await lines())[0] as Line;
  const confirm = (picks: unknown, caller: Caller = verifier) =>
    call<Answer[]>(sql, caller, 'confirm_statement_lines', { picks });
  return { shop, account, verifier, order, credit, bring, lines, only, confirm };
}
type Desk = Awaited<ReturnType<typeof open>>;

/** A credit that says what a bank would, and how it is matched. */
async function matchOf({ bring, only, credit }: Desk, args: Args) {
  await bring([credit(args)]);
  return (await only()).match;
}

describe('a statement', () => {
  test('is kept once, however often and in whatever pieces it is read', async () => {
    const { bring, lines, credit } = await open();
    const statement = [
      credit({ description: 'Ada' }),
      credit({ description: 'Bola' }),
      credit({ description: 'Chi', reference: 'R-1' }),
    ];
    expect(await bring(statement)).toEqual({ imported: 3, known: 0 });
    expect(await bring(statement)).toEqual({ imported: 0, known: 3 });
    expect(await bring([...statement.slice(1), credit({ description: 'Dayo' })])).toEqual({
      imported: 1,
      known: 2,
    });
    expect(await lines()).toHaveLength(4);
  });

  test('may hold two equal credits, which are two payments', async () => {
    const { bring, lines, credit } = await open();
    const equal = credit({ description: 'POS' });
    expect(await bring([equal])).toMatchObject({ imported: 1 });
    expect(await bring([equal, equal])).toMatchObject({ imported: 1, known: 1 });
    expect(await bring([equal, equal])).toMatchObject({ imported: 0 });
    expect(await lines()).toHaveLength(2);
  });

  test('that is read twice at once is kept once', async () => {
    const { bring, lines, credit } = await open();
    const statement = Array.from({ length: 50 }, (_, index) => credit({ description: `Customer ${index}` }));
    const answers = await Promise.all([bring(statement), bring(statement), bring(statement)]);
    expect(answers.map(({ imported }) => imported).sort()).toEqual([0, 0, 50]);
    expect(await lines()).toHaveLength(50);
  });

  test('is remembered in how it was read', async () => {
    const { bring, credit, account, verifier } = await open();
    const mapping = { date: 'Tarikh', amount: 'Kredit' };
    await bring([credit()], verifier, mapping);
    await bring([credit()], verifier);
    expect(await sql`select statement_mapping from bank_accounts where id = ${account}`).toMatchObject([
      { statement_mapping: mapping },
    ]);
  });

  test.each([
    ['nothing', null],
    ['no list', { booked_on: '2026-03-01' }],
    ['an empty list', []],
    ['no day', [{ amount_minor: 1 }]],
    ['a day that is none', [{ booked_on: '2026-02-31', amount_minor: 1 }]],
    ['a day to come', [{ booked_on: '2099-01-01', amount_minor: 1 }]],
    ['no amount', [{ booked_on: '2026-03-01' }]],
    ['an amount of nothing', [{ booked_on: '2026-03-01', amount_minor: 0 }]],
    ['money that left', [{ booked_on: '2026-03-01', amount_minor: -1 }]],
    ['parts of a unit', [{ booked_on: '2026-03-01', amount_minor: 1.5 }]],
    ['more than there is', [{ booked_on: '2026-03-01', amount_minor: 1e15 }]],
    ['a reference that a spreadsheet has cut short', [rewritten('1.00004E+29')]],
    ['one of a spreadsheet with a decimal comma', [rewritten(' 1,00004e+29 ')]],
    ['one that a program has cut short', [rewritten('1.00004E29')]],
    ['one of which no figure is left', [rewritten('1E+12')]],
    ['too much to say', [{ booked_on: '2026-03-01', amount_minor: 1, description: 'x'.repeat(301) }]],
  ])('with %s is refused as a whole', async (_, lines) => {
    const { bring } = await open();
    await expectRefusal(sql, () => bring(lines), {
      status: 422,
      reason: 'invalid_statement',
      field: 'lines',
    });
  });

  test.each([['1E5'], ['FT1E+29'], ['1.00004E+29/7'], ['5E12B'], ['100004260103000000000000000000']])(
    'may have the reference %j, which no spreadsheet has written',
    async (reference) => {
      const { bring } = await open();
      expect(await bring([rewritten(reference)])).toMatchObject({ imported: 1 });
    },
  );

  test('is read by those who verify, and by nobody else', async () => {
    const { shop, bring, credit } = await open();
    await expectRefusal(sql, () => bring([credit()], person(shop.staff.auditor)), {
      status: 403,
      reason: 'forbidden',
    });
    await expectRefusal(sql, () => bring([credit()], person(shop.staff.fulfiller)), {
      status: 404,
      reason: 'account_not_found',
    });
  });

  test('is never rewritten', async () => {
    const { bring, credit, only } = await open();
    await bring([credit()]);
    const { line_id } = await only();
    for (const change of ['update statement_lines set amount_minor = 1', 'delete from statement_lines']) {
      await expect(sql.unsafe(`${change} where id = '${line_id}'`)).rejects.toMatchObject({
        message: 'log_is_append_only',
      });
    }
  });
});

describe('a credit', () => {
  const spellings: [string, (number: string) => string][] = [
    ['as it is shown', (number) => `TRF ${number} ADA OBI`],
    ['without its hyphen, in small letters', (number) => `trf/${number.replace('-', '').toLowerCase()}/ada`],
    ['with O for 0 and I for 1', (number) => `Payment ${number.replaceAll('0', 'O').replaceAll('1', 'I')}`],
    ['torn apart by spaces', (number) => [...number].join(' ')],
  ];
  test.each(spellings)('that names its order %s, and is what is owed, is exact', async (_, write) => {
    const desk = await open();
    const placed = await desk.order();
    await desk.order();
    expect(await matchOf(desk, { description: write(placed.number) })).toMatchObject({
      match: 'exact',
      number: placed.number,
      order_id: placed.order_id,
      owed_minor: 600_000,
    });
  });

  test('that carries the reference which the shopper showed is exact, too', async () => {
    const desk = await open();
    const placed = await desk.order();
    await submitProof(sql, placed, { bank_reference: 'FT-90001' });
    expect(await matchOf(desk, { description: 'From somebody', reference: 'FT-90001' })).toMatchObject({
      match: 'exact',
      number: placed.number,
    });
  });

  test('whose reference is on other lines, too, or is a mere word, says nothing by it', async () => {
    const desk = await open();
    const [one, two] = [await desk.order(), await desk.order()];
    await submitProof(sql, one, { bank_reference: 'TRANSFER' });
    await submitProof(sql, two, { bank_reference: 'BRANCH-001' });
    await desk.bring([
      desk.credit({ description: 'Ada', reference: 'TRANSFER' }),
      desk.credit({ description: 'Bola', reference: 'BRANCH-001' }),
      desk.credit({ description: 'Chi', reference: 'BRANCH-001' }),
    ]);
    expect((await desk.lines()).map(({ match }) => match?.match)).toEqual(['several', 'several', 'several']);
  });

  test('is explained when it cannot be', async () => {
    const desk = await open();
    const [placed, other] = [await desk.order(), await desk.order(2)];
    let line = 0;
    const say = async (args: Args) => {
      // no two of them are the same line of the statement
      const match = await matchOf(desk, { reference: `R-${line++}`, ...args });
      await sql`update statement_lines set dismissed_reason = 'seen' where shop_id = ${desk.shop.id}`;
      return match;
    };
    expect(await say({ description: placed.number, amount_minor: 599_999 })).toMatchObject({
      match: 'amount_differs',
    });
    expect(await say({ description: placed.number, booked_on: '2020-01-01' })).toMatchObject({
      match: 'too_early',
    });
    expect(await say({ description: 'Rent', amount_minor: 7 })).toMatchObject({
      match: 'none',
      candidates: [],
    });
    expect(await say({ description: 'Ada' })).toMatchObject({ match: 'amount_only', number: placed.number });
    const third = await desk.order();
    const several = await say({ description: 'Ada' });
    expect(several).toMatchObject({ match: 'several' });
    expect(several?.candidates.map(({ number }) => number).sort()).toEqual(
      [placed.number, third.number].sort(),
    );
    expect(await say({ description: `${placed.number} ${other.number}` })).toMatchObject({
      match: 'several',
    });
    await call(sql, person(desk.shop.staff.admin), 'cancel_order', {
      order_id: placed.order_id,
      reason: 'Because',
    });
    expect(await say({ description: placed.number })).toMatchObject({ match: 'cancelled' });
  });

  test('confirms its order: paid once, its stock deducted, the credit the order’s', async () => {
    const desk = await open();
    const placed = await desk.order();
    await desk.bring([desk.credit({ description: placed.number })]);
    const { line_id } = await desk.only();
    const picks = [{ line_id, order_id: placed.order_id }];
    expect(await desk.confirm(picks)).toMatchObject([{ ok: true, outcome: 'confirmed' }]);
    expect(await readOrder(sql, placed.order_id)).toMatchObject({ state: 'confirmed', paid_minor: 600_000 });
    expect(await readStock(sql, desk.shop.variants.serum)).toMatchObject({ committed: 1 });
    expect(await desk.lines()).toEqual([]);
    expect(await desk.lines(true)).toMatchObject([{ line_id, order_number: placed.number }]);
    expect(await desk.confirm(picks)).toMatchObject([{ ok: true, outcome: 'replayed' }]);
    expect(await rowsOf(sql, 'payments', placed.order_id)).toHaveLength(1);
  });

  test('is what was seen of the transfer: its amount, its day and the reference that the bank wrote', async () => {
    const desk = await open();
    const placed = await desk.order();
    await submitProof(sql, placed, { bank_reference: 'FT-5', paid_on: '2026-03-01' });
    await desk.bring([desk.credit({ description: placed.number, reference: 'S-1' })]);
    const { line_id } = await desk.only();
    await desk.confirm([{ line_id, order_id: placed.order_id }]);
    const { booked_on } = desk.credit();
    const { proofs, payments } = orderSchema.parse(
      await call(sql, desk.verifier, 'get_order', { number: placed.number, access_token: null }),
    );
    expect(payments).toMatchObject([{ paid_on: booked_on }]);
    expect(proofs).toMatchObject([
      { bank_reference: 'FT-5', seen: { amount_minor: 600_000, received_on: booked_on, reference: 'S-1' } },
    ]);
  });

  test('of a bank whose clock is ahead of the shop’s is confirmed as money of the shop’s own day', async () => {
    const desk = await open();
    await sql`update shops set time_zone = 'Pacific/Pago_Pago' where id = ${desk.shop.id}`;
    const [day] = await sql<[{ ahead: string; here: string }]>`
      select (current_date + 1)::text as ahead, (now() at time zone 'Pacific/Pago_Pago')::date::text as here`;
    const placed = await desk.order();
    await desk.bring([desk.credit({ description: placed.number, booked_on: day.ahead })]);
    const { line_id } = await desk.only();
    expect(await desk.confirm([{ line_id, order_id: placed.order_id }])).toMatchObject([{ ok: true }]);
    expect(await rowsOf(sql, 'payments', placed.order_id)).toMatchObject([{ paid_on: day.here }]);
  });

  test('pays one order and no second one', async () => {
    const desk = await open();
    const [first, second] = [await desk.order(), await desk.order()];
    await desk.bring([desk.credit({ description: first.number })]);
    const { line_id } = await desk.only();
    const pick = ({ order_id }: PlacedOrder) => [{ line_id, order_id, names_compared: true }];
    const answers = (await Promise.all([desk.confirm(pick(first)), desk.confirm(pick(second))])).flat();
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'line_decided' });
    const states = await Promise.all(
      [first, second].map(async ({ order_id }) => (await readOrder(sql, order_id)).state),
    );
    expect(states.sort()).toEqual(['confirmed', 'pending_payment']);
  });

  test('of an order that was confirmed by hand in the meantime makes no second payment of it', async () => {
    const desk = await open();
    const placed = await desk.order();
    await desk.bring([desk.credit({ description: placed.number })]);
    const { line_id, match } = await desk.only();
    expect(match).toMatchObject({ match: 'exact' });
    const seen = { amount_minor: 600_000, bank_reference: 'FT-1', received_at: '2026-03-01' };
    await call(sql, desk.verifier, 'verify_payment', {
      order_id: placed.order_id,
      decision: 'confirm',
      seen,
    });
    expect((await desk.only()).match).toMatchObject({ match: 'known' });
    const order_id = placed.order_id;
    expect(await desk.confirm([{ line_id, order_id }])).toMatchObject([{ ok: true, outcome: 'replayed' }]);
    expect(await rowsOf(sql, 'payments', order_id)).toHaveLength(1);

    // the same words once more are a second transfer, which is the shopper's
    const twice = desk.credit({ description: placed.number });
    expect(await desk.bring([twice, twice])).toMatchObject({ imported: 1 });
    const second = await desk.only();
    expect(second.match).toMatchObject({ match: 'paid' });
    const pick = { line_id: second.line_id, order_id };
    expect(await desk.confirm([pick])).toMatchObject([{ ok: false, reason: 'already_paid' }]);
    expect(await desk.confirm([{ ...pick, another: true }])).toMatchObject([
      { ok: true, outcome: 'overpaid' },
    ]);
    expect(await rowsOf(sql, 'refunds', order_id)).toMatchObject([
      { amount_minor: 600_000, state: 'approved' },
    ]);
  });

  test('of another amount is recorded, never taken for the right one', async () => {
    const desk = await open();
    const placed = await desk.order();
    await desk.bring([desk.credit({ description: placed.number, amount_minor: 1 })]);
    const { line_id } = await desk.only();
    expect(await desk.confirm([{ line_id, order_id: placed.order_id }])).toMatchObject([
      { ok: true, outcome: 'mismatch' },
    ]);
    expect(await openQuestions(sql, placed.order_id)).toEqual(['amount_mismatch']);
  });

  test('takes up again an order that was cancelled before it came', async () => {
    const desk = await open();
    const placed = await desk.order();
    await letPass(sql, desk.shop.id, '25 hours');
    await call(sql, server, 'cancel_expired_orders');
    await desk.bring([desk.credit({ description: placed.number })]);
    const { line_id, match } = await desk.only();
    expect(match).toMatchObject({ match: 'cancelled' });
    expect(await desk.confirm([{ line_id, order_id: placed.order_id }])).toMatchObject([
      { ok: true, outcome: 'revived' },
    ]);
  });
});

test('credits confirmed for one order by two people, in any order, wait for each other and not in a ring', async () => {
  const desk = await open();
  const orders = await Promise.all(Array.from({ length: 8 }, () => desk.order()));
  await desk.bring(orders.map(({ number }) => desk.credit({ description: number })));
  const picks = (await desk.lines()).map(({ line_id, match }) => ({ line_id, order_id: match?.order_id }));
  const all = await Promise.all([
    desk.confirm(picks),
    desk.confirm([...picks].reverse(), person(desk.shop.staff.admin)),
    ...orders.map(({ order_id }) =>
      call(sql, person(desk.shop.staff.owner), 'cancel_order', { order_id, reason: 'Because' }),
    ),
  ]);
  expect((all[0] as Answer[]).every(({ ok }) => ok)).toBe(true);
  expect(await brokenInvariants(sql, desk.shop.id)).toEqual([]);
});

test('one that is refused keeps none of the others back, and leaves nothing half-done', async () => {
  const desk = await open();
  const orders = [await desk.order(4), await desk.order(4), await desk.order(4).catch(() => null)];
  expect(orders[2], 'the shop has ten').toBeNull();
  const [first, second] = orders as [PlacedOrder, PlacedOrder];
  // the promises lapse, and somebody else buys
  await letPass(sql, desk.shop.id, '3 hours');
  const rival = await desk.order(5);
  const amount = { [first.order_id]: 1_950_000, [second.order_id]: 1_950_000, [rival.order_id]: 2_400_000 };
  const all = [first, second, rival];
  await desk.bring(
    all.map(({ number, order_id }) => desk.credit({ description: number, amount_minor: amount[order_id] })),
  );
  const lines = await desk.lines();
  const picks = lines.map(({ line_id, match }) => ({ line_id, order_id: match?.order_id }));
  const answers = await desk.confirm(picks);
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true, true]);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({
    reason: 'sold_out',
    details: [{ sku: 'serum', requested: 4 }],
  });
  expect(await desk.lines()).toHaveLength(1);
  expect(await brokenInvariants(sql, desk.shop.id)).toEqual([]);
});

describe('picks', () => {
  test.each([
    ['nothing', null],
    ['an empty list', []],
    ['no ids', [{ line_id: 'x', order_id: 'y' }]],
  ])('that are %s are refused', async (_, picks) => {
    const { confirm } = await open();
    await expectRefusal(sql, () => confirm(picks), { status: 422, reason: 'invalid_lines', field: 'picks' });
  });

  test('by who may not verify are refused one by one', async () => {
    const desk = await open();
    const placed = await desk.order();
    await desk.bring([desk.credit({ description: placed.number })]);
    const { line_id } = await desk.only();
    const picks = [{ line_id, order_id: placed.order_id }];
    for (const role of ['finance', 'fulfiller', 'auditor', 'catalog'] as const) {
      expect(await desk.confirm(picks, person(desk.shop.staff[role]))).toMatchObject([
        { ok: false, reason: 'forbidden' },
      ]);
    }
    expect(await readOrder(sql, placed.order_id)).toMatchObject({ state: 'pending_payment' });
  });
});

describe('a credit that is no order’s', () => {
  test('is put aside with a reason, and taken back', async () => {
    const desk = await open();
    await desk.bring([desk.credit({ description: 'Rent' })]);
    const { line_id } = await desk.only();
    const dismiss = (reason: string | null, caller = desk.verifier) =>
      call(sql, caller, 'dismiss_statement_line', { line_id, reason });
    await expectRefusal(sql, () => dismiss('x'.repeat(201)), { status: 422, reason: 'reason_required' });
    await expectRefusal(sql, () => dismiss('Rent', person(desk.shop.staff.finance)), {
      status: 403,
      reason: 'forbidden',
    });
    await dismiss('Rent');
    expect(await desk.lines()).toEqual([]);
    expect(await desk.lines(true)).toMatchObject([{ dismissed_reason: 'Rent' }]);
    const placed = await desk.order();
    expect(await desk.confirm([{ line_id, order_id: placed.order_id }])).toMatchObject([
      { reason: 'line_decided' },
    ]);
    await dismiss(null);
    expect(await desk.lines()).toHaveLength(1);
  });

  test('is not put aside once it has paid', async () => {
    const desk = await open();
    const placed = await desk.order();
    await desk.bring([desk.credit({ description: placed.number })]);
    const { line_id } = await desk.only();
    await desk.confirm([{ line_id, order_id: placed.order_id }]);
    await expectRefusal(
      sql,
      () => call(sql, desk.verifier, 'dismiss_statement_line', { line_id, reason: 'Rent' }),
      { status: 422, reason: 'line_decided' },
    );
  });
});

test('the list goes on below where a page ended', async () => {
  const desk = await open();
  await desk.bring(Array.from({ length: 5 }, (_, index) => desk.credit({ description: `No. ${index}` })));
  const page = (args: Args = {}) =>
    call<(Line & { booked_on: string })[]>(sql, desk.verifier, 'list_statement_lines', {
      shop: desk.shop.slug,
      max_rows: 2,
      ...args,
    });
  const seen: string[] = [];
  let from: Args = {};
  for (let rows = await page(); rows.length > 0; rows = await page(from)) {
    seen.push(...rows.map(({ line_id }) => line_id));
    const last = rows.at(-1);
    from = { from_booked_on: last?.booked_on, from_id: last?.line_id };
  }
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
});
