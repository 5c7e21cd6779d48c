import { describe, expect, test } from 'vitest';
import { as, call, person, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { editsOn, reported } from './edit-logs.ts';
import { openShop, placeOrder, signUp } from './fixtures.ts';
import { submitProof, transferredOrder } from './transfers.ts';

const { sql } = await testDatabase();
const { logsOf, edit } = editsOn(sql);
const shop = await openShop(sql);
const { serum } = shop.variants;

test('changes to staff, their roles and the permissions of a role are logged', async () => {
  const { userId } = await signUp(sql);
  await sql`update profiles set name = 'Tunde Bello' where user_id = ${userId as string}`;
  const hire = `insert into staff (shop_id, user_id, role) values ('${shop.id}', '${userId}', 'verifier')`;
  const note = 'Tunde Bello';
  expect(await edit(server, hire)).toMatchObject([
    {
      entity_type: 'staff',
      entity_id: userId,
      action: 'add_staff',
      new_value: { user_id: userId, role: 'verifier' },
      note,
    },
  ]);
  expect(reported(await edit(server, `update staff set role = 'owner' where user_id = '${userId}'`))).toEqual(
    [{ action: 'edit_staff', old_value: { role: 'verifier' }, new_value: { role: 'owner' }, note }],
  );
  expect(reported(await edit(server, `delete from staff where user_id = '${userId}'`))).toMatchObject([
    { action: 'delete_staff', old_value: { role: 'owner' }, note },
  ]);
  const grant = `('auditor', 'orders.cancel')`;
  expect(await edit(server, `insert into role_permissions (role, permission) values ${grant}`)).toMatchObject(
    [
      {
        entity_type: 'deployment',
        shop_id: null,
        action: 'add_role_permissions',
        note: 'auditor',
        new_value: { permission: 'orders.cancel' },
      },
    ],
  );
  expect(
    reported(await edit(server, `delete from role_permissions where (role, permission) = ${grant}`)),
  ).toMatchObject([
    { action: 'delete_role_permissions', old_value: { role: 'auditor', permission: 'orders.cancel' } },
  ]);
});

test('if several shops add one person at the same time, all of them are in that person’s log', async () => {
  const { userId } = await signUp(sql);
  const shops = await Promise.all(Array.from({ length: 6 }, () => openShop(sql)));
  await Promise.all(
    shops.map(
      ({ id }) =>
        sql`insert into staff (shop_id, user_id, role) values (${id}, ${userId as string}, 'admin')`,
    ),
  );
  const logs =
    await sql`select seq from activity_logs where entity_type = 'staff' and entity_id = ${userId as string} order by seq`;
  expect(logs.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

describe('a claim of a transfer for verification', () => {
  const orderWithProof = async () => {
    const order = await placeOrder(sql, shop, [[serum, 1]], { payment_method: 'bank_transfer' });
    await submitProof(sql, order);
    return order;
  };
  const claim = (order_id: string, role: 'verifier' | 'admin' = 'verifier') =>
    call(sql, person(shop.staff[role]), 'claim_verification', { order_id });

  test('is logged and appears in the order’s timeline, but its renewal does not', async () => {
    const { order_id, number } = await orderWithProof();
    expect(await logsOf(() => claim(order_id))).toMatchObject([
      {
        entity_type: 'verification_claim',
        entity_id: order_id,
        action: 'add_verification_claims',
        actor_role: 'verifier',
      },
    ]);
    expect(await logsOf(() => claim(order_id)), 'only renewed').toEqual([]);
    await sql`update verification_claims set claimed_until = now() where order_id = ${order_id}`;
    expect(reported(await logsOf(() => claim(order_id, 'admin')))).toMatchObject([
      {
        action: 'edit_verification_claims',
        old_value: { user_id: shop.staff.verifier },
        new_value: { user_id: shop.staff.admin },
      },
    ]);
    const release = () => call(sql, person(shop.staff.admin), 'release_verification', { order_id });
    expect(reported(await logsOf(release))).toMatchObject([
      { action: 'delete_verification_claims', new_value: null },
    ]);
    expect(await logsOf(release)).toEqual([]);
    const seen = await call<{ timeline: { action: string; by: string }[] }>(
      sql,
      person(shop.staff.owner),
      'get_order',
      {
        ...{ number, access_token: null },
      },
    );
    expect(seen.timeline.map(({ action, by }) => `${action} ${by}`)).toEqual([
      'create_order shopper',
      'submit_proof shopper',
      'add_verification_claims verifier',
      'edit_verification_claims admin',
      'delete_verification_claims admin',
    ]);
  });

  test('is not shown to the shopper', async () => {
    const { order_id, number, access_token } = await orderWithProof();
    await claim(order_id);
    const seen = await call<{ timeline: { action: string }[] }>(
      sql,
      { role: 'anon', userId: null },
      'get_order',
      {
        ...{ number, access_token },
      },
    );
    expect(seen.timeline.map(({ action }) => action)).toEqual(['create_order', 'submit_proof']);
  });
});

describe('the log keeps the name that staff had when they acted', () => {
  test('after a rename, which is logged too, and after their account is deleted', async () => {
    const bola = await signUp(sql);
    const userId = bola.userId as string;
    const rename = (name: string) =>
      as(sql, bola, (tx) => tx`update profiles set name = ${name} where user_id = ${userId}`);
    await rename('Bola Ade');
    await sql`insert into staff (shop_id, user_id, role) values (${shop.id}, ${userId}, 'admin')`;
    const order = await transferredOrder(sql, shop, [[serum, 1]]);
    const note = (text: string) => call(sql, bola, 'add_order_log', { order_id: order.order_id, note: text });
    await note('One');
    const names = async () => {
      const seen = await call<{ timeline: { action: string; by_name: string | null }[] }>(
        sql,
        person(shop.staff.owner),
        'get_order',
        {
          ...{ number: order.number, access_token: null },
        },
      );
      return seen.timeline.filter(({ action }) => action === 'note').map(({ by_name }) => by_name);
    };
    expect(await names()).toEqual(['Bola Ade']);
    expect(reported(await logsOf(() => rename('Chidi Eze')))).toEqual([
      { action: 'edit_name', old_value: { name: 'Bola Ade' }, new_value: { name: 'Chidi Eze' }, note: null },
    ]);
    await note('Two');
    expect(await names()).toEqual(['Bola Ade', 'Chidi Eze']);
    const before = await sql`select * from activity_logs where entity_id = ${order.order_id} order by seq`;
    await sql`delete from auth.users where id = ${userId}`;
    expect(await names()).toEqual(['Bola Ade', 'Chidi Eze']);
    expect(await sql`select * from activity_logs where entity_id = ${order.order_id} order by seq`).toEqual(
      before,
    );
    const chain = { entity_type: 'order', entity_id: order.order_id };
    expect(await call(sql, server, 'verify_activity_chain', chain)).toBe(true);
  });
});
