import type { Sql, TransactionSql } from 'postgres';
import { describe, expect, test } from 'vitest';
import { commands, otherCommands, staffCommands } from '@/lib/admin/orders/commands';
import { Constants } from '@/lib/supabase/database.types';
import { attemptsOn, type Command, places, type Subject } from './attempts.ts';
import { call, expectRefusal, person, refusalOf } from './caller.ts';
import { circumstancesOn } from './circumstances.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder, type StaffRole, signUp, staffRoles } from './fixtures.ts';

/*
 * What an order says that may be done to it, and why not, against what the database does when somebody does it: in each place an order
 * can stand, under each circumstance.
 */

const { sql } = await testDatabase();
const shop = await openShop(sql, { soap: { price_minor: 150_000, on_hand: 1_000_000 } });
const ada = await signUp(sql);
const { attempts, bring } = attemptsOn(sql, shop, ada);
const confirmedByAdmin = ({ order_id }: Subject) =>
  sql`update orders set confirmed_by = ${shop.staff.admin} where id = ${order_id} and confirmed_at is not null`;
const circumstances: ReturnType<typeof circumstancesOn> = {
  ...circumstancesOn(sql, shop, attempts),
  'confirmed by whoever asks': confirmedByAdmin,
};
const { order_command } = Constants.public.Enums;

interface Action {
  command: (typeof order_command)[number];
  to_state: string;
  blocked_by: string | null;
}
const actionsOf = async (role: StaffRole, { number }: Pick<Subject, 'number'>) =>
  (await call<{ actions: Action[] }>(sql, person(shop.staff[role]), 'get_order', { number })).actions;

/** A transaction in which others may begin one. */
const within = (tx: TransactionSql): Sql =>
  new Proxy(tx, {
    get: (target, key) => Reflect.get(target, key === 'begin' ? 'savepoint' : key),
  }) as unknown as Sql;

/** Does something to an order, answers how that was refused, or whether the order is another one now, and takes it back. */
async function tryOut(command: Command, subject: Subject): Promise<string> {
  let came = '';
  const undone = new Error('undone');
  await sql
    .begin(async (tx) => {
      const version = async () => {
        const [order] = await tx<
          { version: number }[]
        >`select version from orders where id = ${subject.order_id}`;
        return order?.version;
      };
      const before = await version();
      const given = attemptsOn(within(tx), shop, ada).attempts[command];
      await given('admin', { ...subject, version: before ?? 0 });
      came = (await version()) === before ? 'nothing' : 'done';
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) came = refusalOf(error).reason;
    });
  return came;
}

/** What the database lets staff do although the page does not offer it: it would mend what somebody has got wrong. */
const unoffered: Command[] = ['open_dispute', 'fail_delivery'];
/** What its money waits for is offered where that is shown. */
const elsewhere: Command[] = [
  ...(['settle', 'reject_proof', 'submit_proof', 'approve', 'ask_rest', 'close_dispute'] as const),
  'confirm_request',
];
const tried = (Object.keys(attempts) as Command[]).filter((command) => !elsewhere.includes(command));

describe.each(places)('an order that is $name', (place) => {
  test.each(Object.keys(circumstances))('%s', async (name) => {
    const subject = await bring(place);
    const circumstance = circumstances[name];
    const isThere = await circumstance?.(subject, place).then(
      () => true,
      (error: unknown) => !refusalOf(error),
    );
    if (!isThere) return; // there is no such order
    const actions = await actionsOf('admin', subject);
    for (const command of tried) {
      const label = `${command}: ${place.name}, ${name}`;
      const came = await tryOut(command, subject);
      const action = actions.find((one) => one.command === command);
      if (action?.blocked_by) expect([label, came]).toEqual([label, action.blocked_by]);
      else if (action) expect(['done', 'sold_out'], label).toContain(came);
      else if (!unoffered.includes(command)) expect([label, came]).not.toEqual([label, 'done']);
    }
  });
});

