import { describe, expect, test } from 'vitest';
import { expectRefusal, person, server } from './caller.ts';
import { commandsOn, parcel } from './commands.ts';
import { testDatabase } from './database.ts';
import { openShop, readOrder, readStock, type StaffRole, staffRoles } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, {
  serum: { price_minor: 450_000, on_hand: 100_000 },
  soap: { price_minor: 150_000, on_hand: 100_000 },
});
const { move, cancel, orderIn } = commandsOn(sql, shop);
const admin = person(shop.staff.admin);

const transitions = await sql<
  {
    from_state: string;
    to_state: string;
    command: string;
    permission: string | null;
    by_shopper: boolean;
    by_system: boolean;
  }[]
>`
  select from_state::text, to_state::text, command, permission::text, by_shopper, by_system from order_transitions`;
const states = await sql<{ state: string }[]>`select unnest(enum_range(null::order_state))::text as state`;
const commands = {
  processing: 'process',
  ready_for_shipment: 'mark_ready',
  shipped: 'ship',
  delivered: 'deliver',
  completed: 'complete',
  hold: 'hold',
  release: 'release',
  archive: 'archive',
} as const;
const isMark = (to_state: string) => ['hold', 'release', 'archive'].includes(to_state);

describe.each(states.map((row) => row.state))('an order that is %s', (state) => {
  test.each(Object.entries(commands))(
    'can be made %s exactly where the table of transitions says so',
    async (to_state, command) => {
      const { order_id } = await orderIn(state);
      const before = await readOrder(sql, order_id);
      const attempt = () => move(admin, order_id, to_state, { details: { ...parcel, reason: 'Because' } });
      const isThere = to_state === state || to_state === 'release';
      const isAllowed = transitions.some(
        (row) =>
          row.from_state === state &&
          row.command === command &&
          (isMark(to_state) || row.to_state === to_state),
      );
      if (isThere) {
        expect(await attempt()).toMatchObject({ state, version: before.version });
      } else if (isAllowed) {
        expect(await attempt()).toMatchObject({
          state: isMark(to_state) ? state : to_state,
          version: before.version + 1,
        });
      } else {
        const details = await expectRefusal(sql, attempt, { status: 422, reason: 'invalid_transition' });
        expect(details).toMatchObject({ state, status: before.status, command });
      }
    },
  );

  test('can be cancelled exactly where the table says so, and gives its stock back', async () => {
    const { order_id } = await orderIn(state);
    const before = await readStock(sql, shop.variants.serum);
    const isAllowed = transitions.some((row) => row.from_state === state && row.command === 'cancel');
    if (isAllowed || state === 'cancelled') {
      expect(await cancel(admin, order_id)).toMatchObject({ state: 'cancelled', status: 'cancelled' });
      const after = await readStock(sql, shop.variants.serum);
      expect(after?.available).toBe((before?.available as number) + (state === 'cancelled' ? 0 : 1));
    } else {
      await expectRefusal(sql, () => cancel(admin, order_id), { status: 422, reason: 'invalid_transition' });
    }
  });
});

test('the table itself keeps what no shop may change: money confirms, what has left stays sold, shoppers end their own part', () => {
  const moves = transitions.filter((row) => row.from_state !== row.to_state);
  const into = (state: string) => moves.filter((row) => row.to_state === state);
  expect(into('confirmed').map((row) => [row.by_system, row.by_shopper, row.permission])).toEqual(
    into('confirmed').map(() => [true, false, null]),
  );
  expect(
    into('shipped')
      .map((row) => row.from_state)
      .sort(),
  ).toEqual(['processing', 'ready_for_shipment']);
  const left = ['shipped', 'delivered', 'completed'];
  expect(into('cancelled').filter((row) => left.includes(row.from_state))).toEqual([]);
  expect(moves.filter((row) => row.from_state === 'completed')).toEqual([]);
  const ofShoppers = moves.filter((row) => row.by_shopper).map((row) => `${row.from_state} ${row.command}`);
  expect(ofShoppers.sort()).toEqual([
    'awaiting_verification cancel',
    'confirmed cancel',
    'delivered complete',
    'pending_payment cancel',
    'requested cancel',
    'shipped deliver',
  ]);
});

describe('each role moves orders as its permissions say', () => {
  const starts = {
    processing: 'confirmed',
    ready_for_shipment: 'processing',
    shipped: 'processing',
    delivered: 'shipped',
    completed: 'delivered',
    hold: 'confirmed',
    archive: 'completed',
    cancelled: 'confirmed',
  };
  const may = async (role: StaffRole, permission: string | null | undefined) =>
    (await sql`select from role_permissions where role = ${role} and permission::text = ${permission ?? ''}`)
      .length > 0;

  test.each(Object.entries(starts))('to %s', async (to_state, from) => {
    const permission = transitions.find(
      (row) => row.from_state === from && (row.to_state === to_state || row.command === to_state),
    )?.permission;
    for (const role of staffRoles) {
      const { order_id } = await orderIn(from);
      const attempt = () =>
        to_state === 'cancelled'
          ? cancel(person(shop.staff[role]), order_id)
          : move(person(shop.staff[role]), order_id, to_state, { details: { ...parcel, reason: 'Because' } });
      if (await may(role, permission))
        expect(await attempt(), role).toMatchObject({ version: expect.any(Number) });
      else await expectRefusal(sql, attempt, { status: 403, reason: 'forbidden' });
    }
  });

  test('and an auditor changes nothing at all', async () => {
    const rows = await sql<
      { permission: string }[]
    >`select permission::text from role_permissions where role = 'auditor'`;
    expect(rows.map((row) => row.permission).filter((permission) => !permission.endsWith('.read'))).toEqual(
      [],
    );
  });

  test('and our servers make no move of staff', async () => {
    const { order_id } = await orderIn('confirmed');
    await expectRefusal(sql, () => move(server, order_id, 'processing'), {
      status: 403,
      reason: 'forbidden',
    });
  });
});
