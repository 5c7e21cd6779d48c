import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { gtbank, openBankAccounts, shownBanks, transferOf, zenith } from './bank-accounts.ts';
import { type Args, type Caller, call, expectRefusal, server } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { openSession, type PlacedOrder, placeOrder, signUp, staffRoles } from './fixtures.ts';

const { sql } = await testDatabase();

/** Records a picture, as our server does after drawing it. */
const draw = ({ id }: { id: string }, src: string) =>
  call(sql, server, 'record_shop_picture', { shop_id: id, src });

const changedAt = async (order: PlacedOrder) => (await transferOf(sql, order)).accounts_changed_at;

describe('an edited account', () => {
  test.each([
    ['number', { account_number: '1111111111' }],
    ['name', { account_name: 'Somebody Else' }],
    ['bank', { bank: 'Kuda' }],
    ['instructions', { instructions: 'From wallets, send it to 1111111111' }],
    ['QR code', { qr_src: `/${randomUUID()}.webp` }],
    ['QR code label', { qr_label: 'Scan me' }],
  ])(
    'becomes a new one when its %s changes; customers see the old one for 24 hours, then only the new one',
    async (_, edit) => {
      const { shop, save, first, order, one } = await openBankAccounts(sql);
      if ('qr_src' in edit) await draw(shop, edit.qr_src);
      const { account_id } = await save({ ...gtbank, ...edit }, first);
      expect(account_id).not.toBe(first);
      const { position: _position, ...facts } = gtbank;
      const shown = async () => (await transferOf(sql, order as PlacedOrder)).accounts;
      expect(await shown()).toMatchObject([facts]);
      expect((await one(account_id)).state).toBe('pending');
      await letPass(sql, shop.id, '23 hours 59 minutes');
      expect(await shown()).toMatchObject([facts]);
      await letPass(sql, shop.id, '1 minute');
      expect(await shown()).toMatchObject([{ ...facts, ...edit }]);
      expect(await shown()).toHaveLength(1);
      expect([(await one(first)).state, (await one(account_id)).state]).toEqual(['hidden', 'shown']);
    },
  );

  test('stays the same one when only its position changes', async () => {
    const { save, first, list } = await openBankAccounts(sql);
    expect(await save({ ...gtbank, position: 7 }, first)).toMatchObject({ account_id: first });
    expect(await list()).toMatchObject([{ account_id: first, position: 7, state: 'shown' }]);
    expect(await save({ ...gtbank, position: 7 }, first), 'nothing changes').toMatchObject({
      account_id: first,
    });
  });

  test('can have one pending edit at a time, and only while it is shown', async () => {
    const { save, first, withdraw, hide } = await openBankAccounts(sql);
    const refusal = { status: 409, reason: 'account_changed' };
    const { account_id } = await save(zenith, first);
    await expectRefusal(sql, () => save({ ...zenith, bank: 'Kuda' }, first), refusal);
    await expectRefusal(sql, () => save({ ...zenith, bank: 'Kuda' }, account_id), refusal);
    await withdraw(account_id);
    await hide(first);
    await expectRefusal(sql, () => save(zenith, first), refusal);
  });

  test('is never rewritten in the table', async () => {
    const { first } = await openBankAccounts(sql);
    const rewrite = sql`update bank_accounts set account_number = '6666666666' where id = ${first}`;
    await expect(rewrite).rejects.toMatchObject({ message: 'log_is_append_only' });
  });

  test('is announced on earlier orders and not on later ones', async () => {
    const { shop, save, first, order, approve } = await openBankAccounts(sql);
    const before = order as PlacedOrder;
    const { account_id } = await save(zenith, first);
    expect(await changedAt(before)).toBeNull();
    await approve(account_id);
    const after = await placeOrder(sql, shop, [[shop.variants.serum, 1]], {
      payment_method: 'bank_transfer',
    });
    expect(await changedAt(before)).toEqual(expect.any(String));
    expect(await changedAt(after)).toBeNull();
    expect(await shownBanks(sql, before)).toEqual(['Zenith']);
  });
});