test('each role is offered what its permissions are for, and nothing is said of the rest', async () => {
  const order = await placeOrder(sql, shop, [[shop.variants.soap, 1]], { payment_method: 'cod' }, ada);
  const granted = await sql<{ role: StaffRole; command: string }[]>`
    select distinct granted.role, moves.command::text from order_transitions as moves
    join role_permissions as granted using (permission) where moves.from_state = 'confirmed'`;
  const all = (await actionsOf('owner', order)).map(({ command }) => command);
  for (const role of staffRoles.filter((one) => one !== 'catalog')) {
    const can = granted.filter((row) => row.role === role).map(({ command }) => command);
    const beside = role === 'auditor' ? [] : ['note', 'reissue_keys'];
    const offered = (await actionsOf(role, order)).map(({ command }) => command);
    expect([role, offered.filter((command) => command !== 'check_payment').toSorted()]).toEqual([
      role,
      all.filter((command) => can.includes(command) || beside.includes(command)).toSorted(),
    ]);
  }
});

describe('the registry of commands', () => {
  test('has each command of the database once, and runs it by a function that there is', async () => {
    const all = [...staffCommands, ...Object.keys(otherCommands)];
    expect(all.toSorted()).toEqual([...order_command].toSorted());
    const functions = await sql<{ name: string }[]>`
      select proname as name from pg_proc where pronamespace = 'public'::regnamespace`;
    const names = new Set(functions.map(({ name }) => name));
    const runs = [...Object.values(commands), ...Object.values(otherCommands)].map((one) => one.runs);
    expect(runs.filter((name) => !names.has(name))).toEqual([]);
  });

  test('gives the simple moves by their own names, and a state asks for the one that leads there', async () => {
    const moveOf = async (to_state: string) => {
      const [row] = await sql<
        { command: string | null }[]
      >`select private.command_for_target(${to_state}) as command`;
      return row?.command;
    };
    for (const command of order_command) {
      const isSimple = staffCommands.some(
        (name) => name === command && commands[name].runs === 'update_order_status',
      );
      expect([command, await moveOf(command)]).toEqual([command, isSimple ? command : null]);
    }
    const states = Constants.public.Enums.order_state;
    const ways = await Promise.all(states.map(async (state) => [state, await moveOf(state)]));
    expect(Object.fromEntries(ways)).toMatchObject({
      ...{ processing: 'process', ready_for_shipment: 'mark_ready', shipped: 'ship' },
      ...{ delivered: 'deliver', completed: 'complete', confirmed: null, cancelled: null },
    });
  });

  test('every command of the table can be told by the log, and the log of an order tells nothing else', async () => {
    const table = await sql<{ command: string }[]>`select distinct command::text from order_transitions`;
    const actions: readonly string[] = Constants.public.Enums.order_action;
    expect(table.filter(({ command }) => !actions.includes(command))).toEqual([]);
    const order = await placeOrder(sql, shop, [[shop.variants.soap, 1]], { payment_method: 'cod' }, ada);
    await expect(
      sql`select private.log_activity(${shop.id}, 'order', ${order.order_id}, 'shipp')`,
    ).rejects.toMatchObject({ code: '22P02' });
    await sql`select private.log_activity(${shop.id}, 'shop', ${shop.id}, 'edit_anything')`;
  });
});

test('what a person may not do now is refused with the reason that the page has said', async () => {
  const place = places.find(({ name }) => name === 'ready_for_shipment');
  const subject = await bring(place ?? places[0]);
  await confirmedByAdmin(subject);
  const ship = (await actionsOf('admin', subject)).find(({ command }) => command === 'ship');
  expect(ship).toEqual({ command: 'ship', to_state: 'shipped', blocked_by: 'separation_of_duties' });
  await expectRefusal(sql, () => attempts.ship('admin', subject), {
    ...{ status: 403, reason: 'separation_of_duties' },
  });
  const others = await actionsOf('fulfiller', subject);
  expect(others.find(({ command }) => command === 'ship')?.blocked_by).toBeNull();
});
