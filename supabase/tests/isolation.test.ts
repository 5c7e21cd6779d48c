import { describe, expect, test } from 'vitest';
import { openBusyShop } from './busy-shop.ts';
import { as, type Caller, fingerprint, person } from './caller.ts';
import { catalogueTables, type Reading } from './catalogue-access.ts';
import { testDatabase } from './database.ts';
import { openShop, type StaffRole, signUp, staffRoles } from './fixtures.ts';
import { isForbidden, outsidersOf } from './outsiders.ts';

const { sql } = await testDatabase();
const shop = await openBusyShop(sql);
const foreign = await openShop(sql);
const { outsiders } = await outsidersOf(sql, foreign);
const operator = await signUp(sql);
await sql`insert into platform_operators (user_id) values (${operator.userId as string})`;

const ofStaff = `in (select user_id from staff where shop_id = '${shop.id}')`;
const ofAda = `in (select id from orders where user_id = '${shop.ada.userId}')`;

/** Who may read what. A table without a line here fails the test: decide who may read it, then add the line. */
const tables: Record<string, Reading> = {
  shops: {
    rows: `id = '${shop.id}'`,
    everybody: 'true',
    staff: 'member',
    visitor:
      'id slug name tagline description announcement currency country locale time_zone contact_email contact_phone theme',
  },
  shop_domains: { everybody: 'true', staff: 'member', visitor: 'host shop_id is_primary' },
  shop_settings: { staff: 'member' },
  usage_limits: { staff: 'member' },
  payment_methods: {
    everybody: 'is_enabled',
    staff: 'member',
    // these would tell attackers how to stay below each limit; staff get them by list_payment_methods
    hidden: [
      'stock_policy',
      'lock_for',
      'is_enabled',
      'requires_acceptance',
      'accept_by_link',
      'max_open_orders',
      'max_refusals',
    ],
    // the checkout shows where cash is accepted, and up to which total
    visitor: 'shop_id method label description max_total_minor regions position',
  },
  profiles: {
    rows: `user_id = '${shop.ada.userId}' or user_id ${ofStaff}`,
    own: `user_id = '${shop.ada.userId}'`,
    staff: 'member',
    staffSees: `user_id ${ofStaff}`,
    hidden: ['phone'],
  },
  staff_sessions: { rows: `user_id ${ofStaff}` },
  staff: { staff: 'member' },
  // only operators see the list of operators
  platform_operators: { rows: `user_id = '${operator.userId}'` },
  role_permissions: { rows: 'false' },
  activity_logs: { staff: 'logs.read' },
  ...catalogueTables,
  inventory: { staff: 'stock.read' },
  stock_movements: { staff: 'stock.read' },
  inventory_locks: { staff: 'stock.read' },
  carts: {},
  cart_items: {},
  customers: { staff: 'customers.read', own: `user_id = '${shop.ada.userId}'` },
  addresses: { staff: 'customers.read', own: 'true' },
  orders: {
    hidden: [
      'hold_reason',
      'hold_note',
      'confirmed_by',
      'phone_key',
      'awaits_money',
      'awaits_confirmation',
      'cart_id',
      'client_hash',
      'is_unreserved',
      'confirms_by_link',
      'reservation_extended_at',
    ],
    staff: 'orders.read',
    own: `user_id = '${shop.ada.userId}'`,
  },
  order_items: { staff: 'orders.read', own: `order_id ${ofAda}` },
  shipments: { staff: 'orders.read', own: `order_id ${ofAda}` },
  shipment_items: {
    staff: 'orders.read',
    own: `shipment_id in (select id from shipments where order_id ${ofAda})`,
  },
  order_access_tokens: {},
  product_previews: {},
  order_transitions: { rows: 'false' },
  idempotency_keys: {},
  notification_queue: { staff: 'orders.read', hidden: ['payload', 'dedupe_key', 'idempotency_key'] },
  webhook_events: { staff: 'payments.read', hidden: ['payload', 'dedupe_key'] },
  rate_limits: { rows: 'true' },
  heartbeats: { rows: "name = 'cron'", staff: 'settings.write', sharedWith: 'settings.write' },
  payment_intents: { staff: 'payments.read' },
  payments: { staff: 'payments.read' },
  refunds: { staff: 'payments.read' },
  refund_items: { staff: 'payments.read' },
  disputes: { staff: 'payments.read' },
  money_exceptions: { staff: 'payments.read' },
  payment_proofs: { staff: 'payments.read' },
  proof_files: { staff: 'payments.read' },
  proof_likenesses: { staff: 'payments.read' },
  bank_accounts: { staff: 'payments.read' },
  shop_pictures: {},
  statement_lines: { staff: 'payments.read' },
  statement_moves: { staff: 'payments.read' },
  cash_handovers: { staff: 'payments.read' },
  cash_collections: { staff: 'payments.read' },
  verification_claims: { staff: 'payments.read' },
  // closed to all, even to the customer they belong to: functions return them to permitted callers
  payout_details: {},
};
const rowsOf = (table: string) => tables[table]?.rows ?? `shop_id = '${shop.id}'`;
const visitorColumns = (table: string) => tables[table]?.visitor?.split(' ') ?? [];