describe('a new account', () => {
  test('is shown after 24 hours, next to the others', async () => {
    const { shop, save, order } = await openBankAccounts(sql);
    await save({ ...zenith, position: 2 });
    expect(await shownBanks(sql, order as PlacedOrder)).toEqual(['GTBank']);
    await letPass(sql, shop.id, '24 hours');
    expect(await shownBanks(sql, order as PlacedOrder)).toEqual(['GTBank', 'Zenith']);
  });

  test('is shown at once in a shop without orders, and so is an edited one', async () => {
    const { save, first, states } = await openBankAccounts(sql, { hasOrders: false });
    expect(await states()).toEqual({ GTBank: 'shown' });
    await save(zenith, first);
    expect(await states()).toEqual({ GTBank: 'hidden', Zenith: 'shown' });
  });

  test('with the details of a hidden one waits 24 hours again', async () => {
    const { save, first, hide, order, list } = await openBankAccounts(sql);
    await hide(first);
    expect(await shownBanks(sql, order as PlacedOrder)).toEqual([]);
    await save(gtbank);
    expect(await shownBanks(sql, order as PlacedOrder)).toEqual([]);
    expect((await list()).map(({ state }) => state).sort()).toEqual(['hidden', 'pending']);
  });

  test.each(['0123456789', ' 0123 456-789 '])('with an existing number (%s) is refused', async (input) => {
    const { save, first } = await openBankAccounts(sql);
    const refusal = { status: 422, reason: 'account_exists', field: 'account_number' };
    await expectRefusal(sql, () => save({ ...gtbank, account_number: input }), refusal);
    // a number that is being replaced is still taken
    await save(zenith, first);
    await expectRefusal(sql, () => save({ ...gtbank, account_number: input }), refusal);
    await expectRefusal(sql, () => save(zenith), refusal);
  });

  test.each([
    ['without a bank', { bank: ' ' }],
    ['without a name', { account_name: null }],
    ['with an invalid number', { account_number: '12/34' }],
  ])('%s is refused by the table', async (_, edit) => {
    const { save, list } = await openBankAccounts(sql);
    await expect(save({ ...zenith, ...edit })).rejects.toMatchObject({ code: '23514' });
    expect(await list()).toHaveLength(1);
  });
});

