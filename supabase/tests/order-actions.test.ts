import type { Sql, TransactionSql } from 'postgres';
import { describe, expect, test } from 'vitest';
import { commands, otherCommands, staffCommands } from '@/lib/admin/orders/commands';
import { Constants } from '@/lib/supabase/database.types';
import { attemptsOn, type Command, type Subject, situations } from './attempts.ts';
import { call, expectRefusal, person, refusalOf } from './caller.ts';
import { circumstancesOn } from './circumstances.ts';
import { testDatabase } from './database.ts';
import { openShop, placeOrder, type StaffRole, signUp, staffRoles } from './fixtures.ts';

/*
 * Compares the `actions` of get_order with what the database does when they are tried: in every state of an order, under every
 * circumstance.
 */

const { sql } = await testDatabase();
const shop = await openShop(sql, { soap: { price_minor: 150_000, on_hand: 1_000_000 } });
const ada = await signUp(sql);
const { attempts, orderIn } = attemptsOn(sql, shop, ada);
const confirmedByAdmin = ({ order_id }: Subject) =>
  sql`update orders set confirmed_by = ${shop.staff.admin} where id = ${order_id} and confirmed_at is not null`;
const circumstances: ReturnType<typeof circumstancesOn> = {
  ...circumstancesOn(sql, shop, attempts),
  'confirmed by the caller': confirmedByAdmin,
};
const { order_command } = Constants.public.Enums;

interface Action {
  command: (typeof order_command)[number];
  to_state: string;
  blocked_by: string | null;
}
const actionsOf = async (role: StaffRole, { number }: Pick<Subject, 'number'>) =>
  (await call<{ actions: Action[] }>(sql, person(shop.staff[role]), 'get_order', { number })).actions;

/** A transaction in which `begin` opens a savepoint. */
const within = (tx: TransactionSql): Sql =>
  new Proxy(tx, {
    get: (target, key) => Reflect.get(target, key === 'begin' ? 'savepoint' : key),
  }) as unknown as Sql;

/** Tries a command and rolls it back. Returns the reason of its refusal, or whether it has changed the order. */
async function tryOut(command: Command, subject: Subject): Promise<string> {
  let outcome = '';
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
      const attempt = attemptsOn(within(tx), shop, ada).attempts[command];
      await attempt('admin', { ...subject, version: before ?? 0 });
      outcome = (await version()) === before ? 'nothing' : 'done';
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) outcome = refusalOf(error).reason;
    });
  return outcome;
}

/** Commands that the database allows although the page does not offer them: they correct mistakes. */
const unoffered: Command[] = ['open_dispute', 'fail_delivery'];
/** Commands that are offered elsewhere: where the money is shown, or to the shopper. */
const elsewhere: Command[] = [
  ...(['settle', 'reject_proof', 'submit_proof', 'approve', 'ask_rest', 'close_dispute'] as const),
  'confirm_request',
];
const tried = (Object.keys(attempts) as Command[]).filter((command) => !elsewhere.includes(command));

describe.each(situations)('an order that is $name', (situation) => {
  test.each(Object.keys(circumstances))('%s', async (name) => {
    const subject = await orderIn(situation);
    const circumstance = circumstances[name];
    const isPossible = await circumstance?.(subject, situation).then(
      () => true,
      (error: unknown) => !refusalOf(error),
    );
    if (!isPossible) return; // this cannot happen to such an order
    const actions = await actionsOf('admin', subject);
    for (const command of tried) {
      const label = `${command}: ${situation.name}, ${name}`;
      const outcome = await tryOut(command, subject);
      const action = actions.find((one) => one.command === command);
      if (action?.blocked_by) expect([label, outcome]).toEqual([label, action.blocked_by]);
      else if (action) expect(['done', 'sold_out'], label).toContain(outcome);
      else if (!unoffered.includes(command)) expect([label, outcome]).not.toEqual([label, 'done']);
    }
  });
});

test('each role is offered only the commands that its permissions allow', async () => {
  const order = await placeOrder(sql, shop, [[shop.variants.soap, 1]], { payment_method: 'cod' }, ada);
  const granted = await sql<{ role: StaffRole; command: string }[]>`
    select distinct granted.role, moves.command::text from order_transitions as moves
    join role_permissions as granted using (permission) where moves.from_state = 'confirmed'`;
  const all = (await actionsOf('owner', order)).map(({ command }) => command);
  for (const role of staffRoles.filter((one) => one !== 'catalog')) {
    const can = granted.filter((row) => row.role === role).map(({ command }) => command);
    const always = role === 'auditor' ? [] : ['note', 'reissue_keys'];
    const offered = (await actionsOf(role, order)).map(({ command }) => command);
    expect([role, offered.filter((command) => command !== 'check_payment').toSorted()]).toEqual([
      role,
      all.filter((command) => can.includes(command) || always.includes(command)).toSorted(),
    ]);
  }
});

describe('the registry of commands', () => {
  test('has each command of the database once, with a function that exists', async () => {
    const all = [...staffCommands, ...Object.keys(otherCommands)];
    expect(all.toSorted()).toEqual([...order_command].toSorted());
    const functions = await sql<{ name: string }[]>`
      select proname as name from pg_proc where pronamespace = 'public'::regnamespace`;
    const names = new Set(functions.map(({ name }) => name));
    const runs = [...Object.values(commands), ...Object.values(otherCommands)].map((one) => one.runs);
    expect(runs.filter((name) => !names.has(name))).toEqual([]);
  });

  test('maps a simple command to itself, and a target state to the command that leads there', async () => {
    const commandFor = async (to_state: string) => {
      const [row] = await sql<
        { command: string | null }[]
      >`select private.command_for_target(${to_state}) as command`;
      return row?.command;
    };
    for (const command of order_command) {
      const isSimple = staffCommands.some(
        (name) => name === command && commands[name].runs === 'update_order_status',
      );
      expect([command, await commandFor(command)]).toEqual([command, isSimple ? command : null]);
    }
    const states = Constants.public.Enums.order_state;
    const pairs = await Promise.all(states.map(async (state) => [state, await commandFor(state)]));
    expect(Object.fromEntries(pairs)).toMatchObject({
      ...{ processing: 'process', ready_for_shipment: 'mark_ready', shipped: 'ship' },
      ...{ delivered: 'deliver', completed: 'complete', confirmed: null, cancelled: null },
    });
  });

  test('agrees with the log of an order, which accepts every command of order_transitions and no unknown action', async () => {
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

test('a blocked action is refused with the reason that the page shows', async () => {
  const situation = situations.find(({ name }) => name === 'ready_for_shipment');
  const subject = await orderIn(situation ?? situations[0]);
  await confirmedByAdmin(subject);
  const ship = (await actionsOf('admin', subject)).find(({ command }) => command === 'ship');
  expect(ship).toEqual({ command: 'ship', to_state: 'shipped', blocked_by: 'separation_of_duties' });
  await expectRefusal(sql, () => attempts.ship('admin', subject), {
    ...{ status: 403, reason: 'separation_of_duties' },
  });
  const others = await actionsOf('fulfiller', subject);
  expect(others.find(({ command }) => command === 'ship')?.blocked_by).toBeNull();
});
