import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Args, type Caller, call, expectRefusal, person, server, visitor } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import {
  openSession,
  openShop,
  type PlacedOrder,
  placeOrder,
  type Shop,
  type StaffRole,
  signUp,
  staffRoles,
  withPassword,
} from './fixtures.ts';
import { behindGate, split } from './gate.ts';

const { sql } = await testDatabase();

interface Listed {
  account_id: string;
  bank: string;
  account_number: string;
  position: number;
  state: 'pending' | 'shown' | 'hidden' | 'withdrawn';
  shown_from: string;
  shown_until: string | null;
  replaces_id: string | null;
  requested_by_name: string | null;
  may_approve: boolean;
  takes_statements: boolean;
  read_up_to: string | null;
  statement_mapping: unknown;
}
type Saved = { account_id: string; shown_from: string };

const gtbank = { bank: 'GTBank', account_name: 'Itanna Limited', account_number: '0123456789', position: 1 };
const zenith = { ...gtbank, bank: 'Zenith', account_number: '9876543210' };

/** A shop with one account that customers are shown, and an order that waits for its transfer; staff have entered their passwords. */
async function openDesk({ hasOrders = true } = {}) {
  const shop = await openShop(sql);
  const staff = Object.fromEntries(
    await Promise.all(
      staffRoles.map(async (role) => [role, await withPassword(sql, person(shop.staff[role]))] as const),
    ),
  ) as Record<StaffRole, Caller>;
  const save = (account: Args, replaces_id: string | null = null, caller = staff.owner) =>
    call<Saved>(sql, caller, 'save_bank_account', { shop_id: shop.id, account, replaces_id });
  const { account_id } = await save(gtbank);
  const order = hasOrders
    ? await placeOrder(sql, shop, [[shop.variants.serum, 1]], { payment_method: 'bank_transfer' })
    : null;
  const list = () => call<Listed[]>(sql, staff.auditor, 'list_bank_accounts', { shop: shop.slug });
  const one = async (id: string) => (await list()).find((row) => row.account_id === id) as Listed;
  const states = async () => Object.fromEntries((await list()).map((row) => [row.bank, row.state]));
  const approve = (id: string, caller = staff.admin) =>
    call(sql, caller, 'approve_bank_account', { account_id: id });
  const withdraw = (id: string, caller = staff.owner) =>
    call(sql, caller, 'withdraw_bank_account', { account_id: id });
  const hide = (id: string, caller = staff.owner) =>
    call(sql, caller, 'hide_bank_account', { account_id: id });
  const mails = async () => {
    const rows = await sql<{ template: string; to: string; account: string }[]>`
      select template, recipient as to, payload -> 'account' ->> 'bank' as account from notification_queue
      where shop_id = ${shop.id} and order_id is null order by created_at, recipient`;
    return rows.map(({ template, account }) => `${template} ${account}`);
  };
  return { shop, staff, save, first: account_id, order, list, one, states, approve, withdraw, hide, mails };
}

/** Notes a picture as our server does that has drawn it. */
const draw = ({ id }: { id: string }, src: string) =>
  call(sql, server, 'record_shop_picture', { shop_id: id, src });

interface Transfer {
  accounts: { bank: string; account_number: string }[];
  accounts_changed_at: string | null;
}
/** What a shopper is told of their transfer. */
async function transferOf({ number, access_token }: PlacedOrder) {
  const keys = { number, access_token };
  return (await call<{ transfer: Transfer }>(sql, visitor, 'get_order', keys)).transfer;
}
/** The banks to which a shopper is told to send the money. */
const told = async (order: PlacedOrder) => (await transferOf(order)).accounts.map(({ bank }) => bank);
const changedAt = async (order: PlacedOrder) => (await transferOf(order)).accounts_changed_at;