describe('the picture of a QR code', () => {
  test.each([
    ['an invalid address', 'javascript:alert(1)'],
    ['an external page', 'https://evil.example/qr.svg'],
    ['a local file that our server did not draw', '/favicon.ico'],
  ])('must be drawn by our server: refuses %s', async (_, qr_src) => {
    const { save, first } = await openBankAccounts(sql);
    const refusal = { status: 422, reason: 'unknown_picture', field: 'qr' };
    await expectRefusal(sql, () => save({ ...zenith, qr_src }), refusal);
    await expectRefusal(sql, () => save({ ...gtbank, qr_src }, first), refusal);
  });

  test('belongs to one shop and can be reused', async () => {
    const [here, elsewhere] = [await openBankAccounts(sql), await openBankAccounts(sql)];
    const qr_src = `https://files.example/${here.shop.id}/${randomUUID()}.webp`;
    await draw(here.shop, qr_src);
    await expectRefusal(sql, () => elsewhere.save({ ...zenith, qr_src }), { reason: 'unknown_picture' });
    const { account_id } = await here.save({ ...zenith, qr_src });
    await here.approve(account_id);
    await sql`delete from shop_pictures where src = ${qr_src}`;
    await here.save({ ...zenith, qr_src, bank: 'Kuda' }, account_id);
  });

  test('is recorded only by our server', async () => {
    const { shop, staff } = await openBankAccounts(sql);
    const args = { shop_id: shop.id, src: '/mine.svg' };
    await expect(call(sql, staff.owner, 'record_shop_picture', args)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(draw(shop, 'javascript:alert(1)')).rejects.toMatchObject({ code: '23514' });
  });
});

describe('changing bank accounts', () => {
  test('requires a recently entered password', async () => {
    const { save, first, approve, withdraw, hide, staff } = await openBankAccounts(sql);
    const { account_id } = await save(zenith, first);
    const [owner, admin] = [await openSession(sql, staff.owner), await openSession(sql, staff.admin)];
    for (const attempt of [
      () => save({ ...zenith, account_number: '1111111111' }, null, owner),
      () => approve(account_id, admin),
      () => withdraw(account_id, owner),
      () => hide(first, owner),
    ]) {
      await expectRefusal(sql, attempt, { status: 403, reason: 'reauthentication_required' });
    }
  });

  test('requires a password for a new position, too', async () => {
    const { save, first, staff } = await openBankAccounts(sql);
    const owner = await openSession(sql, staff.owner);
    await expectRefusal(sql, () => save({ ...gtbank, position: 5 }, first, owner), {
      status: 403,
      reason: 'reauthentication_required',
    });
  });

  test('is for owners and admins of the same shop', async () => {
    const { save, first, staff, hide } = await openBankAccounts(sql);
    for (const role of staffRoles.filter((role) => role !== 'owner' && role !== 'admin')) {
      await expectRefusal(sql, () => save(zenith, null, staff[role]), { status: 403, reason: 'forbidden' });
    }
    const { staff: otherStaff, shop: elsewhere } = await openBankAccounts(sql);
    const refusal = { status: 404, reason: 'account_not_found' };
    await expectRefusal(sql, () => hide(first, otherStaff.owner), refusal);
    await expectRefusal(sql, () => save(zenith, null, otherStaff.owner), {
      status: 403,
      reason: 'forbidden',
    });
    // replacing an account of another shop
    const across = (caller: Caller, shop_id: string, replaces_id: string) =>
      call(sql, caller, 'save_bank_account', { shop_id, account: zenith, replaces_id });
    await expectRefusal(sql, () => across(otherStaff.owner, elsewhere.id, first), refusal);
    const ownerOfBoth = otherStaff.owner;
    await sql`insert into staff (shop_id, user_id, role)
      select shop_id, ${ownerOfBoth.userId as string}, 'owner' from bank_accounts where id = ${first}`;
    await expectRefusal(sql, () => across(ownerOfBoth, elsewhere.id, first), refusal);
  });
});

describe('statements of an edited account', () => {
  const day = '2026-03-01';
  const credit = { booked_on: day, amount_minor: 600_000, description: 'From Ada', reference: 'R-1' };

  test('belong to the same account while its number is unchanged, so no credit is imported twice', async () => {
    const { shop, save, first, approve, staff, list, one } = await openBankAccounts(sql);
    const importInto = (bank_account_id: string, mapping: Args | null = null) =>
      call(sql, staff.verifier, 'import_statement', { bank_account_id, lines: [credit], mapping });
    expect(await importInto(first, { date: 'Date' })).toEqual({ imported: 1, known: 0 });
    const { account_id } = await save({ ...gtbank, bank: 'GTB', account_number: '0123 456-789' }, first);
    await approve(account_id);
    expect(await importInto(account_id)).toEqual({ imported: 0, known: 1 });
    expect(await importInto(first)).toEqual({ imported: 0, known: 1 });
    const facts = { statement_mapping: { date: 'Date' }, read_up_to: day };
    expect(await one(account_id)).toMatchObject({ ...facts, takes_statements: true });
    expect(await one(first)).toMatchObject({ ...facts, takes_statements: false });
    await importInto(account_id, { date: 'Tarikh' });
    expect((await list()).map(({ statement_mapping }) => statement_mapping)).toEqual([
      { date: 'Tarikh' },
      { date: 'Tarikh' },
    ]);
    expect(await sql`select from statement_lines where shop_id = ${shop.id}`).toHaveLength(1);
  });

  test('are still imported once it is hidden, and confirm earlier orders', async () => {
    const { save, first, approve, staff, order, one } = await openBankAccounts(sql);
    const { account_id } = await save(zenith, first);
    await approve(account_id);
    const placed = order as PlacedOrder;
    const lines = [{ ...credit, booked_on: today(), description: `Transfer ${placed.number}` }];
    await call(sql, staff.verifier, 'import_statement', { bank_account_id: first, lines });
    const [line] = await sql<
      { id: string }[]
    >`select id from statement_lines where bank_account_id = ${first}`;
    const picks = [{ line_id: line?.id, order_id: placed.order_id }];
    expect(await call(sql, staff.verifier, 'confirm_statement_lines', { picks })).toMatchObject([
      { ok: true, outcome: 'confirmed' },
    ]);
    expect(await one(first)).toMatchObject({ state: 'hidden', takes_statements: true });
  });

  const today = () => new Date().toISOString().slice(0, 10);
});

test('only staff who can read payments list a shop’s accounts', async () => {
  const { shop, staff } = await openBankAccounts(sql);
  const look = (caller: Caller) => call(sql, caller, 'list_bank_accounts', { shop: shop.slug });
  for (const role of ['owner', 'admin', 'verifier', 'finance', 'auditor'] as const) {
    expect(await look(staff[role]), role).toHaveLength(1);
  }
  for (const caller of [staff.fulfiller, staff.catalog, await signUp(sql)]) {
    await expectRefusal(sql, () => look(caller), { status: 403, reason: 'forbidden' });
  }
  const nowhere = () => call(sql, staff.owner, 'list_bank_accounts', { shop: randomUUID() });
  await expectRefusal(sql, nowhere, { status: 403, reason: 'forbidden' });
});
