import type { Sql } from 'postgres';
import type { Button } from './buttons.ts';
import { argumentOf, calleesOf, type DatabaseFunction, publicCallersOf, valuesOf } from './functions.ts';
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

/** The states in which an order can be created. */
const BEGINNINGS = ['requested', 'pending_payment', 'confirmed'];

/** Draws one arrow for each pair of states, labelled with its commands. */
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

/** The functions that change an order by a command, each with the name of the parameter that holds the command. */
const MOVERS: Record<string, string> = {
  'private.move_order': 'command',
  'private.set_order_flag': 'command',
  'private.log_order': 'action',
};

/**
 * The functions that run each command: those that pass it to a mover. A function that passes its own parameter on is a mover
 * too, so its callers run the command. For a variable, the values assigned to it are the commands.
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
  // Repeats until no new mover is found.
  while ([...functions.values()].map(visit).some(Boolean));
  // Public functions first.
  return new Map([...runners].map(([command, names]) => [command, [...names].sort().reverse()]));
}

function leadsTo(caller: string, runners: string[], functions: Map<string, DatabaseFunction>): boolean {
  const from = functions.get(`public.${caller}`);
  if (!from) return false;
  const reached = [from, ...calleesOf(from, functions, { throughPublic: true })];
  return reached.some(({ name }) => runners.includes(name));
}

/** Above this number the public functions are counted, not listed: they reach code that runs on every change of money or goods. */
const MANY = 6;

/** `cancel_order`; for a private function with its public callers: `cancel_order_internal` (by `cancel_order`, `cancel_expired_orders`). */
function nameRunner(name: string, functions: Map<string, DatabaseFunction>): string {
  const bare = (one: string) => code(one.replace(/^\w+\./, ''));
  if (name.startsWith('public.')) return bare(name);
  const publicCallers = publicCallersOf(name, functions);
  return `${bare(name)} (by ${publicCallers.length > MANY ? `${publicCallers.length} functions` : publicCallers.map(bare).join(', ')})`;
}

/** Whether a caller who may give the command can reach the function that runs it. The system needs no public function. */
function isFor(runner: string, { by_system }: Move, functions: Map<string, DatabaseFunction>): boolean {
  const publicCallers = runner.startsWith('public.')
    ? [runner]
    : publicCallersOf(runner, functions).map((one) => `public.${one}`);
  return (
    by_system ||
    publicCallers.some((one) => functions.get(one)?.callers.some((caller) => caller !== 'service_role'))
  );
}

/** One row for each command and group of callers: its transitions, the functions that run it, and the staff's button. */
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
    const transitions = states.flatMap((from) => {
      const to = same.filter(({ from_state }) => from_state === from).map(({ to_state }) => to_state);
      const targets = to.map((state) => (state === from ? 'stays' : `→ ${state}`)).join(', ');
      return to.length > 0 ? [`${from} ${targets}`] : [];
    });
    const keepsState = same.every(({ from_state, to_state }) => from_state === to_state);
    const where = keepsState ? same.map(({ from_state }) => from_state).join(', ') : transitions.join('; ');
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
      throw new Error(`The button for ${command} calls ${button.runs}, which does not run the command.`);
    return `| ${code(command)} | ${keepsState ? 'in ' : ''}${where} | ${who.join('; ')} | ${run.join('; ')} | ${button?.label ?? '–'} |`;
  });
  const placed = `| – | ${BEGINNINGS.map((state) => `→ ${state}`).join(', ')} | shopper | ${code('create_order')} | – |`;
  return [
    '| command | moves | who | run by | button of staff |',
    '|---|---|---|---|---|',
    placed,
    ...lines,
  ].join('\n');
}
