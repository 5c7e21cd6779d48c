import { describe, expect, test } from 'vitest';
import { gtbank, type Listed, openBankAccounts, shownBanks, zenith } from './bank-accounts.ts';
import { type Args, type Caller, call, expectRefusal, fingerprint, server } from './caller.ts';
import { letPass } from './clock.ts';
import { testDatabase } from './database.ts';
import { type PlacedOrder, type Shop, signUp, withPassword } from './fixtures.ts';
import { behindGate, split } from './gate.ts';

const { sql } = await testDatabase();

describe('approval by a second person', () => {
  test('who is an owner or admin shows the new account at once and hides the old one', async () => {
    for (const role of ['owner', 'admin'] as const) {
      const { shop, save, first, order, approve, one } = await openBankAccounts(sql);
      const other = await withPassword(sql, await signUp(sql));
      await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${other.userId}, ${role})`;
      const { account_id } = await save(zenith, first);
      await approve(account_id, other);
      expect(await shownBanks(sql, order as PlacedOrder), role).toEqual(['Zenith']);
      expect((await one(first)).state).toBe('hidden');
      await letPass(sql, shop.id, '25 hours');
      expect(await shownBanks(sql, order as PlacedOrder), role).toEqual(['Zenith']);
      const before = await fingerprint(sql);
      await approve(account_id, other);
      expect(await fingerprint(sql), 'a second approval changes nothing').toEqual(before);
    }
  });

  test('is refused to the requester and to other roles', async () => {
    const { save, first, staff, approve, one } = await openBankAccounts(sql);
    await sql`update profiles set name = 'Adaeze' where user_id = ${staff.owner.userId}`;
    const { account_id } = await save(zenith, first);
    const ownRequest = { status: 403, reason: 'separation_of_duties' };
    await expectRefusal(sql, () => approve(account_id, staff.owner), ownRequest);
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

  test('is required even when separation of duties is off', async () => {
    const { shop, save, staff, approve } = await openBankAccounts(sql);
    await sql`update shop_settings set separation_of_duties = false where shop_id = ${shop.id}`;
    const { account_id } = await save(zenith);
    await expectRefusal(sql, () => approve(account_id, staff.owner), {
      status: 403,
      reason: 'separation_of_duties',
    });
  });

  test('is refused for a withdrawn or hidden account', async () => {
    const { save, first, approve, withdraw, hide } = await openBankAccounts(sql);
    const { account_id } = await save(zenith);
    await withdraw(account_id);
    await hide(first);
    for (const id of [account_id, first]) {
      await expectRefusal(sql, () => approve(id), { status: 409, reason: 'account_changed' });
    }
  });
});

describe('withdrawing a change', () => {
  test('before it takes effect keeps the old account', async () => {
    const { shop, save, first, order, withdraw, one, staff } = await openBankAccounts(sql);
    const { account_id } = await save(zenith, first);
    await withdraw(account_id, staff.admin);
    expect([(await one(first)).state, (await one(account_id)).state]).toEqual(['shown', 'withdrawn']);
    await letPass(sql, shop.id, '48 hours');
    expect(await shownBanks(sql, order as PlacedOrder)).toEqual(['GTBank']);
    expect(await save({ ...gtbank, bank: 'GTB' }, first), 'and it can be edited again').toBeDefined();
  });

  test('after its approval is refused and hides nothing', async () => {
    const { save, first, order, approve, withdraw } = await openBankAccounts(sql);
    const { account_id } = await save(zenith, first);
    await approve(account_id);
    await expectRefusal(sql, () => withdraw(account_id), { status: 409, reason: 'account_changed' });
    expect(await shownBanks(sql, order as PlacedOrder)).toEqual(['Zenith']);
  });

  test('does not restore an account that was hidden in the meantime', async () => {
    const { save, first, hide, withdraw, states } = await openBankAccounts(sql);
    const { account_id } = await save(zenith, first);
    await hide(first);
    await withdraw(account_id);
    expect(await states()).toEqual({ GTBank: 'hidden', Zenith: 'withdrawn' });
  });

  test('is not possible by hiding the pending account', async () => {
    const { save, hide } = await openBankAccounts(sql);
    const { account_id } = await save(zenith);
    await expectRefusal(sql, () => hide(account_id), { status: 409, reason: 'account_changed' });
  });
});

describe('two people at once', () => {
  const gate = (shop: Shop) => `select from shops where id = '${shop.id}' for update`;

  test('who approve one change approve it once and send one email', async () => {
    const { shop, save, first, approve, staff, emails } = await openBankAccounts(sql);
    const second = await withPassword(sql, await signUp(sql));
    await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${second.userId}, 'admin')`;
    const { account_id } = await save(zenith, first);
    const race = [staff.admin, second, staff.admin].map((caller) => () => approve(account_id, caller));
    expect(split(await behindGate(sql, gate(shop), race))).toMatchObject({ reasons: [] });
    expect((await emails()).filter((email) => email.startsWith('account_approved'))).toHaveLength(1);
    const [account] = await sql`select approved_by from bank_accounts where id = ${account_id}`;
    expect(account?.approved_by).toBe(staff.admin.userId);
  });

  test('who approve and withdraw a change: the first wins, and customers always see one account', async () => {
    for (const isApprovedFirst of [true, false]) {
      const { shop, save, first, order, approve, withdraw } = await openBankAccounts(sql);
      const { account_id } = await save(zenith, first);
      const race = [() => approve(account_id), () => withdraw(account_id)];
      const { reasons } = split(
        await behindGate(sql, gate(shop), isApprovedFirst ? race : race.toReversed()),
      );
      expect(reasons).toEqual(['account_changed']);
      expect(await shownBanks(sql, order as PlacedOrder)).toEqual([isApprovedFirst ? 'Zenith' : 'GTBank']);
    }
  });

  test('who edit one account or add the same one: only one succeeds', async () => {
    const { shop, save, first, staff, list } = await openBankAccounts(sql);
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

describe('a change of a bank account', () => {
  test('is logged with its actor', async () => {
    const { shop, save, first, approve, staff } = await openBankAccounts(sql);
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

  test('is emailed to every owner when requested, approved, withdrawn, hidden or moved', async () => {
    const { shop, save, first, approve, withdraw, hide, emails } = await openBankAccounts(sql);
    const second = await signUp(sql);
    await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${second.userId}, 'owner')`;
    const seen = (await emails()).length;
    const { account_id } = await save(zenith, first);
    await approve(account_id);
    const { account_id: third } = await save({ ...gtbank, bank: 'Kuda', account_number: '3333333333' });
    await withdraw(third);
    await save({ ...zenith, position: 4 }, account_id);
    await hide(account_id);
    expect((await emails()).slice(seen)).toEqual(
      [
        'account_replaced Zenith',
        'account_approved Zenith',
        'account_added Kuda',
        'account_withdrawn Kuda',
        'settings_changed Zenith',
        'account_hidden Zenith',
      ].flatMap((email) => [email, email]),
    );
    const [email] = await sql<{ payload: Args }[]>`select payload from notification_queue
      where shop_id = ${shop.id} and template = 'account_replaced' limit 1`;
    expect(email?.payload).toMatchObject({
      account: { account_number: '9876543210' },
      before: { account_number: '0123456789' },
      by_role: 'owner',
      at: expect.any(String),
      shown_from: expect.any(String),
    });
  });
});

async function slugOf(account_id: string): Promise<string> {
  const [row] = await sql<[{ slug: string }]>`
    select slug from shops join bank_accounts on shop_id = shops.id where bank_accounts.id = ${account_id}`;
  return row.slug;
}
