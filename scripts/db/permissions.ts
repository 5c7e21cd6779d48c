import type { Sql } from 'postgres';
import { argumentOf, below, type DatabaseFunction, literalsIn, valuesOf } from './functions.ts';
import { code, sorted } from './sections.ts';

type Policy = { table: string; action: string; roles: string[]; rule: string };
type Permission = { permission: string; holders: string[]; commands: string[] };
type Row = { who: string; roles?: string[]; sees?: string[]; may?: string[] };

/**
 * Who sees and does what: a row for each permission, with the roles that have it, the tables whose rows it shows (the policies), and
 * what it lets somebody do (the policies for writing, and the functions that ask for it); beside them those who need none.
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

  const open = [...functions.values()].filter(({ name }) => name.startsWith('public.'));
  const asked = new Map(open.map((one) => [one, permissionsOf(one, functions, permissions)]));
  const called = (test: (one: DatabaseFunction) => boolean) => open.filter(test).map(nameOf);
  const isFree = (one: DatabaseFunction) => asked.get(one)?.size === 0 && !one.callers.includes('anon');

  const rows: Row[] = [
    {
      who: 'anybody',
      sees: seen(policies, ({ roles }) => roles.includes('anon')),
      may: called(({ callers }) => callers.includes('anon')),
    },
    {
      who: 'whoever is signed in',
      sees: [
        ...seen(policies, ({ rule }) => rule.trim() === 'true'),
        ...seen(policies, isOwn).map((table) => `their own ${table}`),
      ],
      may: [
        ...written(policies, isOwn).map((writes) => writes.replace(' `', ' their own `')),
        ...called((one) => isFree(one) && one.callers.includes('authenticated') && !isOwners(one)),
      ],
    },
    {
      who: 'any staff of the shop',
      roles: roles.map(({ role }) => role),
      sees: seen(policies, ({ rule }) => rule.includes('my_shops()')),
    },
    { who: 'the owner', roles: ['owner'], may: called((one) => isFree(one) && isOwners(one)) },
    ...permissions.map(({ permission, holders }) => {
      const asks = ({ rule }: Policy) => rule.includes(`'${permission}'`);
      const functionsThatAsk = open.flatMap((one) => {
        const commands = asked.get(one)?.get(permission);
        if (!commands) return [];
        return [nameOf(one) + (commands.length > 0 ? ` (${commands.map(code).join(', ')})` : '')];
      });
      return {
        who: code(permission),
        roles: holders,
        sees: seen(policies, asks),
        may: [...written(policies, asks), ...functionsThatAsk],
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
      may: called(({ callers }) => callers.join() === 'service_role'),
    },
  ];
  const cell = (words: string[] = []) => words.join(', ') || '–';
  const lines = rows.map(
    (row) => `| ${row.who} | ${cell(row.roles)} | ${cell(row.sees)} | ${cell(row.may)} |`,
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
const isOwners = ({ body }: DatabaseFunction) => /\brole = 'owner'/.test(body);

/** The tables whose rows such policies show. */
const seen = (policies: Policy[], test: (policy: Policy) => boolean) =>
  sorted(
    policies.filter((policy) => policy.action === 'select' && test(policy)).map(({ table }) => table),
  ).map(code);

/** What such policies let somebody write: ``delete, insert, update `categories`, `products` ``. */
function written(policies: Policy[], test: (policy: Policy) => boolean): string[] {
  const writing = policies.filter((policy) => policy.action !== 'select' && test(policy));
  const actions = Map.groupBy(writing, ({ table }) => table);
  const tables = Map.groupBy(actions.keys(), (table) =>
    sorted((actions.get(table) ?? []).map(({ action }) => action)).join(', '),
  );
  return [...tables].map(([words, several]) => `${words} ${sorted(several).map(code).join(', ')}`);
}

/**
 * The permissions that a function asks for itself, or by a private one that it leads to and that refuses on its behalf, each with
 * the commands for which it is asked: a command asks for the permission of its moves.
 */
function permissionsOf(
  asking: DatabaseFunction,
  functions: Map<string, DatabaseFunction>,
  permissions: Permission[],
): Map<string, string[]> {
  const led = [...below(asking, functions, { throughPublic: false })];
  const refusing = led.filter(({ body }) => body.includes('has_permission(') && body.includes('refuse('));
  const literals = new Set([asking, ...refusing].flatMap(({ body }) => literalsIn(body)));
  const guarded = new Set([asking, ...led].flatMap((one) => commandsGuarded(one, functions)));
  // of a function that runs one command its name is enough
  const named = (commands: string[]) => (guarded.size > 1 ? commands : []);
  return new Map(
    permissions.flatMap(({ permission, commands }) => {
      const own = sorted(commands.filter((command) => guarded.has(command)));
      return own.length > 0 || literals.has(permission) ? [[permission, named(own)] as const] : [];
    }),
  );
}

/** The commands that a function asks about before it does anything. */
function commandsGuarded(asking: DatabaseFunction, functions: Map<string, DatabaseFunction>): string[] {
  return asking.calls.flatMap((call) => {
    const guard = functions.get(call.name);
    const argument = guard?.name === 'private.guard_command' && argumentOf(call, guard, 'command');
    return argument ? valuesOf(argument, asking, functions) : [];
  });
}
