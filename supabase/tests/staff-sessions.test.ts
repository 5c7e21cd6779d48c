import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { as, type Caller, call, expectRefusal, person, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openSession, openShop, signUp, withPassword } from './fixtures.ts';
import { openAccount } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql);
const owner = person(shop.staff.owner);
const refusal = { status: 403, reason: 'reauthentication_required' };

const write = (caller: Caller, text: string) => as(sql, caller, (tx) => tx.unsafe(text));
const mark = (session_id: string | undefined, user_id: string | null) =>
  call(sql, server, 'mark_reauthenticated', { session_id, user_id });
let minutes = 60;
/** A change that requires the password, to a new value each time. */
const changeWindow = (caller: Caller) =>
  write(
    caller,
    `update shop_settings set payment_window = '${minutes++} minutes' where shop_id = '${shop.id}'`,
  );

describe('a re-entered password', () => {
  test('is valid for 15 minutes in the session in which it was entered', async () => {
    const session = await openSession(sql, owner);
    await expectRefusal(sql, () => changeWindow(session), refusal);
    await mark(session.sessionId, owner.userId);
    expect(await changeWindow(session)).toHaveProperty('count', 1);
    const age = (time: string) =>
      sql`update staff_sessions set reauthenticated_at = now() - ${time}::interval where session_id = ${session.sessionId}`;
    await age('14 minutes 59 seconds');
    expect(await changeWindow(session)).toHaveProperty('count', 1);
    await age('15 minutes 1 second');
    await expectRefusal(sql, () => changeWindow(session), refusal);
    await mark(session.sessionId, owner.userId);
    expect(await changeWindow(session), 'entering it again renews it').toHaveProperty('count', 1);
  });

  test('is not valid in another session of the same user, nor for another user with the id of the session', async () => {
    const session = await withPassword(sql, owner);
    const admin = person(shop.staff.admin);
    for (const caller of [
      await openSession(sql, owner),
      { ...owner, sessionId: randomUUID() },
      owner,
      { ...admin, sessionId: session.sessionId },
    ]) {
      await expectRefusal(sql, () => changeWindow(caller), refusal);
    }
  });

  test('ends with the session, even if its access token is still valid', async () => {
    const session = await withPassword(sql, owner);
    await sql`delete from auth.sessions where id = ${session.sessionId}`;
    await expectRefusal(sql, () => changeWindow(session), refusal);
    await expectRefusal(sql, () => mark(session.sessionId, owner.userId), {
      status: 403,
      reason: 'forbidden',
    });
  });

  test('is not recorded for a session of another user', async () => {
    const session = await openSession(sql, owner);
    for (const [sessionId, userId] of [
      [session.sessionId, shop.staff.admin],
      [session.sessionId, null],
      [randomUUID(), owner.userId],
      [undefined, owner.userId],
    ] as const) {
      const attempt = () => mark(sessionId ?? (null as never), userId);
      await expectRefusal(sql, attempt, { status: 403, reason: 'forbidden' });
    }
  });

  test('is recorded only by the server: users cannot read or write the records', async () => {
    const session = await openSession(sql, owner);
    for (const text of [
      'select from staff_sessions',
      `insert into staff_sessions values ('${session.sessionId}', '${owner.userId}', now())`,
      'update staff_sessions set reauthenticated_at = now()',
      'delete from staff_sessions',
      `select mark_reauthenticated('${session.sessionId}', '${owner.userId}')`,
    ]) {
      await expect(write(session, text), text).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('grants no additional permission', async () => {
    const verifier = await withPassword(sql, person(shop.staff.verifier));
    expect(await changeWindow(verifier)).toHaveProperty('count', 0);
    expect(await changeWindow(await withPassword(sql, await signUp(sql)))).toHaveProperty('count', 0);
    const elsewhere = await withPassword(sql, person((await openShop(sql)).staff.owner));
    expect(await changeWindow(elsewhere)).toHaveProperty('count', 0);
  });

  test('is deleted after a day', async () => {
    const [old, fresh] = [await withPassword(sql, owner), await withPassword(sql, owner)];
    await sql`update staff_sessions set reauthenticated_at = now() - interval '25 hours' where session_id = ${old.sessionId}`;
    await call(sql, server, 'cleanup_stale_rows');
    const left =
      await sql`select session_id from staff_sessions where session_id in (${old.sessionId}, ${fresh.sessionId})`;
    expect(left.map((row) => row.session_id)).toEqual([fresh.sessionId]);
  });
});

/** Each column of the tables on payment and approval that staff may write, with a value that it does not have yet. */
const guarded: Record<string, Record<string, string>> = {
  shop_settings: {
    payment_window: `'3 hours'`,
    verification_window: `'3 hours'`,
    short_refund_after: `'3 hours'`,
    complete_after: `'3 hours'`,
    refund_approval_above_minor: '1',
    separation_of_duties: 'false',
    reserve_share: '0.25',
    reserve_units: '7',
    max_unpaid_orders: '7',
    cash_link_above_minor: '7',
    accepts_free_orders: 'false',
    requires_tracking: 'false',
    low_stock_at: '9',
  },
  payment_methods: {
    stock_policy: `'untracked'`,
    lock_for: `'45 minutes'`,
    label: `'Send it to 9999999999'`,
    description: `'Send it to 9999999999'`,
    is_enabled: 'false',
    requires_acceptance: 'true',
    accept_by_link: 'true',
    max_total_minor: '1',
    regions: `array['Lagos']`,
    max_open_orders: '1',
    max_refusals: '1',
    position: '9',
  },
  // written only by functions
  bank_accounts: {},
};
const methodOf = (column: string) => (column === 'lock_for' ? 'paystack' : 'cod');

describe.each(Object.entries(guarded))('a direct write to %s', (table, changes) => {
  test('is possible only to guarded columns', async () => {
    const open = await sql<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped
        and has_column_privilege('authenticated', attrelid, attnum, 'update') order by attnum`;
    expect(open.map(({ name }) => name).sort()).toEqual(Object.keys(changes).sort());
    const [privileges] =
      await sql`select has_any_column_privilege('authenticated', ${table}, 'insert') as insert,
      has_table_privilege('authenticated', ${table}, 'delete') as delete`;
    expect({ ...privileges }).toEqual({ insert: false, delete: false });
  });

  test('requires the password for each column, but not if nothing changes', async () => {
    const session = await openSession(sql, owner);
    const reauthenticated = await withPassword(sql, owner);
    for (const [column, value] of Object.entries(changes)) {
      const where = `where shop_id = '${shop.id}'${table === 'payment_methods' ? ` and method = '${methodOf(column)}'` : ''}`;
      const text = `update ${table} set ${column} = ${value} ${where}`;
      await expectRefusal(sql, () => write(session, text), refusal);
      expect(await write(reauthenticated, text), column).toHaveProperty('count', 1);
      expect(await write(session, text), 'the value is already set').toHaveProperty('count', 1);
    }
  });

  test('would also require the password to delete rows, if a later grant allowed that', async () => {
    await openAccount(sql, shop);
    const attempt = sql.begin(async (tx) => {
      await tx.unsafe(`grant delete on ${table} to authenticated`);
      await tx.unsafe(`create policy open on ${table} for delete to authenticated using (true)`);
      const claims = JSON.stringify({ role: 'authenticated', sub: owner.userId });
      await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
      await tx.unsafe(`delete from ${table} where shop_id = '${shop.id}'`);
    });
    await expect(attempt).rejects.toMatchObject({ code: 'PT403', message: refusal.reason });
  });
});

test('the server needs no password', async () => {
  const text = `update shop_settings set payment_window = '4 hours' where shop_id = '${shop.id}'`;
  expect(await write(server, text)).toHaveProperty('count', 1);
});

test('a verifier needs no password to store a statement mapping', async () => {
  const lines = [{ booked_on: '2026-03-01', amount_minor: 5, description: 'From Ada' }];
  const bank_account_id = await openAccount(sql, shop);
  const mapping = { date: 'Date' };
  await call(sql, person(shop.staff.verifier), 'import_statement', { bank_account_id, lines, mapping });
  expect(await sql`select statement_mapping from bank_accounts where id = ${bank_account_id}`).toMatchObject([
    { statement_mapping: mapping },
  ]);
});

describe('every owner', () => {
  test('is emailed at once what changed and who changed it, but not if nothing changed or the server did it', async () => {
    const at = await openShop(sql);
    const second = await signUp(sql);
    await sql`insert into staff (shop_id, user_id, role) values (${at.id}, ${second.userId}, 'owner')`;
    await sql`update profiles set name = 'Tunde' where user_id = ${at.staff.admin}`;
    const admin = await withPassword(sql, person(at.staff.admin));
    const emails = () => sql<{ recipient: string; payload: Record<string, unknown> }[]>`
      select recipient, payload - 'at' as payload, order_id, template from notification_queue
      where shop_id = ${at.id} order by created_at, recipient`;
    const limit = `update shop_settings set refund_approval_above_minor = 5000 where shop_id = '${at.id}'`;
    await write(server, `update shop_settings set payment_window = '4 hours' where shop_id = '${at.id}'`);
    await write(admin, limit);
    await write(admin, limit);
    await write(admin, `update shops set tagline = 'Soft' where id = '${at.id}'`);
    const cash = `update payment_methods set is_enabled = false, max_total_minor = 100 where shop_id = '${at.id}' and method = 'cod'`;
    await write(admin, cash);
    const by = { by: 'Tunde', by_role: 'admin' };
    const settings = {
      ...{ ...by, table: 'shop_settings', method: null, label: null },
      ...{ old: { refund_approval_above_minor: null }, new: { refund_approval_above_minor: 5000 } },
    };
    const methods = {
      ...{ ...by, table: 'payment_methods', method: 'cod', label: 'Cash' },
      ...{
        old: { is_enabled: true, max_total_minor: null },
        new: { is_enabled: false, max_total_minor: 100 },
      },
    };
    const owners = await sql<{ email: string }[]>`
      select email from auth.users where id in (${at.staff.owner}, ${second.userId}) order by email`;
    expect((await emails()).map((email) => ({ ...email }))).toEqual(
      [settings, methods].flatMap((payload) =>
        owners.map(({ email }) => ({
          recipient: email,
          payload,
          order_id: null,
          template: 'settings_changed',
        })),
      ),
    );
  });

  test('is not emailed about a refused change', async () => {
    const at = await openShop(sql);
    const session = await openSession(sql, person(at.staff.owner));
    const text = `update shop_settings set separation_of_duties = false where shop_id = '${at.id}'`;
    await expectRefusal(sql, () => write(session, text), refusal);
    expect(await sql`select from notification_queue where shop_id = ${at.id}`).toEqual([]);
  });
});
