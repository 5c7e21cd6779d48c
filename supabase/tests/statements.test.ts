import { describe, expect, test } from 'vitest';
import { type Args, call, expectRefusal, person } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { type PlacedOrder, readOrder } from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';
import { type Answer, type Line, openStatements } from './statements.ts';

const { sql } = await testDatabase();

const withReference = (reference: string) => ({ booked_on: '2026-03-01', amount_minor: 1, reference });

describe('a statement', () => {
  test('is stored once, even if it is imported again or in overlapping parts', async () => {
    const { importLines, lines, credit } = await openStatements(sql);
    const statement = [
      credit({ description: 'Ada' }),
      credit({ description: 'Bola' }),
      credit({ description: 'Chi', reference: 'R-1' }),
    ];
    expect(await importLines(statement)).toEqual({ imported: 3, known: 0 });
    expect(await importLines(statement)).toEqual({ imported: 0, known: 3 });
    expect(await importLines([...statement.slice(1), credit({ description: 'Dayo' })])).toEqual({
      imported: 1,
      known: 2,
    });
    expect(await lines()).toHaveLength(4);
  });

  test('can contain two equal credits, which are two payments', async () => {
    const { importLines, lines, credit } = await openStatements(sql);
    const equal = credit({ description: 'POS' });
    expect(await importLines([equal])).toMatchObject({ imported: 1 });
    expect(await importLines([equal, equal])).toMatchObject({ imported: 1, known: 1 });
    expect(await importLines([equal, equal])).toMatchObject({ imported: 0 });
    expect(await lines()).toHaveLength(2);
  });

  test('that is imported several times at once is stored once', async () => {
    const { importLines, lines, credit } = await openStatements(sql);
    const statement = Array.from({ length: 50 }, (_, index) => credit({ description: `Customer ${index}` }));
    const answers = await Promise.all([
      importLines(statement),
      importLines(statement),
      importLines(statement),
    ]);
    expect(answers.map(({ imported }) => imported).sort()).toEqual([0, 0, 50]);
    expect(await lines()).toHaveLength(50);
  });

  test('keeps the last column mapping that was given', async () => {
    const { importLines, credit, account, verifier } = await openStatements(sql);
    const mapping = { date: 'Tarikh', amount: 'Kredit' };
    await importLines([credit()], verifier, mapping);
    await importLines([credit()], verifier);
    expect(await sql`select statement_mapping from bank_accounts where id = ${account}`).toMatchObject([
      { statement_mapping: mapping },
    ]);
  });

  test.each([
    ['null', null],
    ['no list', { booked_on: '2026-03-01' }],
    ['an empty list', []],
    ['no date', [{ amount_minor: 1 }]],
    ['an invalid date', [{ booked_on: '2026-02-31', amount_minor: 1 }]],
    ['a future date', [{ booked_on: '2099-01-01', amount_minor: 1 }]],
    ['no amount', [{ booked_on: '2026-03-01' }]],
    ['a zero amount', [{ booked_on: '2026-03-01', amount_minor: 0 }]],
    ['a negative amount', [{ booked_on: '2026-03-01', amount_minor: -1 }]],
    ['a fractional amount', [{ booked_on: '2026-03-01', amount_minor: 1.5 }]],
    ['an amount that is too large', [{ booked_on: '2026-03-01', amount_minor: 1e15 }]],
    ['a reference that a spreadsheet has rounded', [withReference('1.00004E+29')]],
    ['a rounded reference with a decimal comma', [withReference(' 1,00004e+29 ')]],
    ['a reference that a program has rounded', [withReference('1.00004E29')]],
    ['a reference rounded to one digit', [withReference('1E+12')]],
    [
      'a description that is too long',
      [{ booked_on: '2026-03-01', amount_minor: 1, description: 'x'.repeat(301) }],
    ],
  ])('with %s is refused as a whole', async (_, lines) => {
    const { importLines } = await openStatements(sql);
    await expectRefusal(sql, () => importLines(lines), {
      status: 422,
      reason: 'invalid_statement',
      field: 'lines',
    });
  });

  test.each([['1E5'], ['FT1E+29'], ['1.00004E+29/7'], ['5E12B'], ['100004260103000000000000000000']])(
    'can have the reference %j, which is not a rounded number',
    async (reference) => {
      const { importLines } = await openStatements(sql);
      expect(await importLines([withReference(reference)])).toMatchObject({ imported: 1 });
    },
  );

  test('can be imported only by staff who may verify', async () => {
    const { shop, importLines, credit } = await openStatements(sql);
    await expectRefusal(sql, () => importLines([credit()], person(shop.staff.auditor)), {
      status: 403,
      reason: 'forbidden',
    });
    await expectRefusal(sql, () => importLines([credit()], person(shop.staff.fulfiller)), {
      status: 404,
      reason: 'account_not_found',
    });
  });

  test('cannot be updated or deleted', async () => {
    const { importLines, credit, only } = await openStatements(sql);
    await importLines([credit()]);
    const { line_id } = await only();
    for (const change of ['update statement_lines set amount_minor = 1', 'delete from statement_lines']) {
      await expect(sql.unsafe(`${change} where id = '${line_id}'`)).rejects.toMatchObject({
        message: 'log_is_append_only',
      });
    }
  });
});

