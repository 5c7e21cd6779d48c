import type { Sql } from 'postgres';
import type { Button } from './buttons.ts';
import { argumentOf, below, type DatabaseFunction, doorsTo, valuesOf } from './functions.ts';
import { code, mermaid } from './sections.ts';

type Move = {
  from_state: string;
  to_state: string;
  command: string;
  permission: string | null;
  roles: string | null;
  by_shopper: boolean;
  by_system: boolean;
};

export const readMoves = (sql: Sql) => sql<Move[]>`
  select from_state, to_state, command, permission, by_shopper, by_system, (
    select string_agg(role::text, ', ' order by role) from role_permissions as roles
    where roles.permission = moves.permission) as roles
  from order_transitions as moves order by command::text, from_state, to_state`;

/** Where an order may begin. */
const BEGINNINGS = ['requested', 'pending_payment', 'confirmed'];

/** Arrows between states; one for each pair, with its commands. */
export function drawMoves(moves: Move[]): string {
  const arrows = Map.groupBy(
    moves.filter(({ from_state, to_state }) => from_state !== to_state),
    ({ from_state, to_state }) => `${from_state} --> ${to_state}`,
  );
  const lines = [...arrows].map(([arrow, commands]) => {
    return `  ${arrow}: ${commands.map(({ command }) => command).join(', ')}`;
  });
  const begins = BEGINNINGS.map((state) => `  [*] --> ${state}: create_order`);
  return mermaid('stateDiagram-v2', ...begins, ...lines);
}

/** What changes an order by a command that it is given, by the parameter that names the command. */
const MOVERS: Record<string, string> = {
  'private.move_order': 'command',
  'private.set_order_flag': 'command',
  'private.log_order': 'action',
};

/**
 * The functions that run each command: those that pass it to a function by which orders change. A function that passes on a
 * parameter of its own changes orders, too, in its caller's name; of one that passes a variable, what it assigns says which commands.
 */
function runnersOf(commands: string[], functions: Map<string, DatabaseFunction>): Map<string, string[]> {
  const movers = new Map(Object.entries(MOVERS));
  const runners = new Map(commands.map((command) => [command, new Set<string>()]));
  const visit = (caller: DatabaseFunction): boolean => {
    let isMover = false;
    for (const call of caller.calls) {
      const [target, parameter] = [functions.get(call.name), movers.get(call.name)];
      const argument = target && parameter && argumentOf(call, target, parameter);
      if (!argument) continue;
      const own = caller.parameters.find(
        (name) => argument === name || argument === `${caller.name.split('.')[1]}.${name}`,
      );
      if (own && !movers.has(caller.name)) {
        movers.set(caller.name, own);
        isMover = true;
      }
      if (own) continue;
      for (const value of valuesOf(argument, caller, functions)) runners.get(value)?.add(caller.name);
    }
    return isMover;
  };
  // until nothing new turns out to pass commands on
  while ([...functions.values()].map(visit).some(Boolean));
  // public ones first
  return new Map([...runners].map(([command, names]) => [command, [...names].sort().reverse()]));
}

function leadsTo(door: string, runners: string[], functions: Map<string, DatabaseFunction>): boolean {
  const from = functions.get(`public.${door}`);
  if (!from) return false;
  const reached = [from, ...below(from, functions, { throughPublic: true })];
  return reached.some(({ name }) => runners.includes(name));
}

/** More doors than these lead to what happens whenever an order's money or goods change. */
const MANY = 6;

/** `cancel_order`, or for a private one how one gets there: `cancel_order_internal` (by `cancel_order`, `cancel_expired_orders`). */
function nameRunner(name: string, functions: Map<string, DatabaseFunction>): string {
  const bare = (one: string) => code(one.replace(/^\w+\./, ''));
  if (name.startsWith('public.')) return bare(name);
  const doors = doorsTo(name, functions);
  return `${bare(name)} (by ${doors.length > MANY ? `${doors.length} functions` : doors.map(bare).join(', ')})`;
}

/** Whether somebody who may give the command gets to the function that runs it; only the system needs no door. */
function isFor(runner: string, { by_system }: Move, functions: Map<string, DatabaseFunction>): boolean {
  const doors = runner.startsWith('public.')
    ? [runner]
    : doorsTo(runner, functions).map((door) => `public.${door}`);
  return (
    by_system ||
    doors.some((door) => functions.get(door)?.callers.some((caller) => caller !== 'service_role'))
  );
}

/** A row a command and whoever may give it: from where to where, the functions that run it, and staff's button. */
export function listMoves(
  moves: Move[],
  states: string[],
  functions: Map<string, DatabaseFunction>,
  buttons: Map<string, Button>,
): string {
  const runners = runnersOf([...new Set(moves.map(({ command }) => command))], functions);
  const rows = Map.groupBy(
    moves,
    (move) => `${move.command} ${move.permission} ${move.by_shopper} ${move.by_system}`,
  );
  const lines = [...rows.values()].map((same) => {
    const [first] = same as [Move];
    const { command, permission, roles, by_shopper, by_system } = first;
    const ways = states.flatMap((from) => {
      const to = same.filter(({ from_state }) => from_state === from).map(({ to_state }) => to_state);
      const targets = to.map((state) => (state === from ? 'stays' : `→ ${state}`)).join(', ');
      return to.length > 0 ? [`${from} ${targets}`] : [];
    });
    const isMark = same.every(({ from_state, to_state }) => from_state === to_state);
    const words = isMark ? same.map(({ from_state }) => from_state).join(', ') : ways.join('; ');
    const who = [
      permission && `${code(permission)} (${roles})`,
      by_shopper && 'shopper',
      by_system && 'system',
    ].filter(Boolean);
    const names = runners.get(command) ?? [];
    const run = names
      .filter((name) => isFor(name, first, functions))
      .map((name) => nameRunner(name, functions));
    const button = buttons.get(command);
    if (button && !leadsTo(button.runs, names, functions))
      throw new Error(`the button of ${command} calls ${button.runs}, which does not run it`);
    return `| ${code(command)} | ${isMark ? 'in ' : ''}${words} | ${who.join('; ')} | ${run.join('; ')} | ${button?.label ?? '–'} |`;
  });
  const placed = `| – | ${BEGINNINGS.map((state) => `→ ${state}`).join(', ')} | shopper | ${code('create_order')} | – |`;
  return [
    '| command | moves | who | run by | button of staff |',
    '|---|---|---|---|---|',
    placed,
    ...lines,
  ].join('\n');
}