describe('an account that is edited', () => {
  test.each([
    ['number', { account_number: '1111111111' }],
    ['name', { account_name: 'Somebody Else' }],
    ['bank', { bank: 'Kuda' }],
    ['hint', { instructions: 'From wallets, send it to 1111111111' }],
    ['code', { qr_src: `/${randomUUID()}.webp` }],
    ['code’s name', { qr_label: 'Scan me' }],
  ])(
    'in its %s is a new one; customers see the old one for 24 hours, then the new one alone',
    async (_, edit) => {
      const { shop, save, first, order, one } = await openDesk();
      if ('qr_src' in edit) await draw(shop, edit.qr_src);
      const { account_id } = await save({ ...gtbank, ...edit }, first);
      expect(account_id).not.toBe(first);
      const { position: _position, ...facts } = gtbank;
      const shown = async () => (await transferOf(order as PlacedOrder)).accounts;
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

  test('in its place alone stays what it is', async () => {
    const { save, first, list } = await openDesk();
    expect(await save({ ...gtbank, position: 7 }, first)).toMatchObject({ account_id: first });
    expect(await list()).toMatchObject([{ account_id: first, position: 7, state: 'shown' }]);
    expect(await save({ ...gtbank, position: 7 }, first), 'nothing changes').toMatchObject({
      account_id: first,
    });
  });

  test('can be edited once at a time, and only while it is shown', async () => {
    const { save, first, withdraw, hide } = await openDesk();
    const refusal = { status: 409, reason: 'account_changed' };
    const { account_id } = await save(zenith, first);
    await expectRefusal(sql, () => save({ ...zenith, bank: 'Kuda' }, first), refusal);
    await expectRefusal(sql, () => save({ ...zenith, bank: 'Kuda' }, account_id), refusal);
    await withdraw(account_id);
    await hide(first);
    await expectRefusal(sql, () => save(zenith, first), refusal);
  });

  test('is never rewritten, whoever tries', async () => {
    const { first } = await openDesk();
    const rewrite = sql`update bank_accounts set account_number = '6666666666' where id = ${first}`;
    await expect(rewrite).rejects.toMatchObject({ message: 'log_is_append_only' });
  });

  test('tells who had ordered before that the accounts changed, and nobody who ordered later', async () => {
    const { shop, save, first, order, approve } = await openDesk();
    const before = order as PlacedOrder;
    const { account_id } = await save(zenith, first);
    expect(await changedAt(before)).toBeNull();
    await approve(account_id);
    const after = await placeOrder(sql, shop, [[shop.variants.serum, 1]], {
      payment_method: 'bank_transfer',
    });
    expect(await changedAt(before)).toEqual(expect.any(String));
    expect(await changedAt(after)).toBeNull();
    expect(await told(before)).toEqual(['Zenith']);
  });
});

describe('a new account', () => {
  test('waits for 24 hours beside those that are shown', async () => {
    const { shop, save, order } = await openDesk();
    await save({ ...zenith, position: 2 });
    expect(await told(order as PlacedOrder)).toEqual(['GTBank']);
    await letPass(sql, shop.id, '24 hours');
    expect(await told(order as PlacedOrder)).toEqual(['GTBank', 'Zenith']);
  });

  test('is shown at once in a shop that nobody has ordered from, and so is an edited one', async () => {
    const { save, first, states } = await openDesk({ hasOrders: false });
    expect(await states()).toEqual({ GTBank: 'shown' });
    await save(zenith, first);
    expect(await states()).toEqual({ GTBank: 'hidden', Zenith: 'shown' });
  });

  test('that was hidden waits once more when it is added again', async () => {
    const { save, first, hide, order, list } = await openDesk();
    await hide(first);
    expect(await told(order as PlacedOrder)).toEqual([]);
    await save(gtbank);
    expect(await told(order as PlacedOrder)).toEqual([]);
    expect((await list()).map(({ state }) => state).sort()).toEqual(['hidden', 'pending']);
  });

  test.each(['0123456789', ' 0123 456-789 '])(
    'of a number that is there already (%s) is refused',
    async (typed) => {
      const { save, first } = await openDesk();
      const refusal = { status: 422, reason: 'account_exists', field: 'account_number' };
      await expectRefusal(sql, () => save({ ...gtbank, account_number: typed }), refusal);
      // on its way out it is still there
      const { account_id } = await save(zenith, first);
      await expectRefusal(sql, () => save({ ...gtbank, account_number: typed }), refusal);
      await expectRefusal(sql, () => save(zenith), refusal);
      expect(account_id).not.toBe(first);
    },
  );

  test.each([
    ['without a bank', { bank: ' ' }],
    ['without a name', { account_name: null }],
    ['with a number that is none', { account_number: '12/34' }],
  ])('%s is refused by the table', async (_, edit) => {
    const { save, list } = await openDesk();
    await expect(save({ ...zenith, ...edit })).rejects.toMatchObject({ code: '23514' });
    expect(await list()).toHaveLength(1);
  });
});

describe('the picture of a code', () => {
  test.each([
    ['an address that is none', 'javascript:alert(1)'],
    ['a page of somebody else', 'https://evil.example/qr.svg'],
    ['a file that lies here, but was not drawn by us', '/favicon.ico'],
  ])('is none that our server has not drawn: not %s', async (_, qr_src) => {
    const { save, first } = await openDesk();
    const refusal = { status: 422, reason: 'unknown_picture', field: 'qr' };
    await expectRefusal(sql, () => save({ ...zenith, qr_src }), refusal);
    await expectRefusal(sql, () => save({ ...gtbank, qr_src }, first), refusal);
  });

  test('is of one shop, and may be shown again', async () => {
    const [desk, elsewhere] = [await openDesk(), await openDesk()];
    const qr_src = `https://files.example/${desk.shop.id}/${randomUUID()}.webp`;
    await draw(desk.shop, qr_src);
    await expectRefusal(sql, () => elsewhere.save({ ...zenith, qr_src }), { reason: 'unknown_picture' });
    const { account_id } = await desk.save({ ...zenith, qr_src });
    await desk.approve(account_id);
    await sql`delete from shop_pictures where src = ${qr_src}`;
    await desk.save({ ...zenith, qr_src, bank: 'Kuda' }, account_id);
  });

  test('is a picture because our server says so, and nobody else', async () => {
    const { shop, staff } = await openDesk();
    const args = { shop_id: shop.id, src: '/mine.svg' };
    await expect(call(sql, staff.owner, 'record_shop_picture', args)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(draw(shop, 'javascript:alert(1)')).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a second person', () => {
  test('owner or admin, approves: it is shown at once, and what it replaces is not', async () => {
    for (const role of ['owner', 'admin'] as const) {
      const { shop, save, first, order, approve, one } = await openDesk();
      const other = await withPassword(sql, await signUp(sql));
      await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${other.userId}, ${role})`;
      const { account_id } = await save(zenith, first);
      await approve(account_id, other);
      expect(await told(order as PlacedOrder), role).toEqual(['Zenith']);
      expect((await one(first)).state).toBe('hidden');
      await letPass(sql, shop.id, '25 hours');
      expect(await told(order as PlacedOrder), role).toEqual(['Zenith']);
      await approve(account_id, other);
    }
  });

  test('is not who asked for it, not even for a change of their own, and not of another role', async () => {
    const { save, first, staff, approve, one } = await openDesk();
    await sql`update profiles set name = 'Adaeze' where user_id = ${staff.owner.userId}`;
    const { account_id } = await save(zenith, first);
    const itself = { status: 403, reason: 'separation_of_duties' };
    await expectRefusal(sql, () => approve(account_id, staff.owner), itself);
    for (const role of ['verifier', 'finance', 'auditor'] as const) {
      await expectRefusal(sql, () => approve(account_id, staff[role]), { status: 403, reason: 'forbidden' });
    }
    for (const role of ['fulfiller', 'catalog'] as const) {
      const refusal = { status: 404, reason: 'account_not_found' };
      await expectRefusal(sql, () => approve(account_id, staff[role]), refusal);
    }
    expect(await one(account_id)).toMatchObject({ requested_by_name: 'Adaeze', state: 'pending' });
    const seenBy = async (caller: Caller) =>
      (await call<Listed[]>(sql, caller, 'list_bank_accounts', { shop: await slugOf(account_id) })).find(
        (row) => row.account_id === account_id,
      )?.may_approve;
    expect(await seenBy(staff.owner)).toBe(false);
    expect(await seenBy(staff.admin)).toBe(true);
    expect(await seenBy(staff.auditor)).toBe(false);
  });

  test('has to be one, although the shop does not separate duties otherwise', async () => {
    const { shop, save, staff, approve } = await openDesk();
    await sql`update shop_settings set separation_of_duties = false where shop_id = ${shop.id}`;
    const { account_id } = await save(zenith);
    await expectRefusal(sql, () => approve(account_id, staff.owner), {
      status: 403,
      reason: 'separation_of_duties',
    });
  });

  test('approves no more what was withdrawn or hidden', async () => {
    const { save, first, approve, withdraw, hide } = await openDesk();
    const { account_id } = await save(zenith);
    await withdraw(account_id);
    await hide(first);
    for (const id of [account_id, first]) {
      await expectRefusal(sql, () => approve(id), { status: 409, reason: 'account_changed' });
    }
  });
});

describe('whoever withdraws a change', () => {
  test('before it is shown leaves the old account where it was', async () => {
    const { shop, save, first, order, withdraw, one, staff } = await openDesk();
    const { account_id } = await save(zenith, first);
    await withdraw(account_id, staff.admin);
    expect([(await one(first)).state, (await one(account_id)).state]).toEqual(['shown', 'withdrawn']);
    await letPass(sql, shop.id, '48 hours');
    expect(await told(order as PlacedOrder)).toEqual(['GTBank']);
    expect(await save({ ...gtbank, bank: 'GTB' }, first), 'and it can be edited again').toBeDefined();
  });

  test('too late is told so, and hides nothing', async () => {
    const { save, first, order, approve, withdraw } = await openDesk();
    const { account_id } = await save(zenith, first);
    await approve(account_id);
    await expectRefusal(sql, () => withdraw(account_id), { status: 409, reason: 'account_changed' });
    expect(await told(order as PlacedOrder)).toEqual(['Zenith']);
  });

  test('brings nothing back that was hidden meanwhile', async () => {
    const { save, first, hide, withdraw, states } = await openDesk();
    const { account_id } = await save(zenith, first);
    await hide(first);
    await withdraw(account_id);
    expect(await states()).toEqual({ GTBank: 'hidden', Zenith: 'withdrawn' });
  });

  test('hides only what is shown', async () => {
    const { save, hide } = await openDesk();
    const { account_id } = await save(zenith);
    await expectRefusal(sql, () => hide(account_id), { status: 409, reason: 'account_changed' });
  });
});

describe('two people at once', () => {
  const gate = (shop: Shop) => `select from shops where id = '${shop.id}' for update`;

  test('approve one change: it is approved once, and mailed once', async () => {
    const { shop, save, first, approve, staff, mails } = await openDesk();
    const second = await withPassword(sql, await signUp(sql));
    await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${second.userId}, 'admin')`;
    const { account_id } = await save(zenith, first);
    const race = [staff.admin, second, staff.admin].map((caller) => () => approve(account_id, caller));
    expect(split(await behindGate(sql, gate(shop), race))).toMatchObject({ reasons: [] });
    expect((await mails()).filter((mail) => mail.startsWith('account_approved'))).toHaveLength(1);
    const [account] = await sql`select approved_by from bank_accounts where id = ${account_id}`;
    expect(account?.approved_by).toBe(staff.admin.userId);
  });

  test('approve and withdraw it: whoever is first has it, and customers always see one account', async () => {
    for (const isApprovedFirst of [true, false]) {
      const { shop, save, first, order, approve, withdraw } = await openDesk();
      const { account_id } = await save(zenith, first);
      const race = [() => approve(account_id), () => withdraw(account_id)];
      const { reasons } = split(
        await behindGate(sql, gate(shop), isApprovedFirst ? race : race.toReversed()),
      );
      expect(reasons).toEqual(['account_changed']);
      expect(await told(order as PlacedOrder)).toEqual([isApprovedFirst ? 'Zenith' : 'GTBank']);
    }
  });

  test('edit it, or add the same one: one of them does', async () => {
    const { shop, save, first, staff, list } = await openDesk();
    const edits = [
      () => save(zenith, first),
      () => save({ ...zenith, account_number: '1111111111' }, first, staff.admin),
    ];
    expect(split(await behindGate(sql, gate(shop), edits)).reasons).toEqual(['account_changed']);
    const kuda = { ...zenith, bank: 'Kuda', account_number: '2222222222' };
    const additions = [() => save(kuda), () => save(kuda, null, staff.admin)];
    expect(split(await behindGate(sql, gate(shop), additions)).reasons).toEqual(['account_exists']);
    expect(await list()).toHaveLength(3);
  });
});

describe('nobody', () => {
  test('changes an account without the password', async () => {
    const { save, first, approve, withdraw, hide, staff } = await openDesk();
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

  test('moves one without it, either', async () => {
    const { save, first, staff } = await openDesk();
    const owner = await openSession(sql, staff.owner);
    await expectRefusal(sql, () => save({ ...gtbank, position: 5 }, first, owner), {
      status: 403,
      reason: 'reauthentication_required',
    });
  });

  test('but owner and admin changes any, password or not, and no owner those of another shop', async () => {
    const { save, first, staff, hide } = await openDesk();
    for (const role of staffRoles.filter((role) => role !== 'owner' && role !== 'admin')) {
      await expectRefusal(sql, () => save(zenith, null, staff[role]), { status: 403, reason: 'forbidden' });
    }
    const { staff: strangers, first: theirs, shop: elsewhere } = await openDesk();
    const refusal = { status: 404, reason: 'account_not_found' };
    await expectRefusal(sql, () => hide(first, strangers.owner), refusal);
    await expectRefusal(sql, () => save(zenith, null, strangers.owner), { status: 403, reason: 'forbidden' });
    // an account of one shop in place of one of another
    const across = (caller: Caller, shop_id: string, replaces_id: string) =>
      call(sql, caller, 'save_bank_account', { shop_id, account: zenith, replaces_id });
    await expectRefusal(sql, () => across(strangers.owner, elsewhere.id, first), refusal);
    const both = strangers.owner;
    await sql`insert into staff (shop_id, user_id, role)
      select shop_id, ${both.userId as string}, 'owner' from bank_accounts where id = ${first}`;
    await expectRefusal(sql, () => across(both, elsewhere.id, first), refusal);
    expect(theirs).not.toBe(first);
  });
});

describe('what is asked of an account', () => {
  test('is on the log with whoever did it', async () => {
    const { shop, save, first, approve, staff } = await openDesk();
    const { account_id } = await save(zenith, first);
    await approve(account_id);
    const logs =
      await sql`select actor_role, action, note, new_value ->> 'approved_by' as approved_by from activity_logs
      where entity_type = 'shop' and entity_id = ${shop.id} and actor is not null order by seq`;
    expect(logs.map((log) => ({ ...log }))).toEqual([
      { actor_role: 'owner', action: 'add_bank_accounts', note: '0123456789', approved_by: null },
      { actor_role: 'owner', action: 'edit_bank_accounts', note: '0123456789', approved_by: null },
      { actor_role: 'owner', action: 'add_bank_accounts', note: '9876543210', approved_by: null },
      { actor_role: 'admin', action: 'edit_bank_accounts', note: '0123456789', approved_by: null },
      {
        ...{ actor_role: 'admin', action: 'edit_bank_accounts', note: '9876543210' },
        approved_by: staff.admin.userId,
      },
    ]);
    const chain = { entity_type: 'shop', entity_id: shop.id };
    expect(await call(sql, server, 'verify_activity_chain', chain)).toBe(true);
  });

  test('is mailed to every owner: at once, when it is approved, withdrawn, hidden and moved', async () => {
    const { shop, save, first, approve, withdraw, hide, mails } = await openDesk();
    const second = await signUp(sql);
    await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${second.userId}, 'owner')`;
    const seen = (await mails()).length;
    const { account_id } = await save(zenith, first);
    await approve(account_id);
    const { account_id: third } = await save({ ...gtbank, bank: 'Kuda', account_number: '3333333333' });
    await withdraw(third);
    await save({ ...zenith, position: 4 }, account_id);
    await hide(account_id);
    expect((await mails()).slice(seen)).toEqual(
      [
        'account_replaced Zenith',
        'account_approved Zenith',
        'account_added Kuda',
        'account_withdrawn Kuda',
        'settings_changed Zenith',
        'account_hidden Zenith',
      ].flatMap((mail) => [mail, mail]),
    );
    const [mail] = await sql<{ payload: Args }[]>`select payload from notification_queue
      where shop_id = ${shop.id} and template = 'account_replaced' limit 1`;
    expect(mail?.payload).toMatchObject({
      account: { account_number: '9876543210' },
      before: { account_number: '0123456789' },
      by_role: 'owner',
      at: expect.any(String),
      shown_from: expect.any(String),
    });
  });
});

describe('statements of an account that was edited', () => {
  const day = '2026-03-01';
  const credit = { booked_on: day, amount_minor: 600_000, description: 'From Ada', reference: 'R-1' };

  test('are of the same account as long as its number is the same: a credit is never imported twice', async () => {
    const { shop, save, first, approve, staff, list, one } = await openDesk();
    const bring = (bank_account_id: string, mapping: Args | null = null) =>
      call(sql, staff.verifier, 'import_statement', { bank_account_id, lines: [credit], mapping });
    expect(await bring(first, { date: 'Date' })).toEqual({ imported: 1, known: 0 });
    const { account_id } = await save({ ...gtbank, bank: 'GTB', account_number: '0123 456-789' }, first);
    await approve(account_id);
    expect(await bring(account_id)).toEqual({ imported: 0, known: 1 });
    expect(await bring(first)).toEqual({ imported: 0, known: 1 });
    const facts = { statement_mapping: { date: 'Date' }, read_up_to: day };
    expect(await one(account_id)).toMatchObject({ ...facts, takes_statements: true });
    expect(await one(first)).toMatchObject({ ...facts, takes_statements: false });
    await bring(account_id, { date: 'Tarikh' });
    expect((await list()).map(({ statement_mapping }) => statement_mapping)).toEqual([
      { date: 'Tarikh' },
      { date: 'Tarikh' },
    ]);
    expect(await sql`select from statement_lines where shop_id = ${shop.id}`).toHaveLength(1);
  });

  test('are still imported once it is hidden, and confirm orders of before', async () => {
    const { save, first, approve, staff, order, one } = await openDesk();
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

test('a shop’s accounts are told to staff who see payments, and to nobody else', async () => {
  const { shop, staff } = await openDesk();
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

async function slugOf(account_id: string): Promise<string> {
  const [row] = await sql<[{ slug: string }]>`
    select slug from shops join bank_accounts on shop_id = shops.id where bank_accounts.id = ${account_id}`;
  return row.slug;
}
