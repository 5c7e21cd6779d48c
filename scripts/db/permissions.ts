import type { Sql } from 'postgres';
import { argumentOf, calleesOf, type DatabaseFunction, literalsIn, valuesOf } from './functions.ts';
import { code, sorted } from './sections.ts';

type Policy = { table: string; action: string; roles: string[]; rule: string };
type Permission = { permission: string; holders: string[]; commands: string[] };
type Row = { who: string; roles?: string[]; sees?: string[]; allowed?: string[] };

/**
 * A table of who may read and do what. Each permission has a row. It names the roles that have it, the tables it lets them read
 * (policies), and what it lets them do (write policies, and the functions that check it). Other rows are for callers without a
 * permission.
 */
export async function describePermissions(
  sql: Sql,
  functions: Map<string, DatabaseFunction>,
): Promise<string> {
  const policies = await sql<Policy[]>`
    select case when schemaname = 'public' then tablename else schemaname || '.' || tablename end as table,
      lower(cmd) as action, roles::text[] as roles, concat(qual, ' ', with_check) as rule
    from pg_policies where schemaname in ('public', 'storage') order by 1, 2`;
  const permissions = await sql<Permission[]>`
    select permission::text, array(
        select roles.role::text from role_permissions as roles where roles.permission = permissions.permission order by roles.role
      ) as holders, array(
        select distinct moves.command::text from order_transitions as moves where moves.permission = permissions.permission
      ) as commands
    from unnest(enum_range(null::permission)) as permissions (permission)`;
  const roles = await sql<{ role: string }[]>`select unnest(enum_range(null::staff_role))::text as role`;

  const publicFunctions = [...functions.values()].filter(({ name }) => name.startsWith('public.'));
  const required = new Map(publicFunctions.map((one) => [one, permissionsOf(one, functions, permissions)]));
  const called = (test: (one: DatabaseFunction) => boolean) => publicFunctions.filter(test).map(nameOf);
  const needsNone = (one: DatabaseFunction) => required.get(one)?.size === 0 && !one.callers.includes('anon');

  const rows: Row[] = [
    {
      who: 'anyone',
      sees: seen(policies, ({ roles }) => roles.includes('anon')),
      allowed: called(({ callers }) => callers.includes('anon')),
    },
    {
      who: 'any signed-in user',
      sees: [
        ...seen(policies, ({ rule }) => rule.trim() === 'true'),
        ...seen(policies, isOwn).map((table) => `their own ${table}`),
      ],
      allowed: [
        ...written(policies, isOwn).map((writes) => writes.replace(' `', ' their own `')),
        ...called((one) => needsNone(one) && one.callers.includes('authenticated') && !isForOwner(one)),
      ],
    },
    {
      who: 'any staff of the shop',
      roles: roles.map(({ role }) => role),
      sees: seen(policies, ({ rule }) => rule.includes('my_shops()')),
    },
    { who: 'the owner', roles: ['owner'], allowed: called((one) => needsNone(one) && isForOwner(one)) },
    ...permissions.map(({ permission, holders }) => {
      const checks = ({ rule }: Policy) => rule.includes(`'${permission}'`);
      const checkingFunctions = publicFunctions.flatMap((one) => {
        const commands = required.get(one)?.get(permission);
        if (!commands) return [];
        return [nameOf(one) + (commands.length > 0 ? ` (${commands.map(code).join(', ')})` : '')];
      });
      return {
        who: code(permission),
        roles: holders,
        sees: seen(policies, checks),
        allowed: [...written(policies, checks), ...checkingFunctions],
      };
    }),
    {
      who: 'platform operators',
      sees: seen(policies, ({ rule }) => rule.includes('is_operator()')).map(
        (table) => `${table} of no shop`,
      ),
    },
    {
      who: 'our servers',
      sees: ['everything'],
      allowed: called(({ callers }) => callers.join() === 'service_role'),
    },
  ];
  const cell = (entries: string[] = []) => entries.join(', ') || '–';
  const lines = rows.map(
    (row) => `| ${row.who} | ${cell(row.roles)} | ${cell(row.sees)} | ${cell(row.allowed)} |`,
  );
  return ['| who, or with which permission | roles | sees | may |', '|---|---|---|---|', ...lines].join('\n');
}

/** The permissions of each role, in the order of the enum. */
export async function listRoles(sql: Sql): Promise<string> {
  const roles = await sql<{ role: string; permissions: string[] }[]>`
    select role::text, array_agg(permission::text order by permission) as permissions
    from role_permissions group by role order by role_permissions.role`;
  return [
    '| role | permissions |',
    '|---|---|',
    ...roles.map(({ role, permissions }) => `| ${code(role)} | ${permissions.map(code).join(', ')} |`),
  ].join('\n');
}

const nameOf = ({ name }: DatabaseFunction) => code(name.slice('public.'.length));
const isOwn = ({ rule }: Policy) => rule.includes('auth.uid()');
const isForOwner = ({ body }: DatabaseFunction) => /\brole = 'owner'/.test(body);

/** The tables that the matching policies let a caller read. */
const seen = (policies: Policy[], test: (policy: Policy) => boolean) =>
  sorted(
    policies.filter((policy) => policy.action === 'select' && test(policy)).map(({ table }) => table),
  ).map(code);

/** What the matching policies let a caller write: ``delete, insert, update `categories`, `products` ``. */
function written(policies: Policy[], test: (policy: Policy) => boolean): string[] {
  const writing = policies.filter((policy) => policy.action !== 'select' && test(policy));
  const actions = Map.groupBy(writing, ({ table }) => table);
  const tables = Map.groupBy(actions.keys(), (table) =>
    sorted((actions.get(table) ?? []).map(({ action }) => action)).join(', '),
  );
  return [...tables].map(([actions, names]) => `${actions} ${sorted(names).map(code).join(', ')}`);
}

/**
 * The permissions that a function checks, itself or in a private function that it calls. Each comes with the commands for which
 * it is checked: a command needs the permission of its transitions.
 */
function permissionsOf(
  checking: DatabaseFunction,
  functions: Map<string, DatabaseFunction>,
  permissions: Permission[],
): Map<string, string[]> {
  const called = [...calleesOf(checking, functions, { throughPublic: false })];
  const refusing = called.filter(({ body }) => body.includes('has_permission(') && body.includes('refuse('));
  const literals = new Set([checking, ...refusing].flatMap(({ body }) => literalsIn(body)));
  const guarded = new Set([checking, ...called].flatMap((one) => commandsGuarded(one, functions)));
  // A function that runs a single command is listed without it.
  const named = (commands: string[]) => (guarded.size > 1 ? commands : []);
  return new Map(
    permissions.flatMap(({ permission, commands }) => {
      const own = sorted(commands.filter((command) => guarded.has(command)));
      return own.length > 0 || literals.has(permission) ? [[permission, named(own)] as const] : [];
    }),
  );
}

/** The commands that a function guards with `guard_command`. */
function commandsGuarded(guarding: DatabaseFunction, functions: Map<string, DatabaseFunction>): string[] {
  return guarding.calls.flatMap((call) => {
    const guard = functions.get(call.name);
    const argument = guard?.name === 'private.guard_command' && argumentOf(call, guard, 'command');
    return argument ? valuesOf(argument, guarding, functions) : [];
  });
}
