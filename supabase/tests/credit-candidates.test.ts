import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person } from './caller.ts';
import { openMoves } from './credit-moves.ts';
import { testDatabase } from './database.ts';
import { readOrder } from './fixtures.ts';

const { sql } = await testDatabase();

interface Candidate {
  number: string;
  name: string;
  name_likeness: number;
  number_fragment: boolean;
  same_amount: boolean;
}

describe('the candidates for a credit', () => {
  test('are ranked by the payer’s name, then a fragment of the number, then the amount', async () => {
    const at = await openMoves(sql);
    const chidi = await at.order('Chidi Ezé');
    const ada = await at.order('Ada Oko', 2);
    const fragment = await at.order('Tunde Bello', 3);
    const same = await at.order('Ngozi Uche');
    const line = await at.importCredit(`NIP/EZE C./${fragment.number.slice(0, 4)} FOR SOAP`);
    const found = await call<Candidate[]>(sql, at.verifier, 'list_line_candidates', { line_id: line });
    expect(found.map(({ number }) => number)).toEqual(
      [chidi, fragment, same, ada].map(({ number }) => number),
    );
    expect(found[0]).toMatchObject({ name: 'Chidi Ezé', name_likeness: 0.7, same_amount: true });
    expect(found[1]).toMatchObject({ name_likeness: 0, number_fragment: true, same_amount: false });
  });

  test.each([
    ['TRANSFER FROM OKONKWO ADAEZE', 'Adaeze Okonkwo', 1],
    ['trf josé núñez', 'Jose Nunez', 1],
    ['O. ADAEZE', 'Adaeze Okonkwo', 0.7],
    ['CHUKWUEM IFEANYI', 'Ifeanyi Chukwuemeka', 0.9],
    ['ADA', 'A. Oko', 0.2],
    ['POS PURCHASE LAGOS', 'Adaeze Okonkwo', 0],
    ['12345', '李 小龍', 0],
  ])('match the text %s to the name %s with likeness %d', async (text, name, likeness) => {
    const [row] = await sql<[{ found: number }]>`
      select private.name_likeness(private.split_words(${text}), private.split_words(${name}))::float as found`;
    expect(row.found).toBe(likeness);
  });

  test('show five orders with the same amount, and count all of them', async () => {
    const at = await openMoves(sql, 100);
    for (let i = 0; i < 14; i++) await at.order(`Customer ${i}`);
    await at.importCredit('CASH DEPOSIT');
    const [line] = await call<
      { match: { match: string; candidates: Candidate[]; same_amount_count: number } }[]
    >(sql, at.verifier, 'list_statement_lines', { shop: at.shop.slug });
    expect(line?.match).toMatchObject({ match: 'several', same_amount_count: 14 });
    expect(line?.match.candidates).toHaveLength(5);
  });

  test('can be searched by number, name, email or phone, in any state', async () => {
    const at = await openMoves(sql);
    const found = await at.order('Zainab Sule', 1, {
      email: 'zainab@example.com',
      phone: '+234 809 111 2233',
    });
    await call(sql, at.owner, 'cancel_order', { order_id: found.order_id, reason: 'Gave up' });
    await at.order();
    const line = await at.importCredit('SOMETHING');
    for (const search of [
      found.number.toLowerCase().replace('-', ''),
      'zainab s',
      'ZAINAB@',
      '0809 111 2233',
    ])
      expect(
        (await call<Candidate[]>(sql, at.verifier, 'list_line_candidates', { line_id: line, search })).map(
          ({ number }) => number,
        ),
      ).toEqual([found.number]);
    expect(
      await call(sql, at.verifier, 'list_line_candidates', { line_id: line, search: '100%_\\' }),
    ).toEqual([]);
  });

  test('are only for staff who verify payments in the shop', async () => {
    const at = await openMoves(sql);
    const other = await openMoves(sql);
    const line = await at.importCredit('SOMETHING');
    for (const caller of [person(at.shop.staff.fulfiller), other.owner, person(at.shop.staff.catalog)])
      await expectRefusal(sql, () => call(sql, caller, 'list_line_candidates', { line_id: line }), {
        status: 404,
        reason: 'line_not_found',
      });
  });
});

test('a credit that names no order confirms one only after the names were compared', async () => {
  const at = await openMoves(sql);
  const order = await at.order('Ada Obi');
  const line = await at.importCredit('TRF BOLA ADE');
  expect(await at.confirm(line, order)).toMatchObject({
    ok: false,
    reason: 'names_not_compared',
    details: { description: 'TRF BOLA ADE', name: 'Ada Obi', number: order.number },
  });
  expect(await readOrder(sql, order.order_id)).toMatchObject({ state: 'pending_payment', paid_minor: 0 });
  expect(await at.confirm(line, order, at.compared)).toMatchObject({ ok: true, outcome: 'confirmed' });
  const named = await at.order('Ada Obi');
  const naming = await at.importCredit(`TRF ${named.number}`);
  expect(await at.confirm(naming, named)).toMatchObject({ ok: true, outcome: 'confirmed' });
  await at.expectInvariants();
});

test('an order shows the bank’s own text of its credit', async () => {
  const at = await openMoves(sql);
  const order = await at.order();
  const line = await at.importCredit(`TRF ADA ${order.number}`, { reference: 'FT-77' });
  await at.confirm(line, order);
  const { payments } = await call<{ payments: { credit: unknown }[] }>(sql, at.verifier, 'get_order', {
    number: order.number,
  });
  expect(payments[0]?.credit).toMatchObject({
    line_id: line,
    bank: 'GTBank',
    description: `TRF ADA ${order.number}`,
    reference: 'FT-77',
  });
});
