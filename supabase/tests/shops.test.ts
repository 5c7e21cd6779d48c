import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { currencies } from '@/lib/currencies';
import { queues } from '@/lib/staff/paths';
import { as, type Caller, call, person, server, visitor } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, signUp, staffRoles, withPassword } from './fixtures.ts';

const { sql } = await testDatabase();

/** The number of rows that a statement affects under the caller's policies, or 'denied' if the privilege is missing. */
const run = (caller: Caller, text: string): Promise<number | 'denied'> =>
  as(sql, caller, (tx) => tx.unsafe(text)).then(
    (result) => result.count,
    (error) => {
      if (error.code !== '42501') throw error;
      return 'denied' as const;
    },
  );

test('an unpublished shop is visible only to its staff', async () => {
  const shop = await openShop(sql);
  const countVisible = async (caller: Caller) =>
    Promise.all([
      run(caller, `select from shops where id = '${shop.id}'`),
      run(caller, `select from products where shop_id = '${shop.id}'`),
      run(caller, `select from variants where shop_id = '${shop.id}'`),
      run(caller, `select from shipping_rates where shop_id = '${shop.id}'`),
      run(caller, `select from payment_methods where shop_id = '${shop.id}'`),
    ]);
  const all = [1, 1, 3, 1, 3];
  expect(await countVisible(visitor)).toEqual(all);
  await sql`update shops set published_at = null where id = ${shop.id}`;
  expect(await countVisible(visitor)).toEqual([0, 0, 0, 0, 0]);
  expect(await countVisible(await signUp(sql))).toEqual([0, 0, 0, 0, 0]);
  expect(await countVisible(person(shop.staff.owner))).toEqual(all);
  expect(await countVisible(person(shop.staff.fulfiller))).toEqual(all);
});

test('owner and admin can edit the shop and its settings, and the other roles can read them', async () => {
  const shop = await openShop(sql);
  for (const role of staffRoles) {
    const caller = await withPassword(sql, person(shop.staff[role]));
    const allowed = role === 'owner' || role === 'admin' ? 1 : 0;
    expect(await run(caller, `update shops set tagline = 'Soft' where id = '${shop.id}'`), role).toBe(
      allowed,
    );
    expect(
      await run(caller, `update shop_settings set payment_window = '2 hours' where shop_id = '${shop.id}'`),
      role,
    ).toBe(allowed);
    expect(await run(caller, `select from shop_settings where shop_id = '${shop.id}'`), role).toBe(1);
  }
});

test('owner and admin can edit payment methods, and each edit is logged with its changes', async () => {
  const shop = await openShop(sql);
  const edit = `update payment_methods set requires_acceptance = true, label = 'Bank' where shop_id = '${shop.id}' and method = 'bank_transfer'`;
  for (const role of staffRoles.filter((role) => role !== 'owner' && role !== 'admin')) {
    expect(await run(person(shop.staff[role]), edit), role).toBe(0);
  }
  const admin = await withPassword(sql, person(shop.staff.admin));
  expect(await run(admin, edit)).toBe(1);
  expect(await run(admin, edit), 'nothing changes, so nothing is logged').toBe(1);
  const logs = await sql`select actor, actor_role, action, old_value, new_value, note from activity_logs
    where entity_type = 'shop' and entity_id = ${shop.id} and actor is not null`;
  expect(logs.map((log) => ({ ...log }))).toEqual([
    {
      actor: shop.staff.admin,
      actor_role: 'admin',
      action: 'edit_payment_methods',
      old_value: { requires_acceptance: false, label: 'Transfer' },
      new_value: { requires_acceptance: true, label: 'Bank' },
      note: 'bank_transfer',
    },
  ]);
});

test('an owner cannot change the slug, currency, publication, staff, permissions or set of payment methods', async () => {
  const shop = await openShop(sql);
  const owner = person(shop.staff.owner);
  for (const change of [
    `update shops set currency = 'USD' where id = '${shop.id}'`,
    `update shops set minor_digits = 0 where id = '${shop.id}'`,
    `update shops set slug = 'other' where id = '${shop.id}'`,
    `update shops set published_at = null where id = '${shop.id}'`,
    `update shop_settings set shop_id = '${randomUUID()}' where shop_id = '${shop.id}'`,
    `update payment_methods set method = 'cod' where shop_id = '${shop.id}'`,
    `insert into payment_methods (shop_id, method, stock_policy, label) values ('${shop.id}', 'cod', 'untracked', 'x')`,
    `delete from payment_methods where shop_id = '${shop.id}'`,
    `insert into platform_operators (user_id) values ('${shop.staff.owner}')`,
    `update staff set role = 'owner' where shop_id = '${shop.id}'`,
    `insert into staff (shop_id, user_id, role) values ('${shop.id}', '${shop.staff.auditor}', 'owner')`,
    `insert into role_permissions (role, permission) values ('auditor', 'orders.cancel')`,
  ]) {
    expect(await run(owner, change), change).toBe('denied');
  }
});