test('two people who confirm the same credits in opposite sequence do not deadlock', async () => {
  const workspace = await openStatements(sql);
  const orders = await Promise.all(Array.from({ length: 8 }, () => workspace.order()));
  await workspace.importLines(orders.map(({ number }) => workspace.credit({ description: number })));
  const picks = (await workspace.lines()).map(({ line_id, match }) => ({
    line_id,
    order_id: match?.order_id,
  }));
  const all = await Promise.all([
    workspace.confirm(picks),
    workspace.confirm([...picks].reverse(), person(workspace.shop.staff.admin)),
    ...orders.map(({ order_id }) =>
      call(sql, person(workspace.shop.staff.owner), 'cancel_order', { order_id, reason: 'Because' }),
    ),
  ]);
  expect((all[0] as Answer[]).every(({ ok }) => ok)).toBe(true);
  expect(await brokenInvariants(sql, workspace.shop.id)).toEqual([]);
});

test('a credit that is refused does not block the others and leaves no partial changes', async () => {
  const workspace = await openStatements(sql);
  const orders = [
    await workspace.order(4),
    await workspace.order(4),
    await workspace.order(4).catch(() => null),
  ];
  expect(orders[2], 'the shop has ten').toBeNull();
  const [first, second] = orders as [PlacedOrder, PlacedOrder];
  // the reservations expire, and another shopper buys
  await letPass(sql, workspace.shop.id, '3 hours');
  const rival = await workspace.order(5);
  const amount = { [first.order_id]: 1_950_000, [second.order_id]: 1_950_000, [rival.order_id]: 2_400_000 };
  const all = [first, second, rival];
  await workspace.importLines(
    all.map(({ number, order_id }) =>
      workspace.credit({ description: number, amount_minor: amount[order_id] }),
    ),
  );
  const lines = await workspace.lines();
  const picks = lines.map(({ line_id, match }) => ({ line_id, order_id: match?.order_id }));
  const answers = await workspace.confirm(picks);
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true, true]);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({
    reason: 'sold_out',
    details: [{ sku: 'serum', requested: 4 }],
  });
  expect(await workspace.lines()).toHaveLength(1);
  expect(await brokenInvariants(sql, workspace.shop.id)).toEqual([]);
});

describe('picks', () => {
  test.each([
    ['null', null],
    ['an empty list', []],
    ['a list with invalid ids', [{ line_id: 'x', order_id: 'y' }]],
  ])('that are %s are refused', async (_, picks) => {
    const { confirm } = await openStatements(sql);
    await expectRefusal(sql, () => confirm(picks), { status: 422, reason: 'invalid_lines', field: 'picks' });
  });

  test('by staff who may not verify are refused one by one', async () => {
    const workspace = await openStatements(sql);
    const placed = await workspace.order();
    await workspace.importLines([workspace.credit({ description: placed.number })]);
    const { line_id } = await workspace.only();
    const picks = [{ line_id, order_id: placed.order_id }];
    for (const role of ['finance', 'fulfiller', 'auditor', 'catalog'] as const) {
      expect(await workspace.confirm(picks, person(workspace.shop.staff[role]))).toMatchObject([
        { ok: false, reason: 'forbidden' },
      ]);
    }
    expect(await readOrder(sql, placed.order_id)).toMatchObject({ state: 'pending_payment' });
  });
});

describe('a credit that belongs to no order', () => {
  test('is dismissed with a reason, and restored', async () => {
    const workspace = await openStatements(sql);
    await workspace.importLines([workspace.credit({ description: 'Rent' })]);
    const { line_id } = await workspace.only();
    const dismiss = (reason: string | null, caller = workspace.verifier) =>
      call(sql, caller, 'dismiss_statement_line', { line_id, reason });
    await expectRefusal(sql, () => dismiss('x'.repeat(201)), { status: 422, reason: 'reason_required' });
    await expectRefusal(sql, () => dismiss('Rent', person(workspace.shop.staff.finance)), {
      status: 403,
      reason: 'forbidden',
    });
    await dismiss('Rent');
    expect(await workspace.lines()).toEqual([]);
    expect(await workspace.lines(true)).toMatchObject([{ dismissed_reason: 'Rent' }]);
    const placed = await workspace.order();
    expect(await workspace.confirm([{ line_id, order_id: placed.order_id }])).toMatchObject([
      { reason: 'line_decided' },
    ]);
    await dismiss(null);
    expect(await workspace.lines()).toHaveLength(1);
  });

  test('cannot be dismissed once it has paid an order', async () => {
    const workspace = await openStatements(sql);
    const placed = await workspace.order();
    await workspace.importLines([workspace.credit({ description: placed.number })]);
    const { line_id } = await workspace.only();
    await workspace.confirm([{ line_id, order_id: placed.order_id }]);
    await expectRefusal(
      sql,
      () => call(sql, workspace.verifier, 'dismiss_statement_line', { line_id, reason: 'Rent' }),
      { status: 422, reason: 'line_decided' },
    );
  });
});

test('the list continues where a page ended', async () => {
  const workspace = await openStatements(sql);
  await workspace.importLines(
    Array.from({ length: 5 }, (_, index) => workspace.credit({ description: `No. ${index}` })),
  );
  const page = (args: Args = {}) =>
    call<(Line & { booked_on: string })[]>(sql, workspace.verifier, 'list_statement_lines', {
      shop: workspace.shop.slug,
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