async function columnsOf(
  table: string,
  which: 'all' | 'stored' | { role: string; privilege: 'select' | 'update' },
): Promise<string[]> {
  const { role, privilege } = typeof which === 'string' ? { role: null, privilege: null } : which;
  const rows = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped
      and case when ${role}::text is null then ${which === 'all'} or (attgenerated = '' and attidentity = '')
        else has_column_privilege(${role}, attrelid, attnum, ${privilege}) end
    order by attnum`;
  return rows.map((row) => row.name);
}

/** The rows of the shop that a caller sees, with the columns that it can read. */
async function visibleRows(caller: Caller, table: string): Promise<string[]> {
  const columns = await columnsOf(table, { role: caller.role, privilege: 'select' });
  const text = `select to_jsonb(r) as row from (select ${columns.join(', ')} from public.${table} where ${rowsOf(table)}) as r`;
  if (columns.length === 0) {
    expect(await isForbidden(sql, caller, text)).toBe(true);
    return [];
  }
  const rows = await as(sql, caller, (tx) => tx.unsafe<{ row: unknown }[]>(text));
  return rows.map((row) => JSON.stringify(row.row)).sort();
}

/** The rows of the shop that match, with all columns that the caller should read. */
async function expectedRows(table: string, where = 'true', caller: Caller = shop.ada): Promise<string[]> {
  const hidden = tables[table]?.hidden ?? [];
  const columns = (await columnsOf(table, 'all')).filter((column) =>
    caller.role === 'anon' ? visitorColumns(table).includes(column) : !hidden.includes(column),
  );
  const rows = await sql.unsafe<{ row: unknown }[]>(
    `select to_jsonb(t) - $1::text[] as row from public.${table} as t where (${rowsOf(table)}) and (${where})`,
    [(await columnsOf(table, 'all')).filter((column) => !columns.includes(column))],
  );
  return rows.map((row) => JSON.stringify(row.row)).sort();
}

/** How many rows of the shop a statement changes or deletes; none if it fails. The statement is rolled back. */
async function changedRows(caller: Caller, table: string, text: string): Promise<number> {
  const untouched = `select count(*)::int from public.${table} where (${rowsOf(table)}) and xmin <> pg_current_xact_id()::xid`;
  let count = 0;
  const undone = as(sql, caller, async (tx) => {
    await tx.unsafe(text);
    await tx`reset role`;
    const [left] = await tx.unsafe<[{ count: number }]>(untouched);
    const [all] = await sql.unsafe<[{ count: number }]>(
      `select count(*)::int from public.${table} where ${rowsOf(table)}`,
    );
    count = all.count - left.count;
    throw new Error('undo');
  });
  await undone.catch((error) => {
    // a constraint or a missing password can stop a change of the outsider's own rows
    if (error.message !== 'undo' && !/^(42501|23|428C9|PT403)/.test(error.code)) throw error;
  });
  return count;
}

const found = await sql<{ name: string; is_closed: boolean }[]>`
  select relname as name, relrowsecurity as is_closed from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by relname`;

test('every table and view has row level security and a line above', () => {
  expect(found.map((table) => table.name)).toEqual(Object.keys(tables).sort());
  expect(found.filter((table) => !table.is_closed)).toEqual([]);
});

describe.each(found.map((table) => table.name))('%s', (table) => {
  const reading = tables[table] ?? {};

  test('has rows, or the other tests would prove nothing', async () => {
    if (reading.rows !== 'false') expect(await expectedRows(table)).not.toEqual([]);
  });

  test('shows outsiders only what is public', async () => {
    for (const [name, caller] of outsiders) {
      const open = await expectedRows(table, reading.everybody ?? 'false', caller);
      const all = await expectedRows(table, 'true', caller);
      const role = staffRoles.find((role) => foreign.staff[role] === caller.userId);
      const isShared = role !== undefined && (await hasPermission(role, reading.sharedWith));
      expect(await visibleRows(caller, table), name).toEqual(isShared ? all : open);
    }
  });

  test('shows anonymous visitors the columns listed above, and no new one', async () => {
    const columns = await columnsOf(table, { role: 'anon', privilege: 'select' });
    expect(columns.sort()).toEqual(visitorColumns(table).sort());
    const grants = await sql`select has_table_privilege('anon', ${`public.${table}`}, 'select') as allowed`;
    expect(
      grants.map(({ allowed }) => allowed),
      'a grant on the whole table would open new columns',
    ).toEqual([false]);
  });

  test('shows shoppers their own rows', async () => {
    const open = await expectedRows(
      table,
      `(${reading.everybody ?? 'false'}) or (${reading.own ?? 'false'})`,
    );
    expect(await visibleRows(shop.ada, table)).toEqual(open);
  });

  test('shows staff what their role needs', async () => {
    const [all, open] = [
      await expectedRows(table, reading.staffSees),
      await expectedRows(table, reading.everybody ?? 'false'),
    ];
    for (const role of staffRoles) {
      const isAllowed = reading.staff === 'member' || (await hasPermission(role, reading.staff));
      const expected = isAllowed ? all : open;
      expect(await visibleRows(person(shop.staff[role]), table), role).toEqual(expected);
    }
  });

  test('lets no outsider insert, update or delete', async () => {
    const columns = await columnsOf(table, 'stored');
    const before = await fingerprint(sql);
    const [copy] = await expectedRows(table);
    const rows = await sql.unsafe<{ at: string }[]>(
      `select ctid::text as at from public.${table} where ${rowsOf(table)}`,
    );
    for (const [name, caller] of outsiders) {
      if (copy) {
        const into = `insert into public.${table} (${columns.join(', ')})
          select ${columns.join(', ')} from jsonb_populate_record(null::public.${table}, $1::text::jsonb)`;
        expect(await isForbidden(sql, caller, into, [copy]), `${name} inserts`).toBe(true);
      }
      const open = await columnsOf(table, { role: caller.role, privilege: 'update' });
      const attempts = [...open, columns[0] as string].flatMap((column) => [
        `update public.${table} set ${column} = ${column} where ${rowsOf(table)}`,
        // without a condition the update reads no row, so only the update policy protects the rows
        `update public.${table} set ${column} = default`,
      ]);
      // row by row: a sold variant cannot be deleted, and its error would hide the others
      const removing = rows.map(({ at }) => `delete from public.${table} where ctid = '${at}'`);
      for (const text of [...attempts, `delete from public.${table}`, ...removing]) {
        expect(await changedRows(caller, table, text), `${name}: ${text}`).toBe(0);
      }
      expect(await isForbidden(sql, caller, `truncate public.${table} cascade`), `${name} truncates`).toBe(
        true,
      );
    }
    expect(await fingerprint(sql)).toEqual(before);
  });

  test('lets only our servers read hidden columns', async () => {
    for (const column of reading.hidden ?? []) {
      for (const caller of [
        shop.ada,
        person(shop.staff.owner),
        ...outsiders.map(([, outsider]) => outsider),
      ]) {
        expect(await isForbidden(sql, caller, `select ${column} from public.${table}`)).toBe(true);
      }
    }
  });
});

async function hasPermission(role: StaffRole, permission: string | undefined): Promise<boolean> {
  if (!permission) return false;
  const rows =
    await sql`select from role_permissions where role = ${role} and permission::text = ${permission}`;
  return rows.length > 0;
}