test('each new account has a profile that colleagues can read and only its user can rename', async () => {
  const shop = await openShop(sql);
  const id = randomUUID();
  await sql`insert into auth.users (id, email, raw_user_meta_data) values (${id}, ${`${id}@example.com`}, ${sql.json({ name: 'Ngozi' })})`;
  const ngozi = person(id);
  const nameSeenBy = async (caller: Caller) => {
    const rows = await as(
      sql,
      caller,
      (tx) => tx<{ name: string }[]>`select name from profiles where user_id = ${id}`,
    );
    return rows[0]?.name;
  };
  expect(await nameSeenBy(ngozi)).toBe('Ngozi');
  const colleague = person(shop.staff.catalog);
  expect(await nameSeenBy(colleague)).toBeUndefined();
  await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${id}, 'catalog')`;
  expect(await nameSeenBy(colleague)).toBe('Ngozi');
  expect(await run(colleague, `update profiles set name = 'X' where user_id = '${id}'`)).toBe(0);
  expect(await run(ngozi, `update profiles set name = 'Ngozi A.' where user_id = '${id}'`)).toBe(1);
  expect(await run(ngozi, `update profiles set user_id = '${randomUUID()}' where user_id = '${id}'`)).toBe(
    'denied',
  );
});

test('a phone number is visible only to its user, and its changes are logged in each shop of that user', async () => {
  const [shop, other] = [await openShop(sql), await openShop(sql)];
  const verifier = person(shop.staff.verifier);
  const { userId } = verifier;
  await sql`insert into staff (shop_id, user_id, role) values (${other.id}, ${userId}, 'admin')`;
  const setPhone = (caller: Caller, phone: string) =>
    run(caller, `update profiles set phone = ${phone} where user_id = '${userId}'`);
  expect(await setPhone(verifier, `'+2348031234567'`)).toBe(1);
  expect(await setPhone(person(shop.staff.owner), `'+2348030000000'`)).toBe(0);
  for (const input of ['08031234567', '+0803', '+234 803 123', '']) {
    await expect(setPhone(verifier, `'${input}'`), input).rejects.toMatchObject({ code: '23514' });
  }
  expect(await call(sql, verifier, 'get_own_phone')).toBe('+2348031234567');
  expect(await call(sql, person(shop.staff.owner), 'get_own_phone')).toBeNull();
  for (const caller of [verifier, person(shop.staff.owner), person(shop.staff.auditor)]) {
    expect(await run(caller, `select phone from profiles where user_id = '${userId}'`)).toBe('denied');
  }
  expect(await setPhone(verifier, 'null')).toBe(1);
  const logs =
    await sql`select shop_id, action, old_value ->> 'phone' as before, new_value ->> 'phone' as after
    from activity_logs where entity_type = 'profile' and entity_id = ${userId} order by seq`;
  const logRows = (before: string | null, after: string | null) =>
    [shop.id, other.id].map((shop_id) => ({ shop_id, action: 'edit_phone', before, after }));
  expect(logs.map((log) => ({ ...log }))).toEqual(
    expect.arrayContaining([...logRows(null, '+2348031234567'), ...logRows('+2348031234567', null)]),
  );
  expect(logs).toHaveLength(4);
  const chain = { entity_type: 'profile', entity_id: userId };
  expect(await call(sql, server, 'verify_activity_chain', chain)).toBe(true);
});

test('a new account without a valid name still has a profile', async () => {
  for (const meta of [null, {}, { name: 7 }, { name: 'x'.repeat(500) }]) {
    const id = randomUUID();
    await sql`insert into auth.users (id, email, raw_user_meta_data) values (${id}, ${`${id}@example.com`}, ${meta && sql.json(meta)})`;
    expect(await sql`select from profiles where user_id = ${id}`).toHaveLength(1);
  }
});

test('a removed staff member loses access at once', async () => {
  const shop = await openShop(sql);
  const admin = person(shop.staff.admin);
  expect(await run(admin, 'select from staff')).toBe(7);
  await sql`delete from staff where user_id = ${shop.staff.admin}`;
  expect(await run(admin, 'select from staff')).toBe(0);
  expect(await run(admin, `update shops set tagline = 'Mine' where id = '${shop.id}'`)).toBe(0);
});

test.each([
  ['a reservation for cash on delivery', `('cod', 'lock_then_deduct', '30 minutes', 'x')`],
  ['a reservation without a time limit', `('paystack', 'lock_then_deduct', null, 'x')`],
  ['a time limit without a reservation', `('paystack', 'deduct_on_confirm', '30 minutes', 'x')`],
])('a payment method cannot have %s', async (_, values) => {
  const shop = await openShop(sql);
  await sql`delete from payment_methods where shop_id = ${shop.id}`;
  const insert = sql.unsafe(`insert into payment_methods (method, stock_policy, lock_for, label, shop_id)
    values (${values.slice(1, -1)}, '${shop.id}')`);
  await expect(insert).rejects.toMatchObject({ code: '23514' });
});

test('SQL and TypeScript know the same currencies and decimals', async () => {
  const rows = await sql<{ code: string; digits: number }[]>`select code, digits from private.currencies`;
  expect(new Map(rows.map(({ code, digits }) => [code, digits]))).toEqual(new Map(currencies));
});

test.each(Object.keys(queues))('a shop cannot have the slug %s, which is an admin page', async (slug) => {
  const insert = sql`insert into shops ${sql({ slug, name: 'Ada', currency: 'NGN', country: 'NG', contact_email: 'a@b.example' })}`;
  await expect(insert).rejects.toMatchObject({ constraint_name: 'shops_slug_is_not_reserved' });
});

test('a shop gets the decimals of its currency, and an unknown currency is refused', async () => {
  const open = (currency: string) =>
    sql`insert into shops (slug, name, currency, country) values (${randomUUID()}, 'New', ${currency}, 'ID')
      returning minor_digits`.then(([row]) => row?.minor_digits);
  expect([await open('IDR'), await open('JPY'), await open('KWD')]).toEqual([2, 0, 3]);
  for (const currency of ['NAI', 'ngn', '']) {
    await expect(open(currency), currency).rejects.toMatchObject({ column_name: 'minor_digits' });
  }
  const shop = await openShop(sql);
  await expect(sql`update shops set currency = 'NAI' where id = ${shop.id}`).rejects.toMatchObject({
    constraint_name: 'shops_currency_fkey',
  });
});
