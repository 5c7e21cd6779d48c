import type { Sql } from 'postgres';

export type DatabaseFunction = {
  /** `public.cancel_order` */
  name: string;
  parameters: string[];
  /** Who may call it over the API: `anon`, `authenticated`, `service_role`. */
  callers: string[];
  /** The body without its comments. */
  body: string;
  calls: Call[];
};

/** A call of one of the project's functions, with its arguments as source text. */
type Call = { name: string; args: string[] };

/** All of the project's database functions, by name. Names are unique: a test forbids overloads. */
export async function readFunctions(sql: Sql): Promise<Map<string, DatabaseFunction>> {
  // With an empty search path, Postgres qualifies the names in the SQL bodies that it prints.
  const rows = await sql.begin(async (sql) => {
    await sql`set local search_path = ''`;
    return sql<{ name: string; parameters: string[]; callers: string[]; source: string }[]>`
    select namespaces.nspname || '.' || procs.proname as name, coalesce(procs.proargnames, '{}') as parameters,
      coalesce(pg_get_function_sqlbody(procs.oid), procs.prosrc) as source, array(
        select grants.grantee::regrole::text from aclexplode(procs.proacl) as grants
        where grants.privilege_type = 'EXECUTE' and grants.grantee::regrole::text in ('anon', 'authenticated', 'service_role')
      ) as callers
    from pg_proc as procs join pg_namespace as namespaces on namespaces.oid = procs.pronamespace
    where namespaces.nspname in ('public', 'private')
      and not exists (select from pg_depend as members where members.objid = procs.oid and members.deptype = 'e')
    order by name`;
  });
  const names = new Set(rows.map(({ name }) => name));
  return new Map(
    rows.map(({ name, parameters, callers, source }) => {
      const body = source.replace(/--.*$/gm, '');
      const calls = callsIn(body).filter((call) => names.has(call.name));
      return [name, { name, parameters, callers, body, calls }];
    }),
  );
}

/** Blanks the content of string literals, so that words and commas in them do not count. Keeps the length. */
const blanked = (body: string) =>
  body.replace(/'(?:[^']|'')*'/g, (literal) => `'${'·'.repeat(literal.length - 2)}'`);

export function callsIn(body: string): Call[] {
  const bare = blanked(body);
  return [...bare.matchAll(/\b((?:public|private)\.\w+)\s*\(/g)].map(({ 0: head, 1: name = '', index }) => {
    const args: string[] = [];
    let [depth, from] = [1, index + head.length];
    for (let at = from; at < bare.length && depth > 0; at++) {
      const sign = bare[at] ?? '';
      if ('(['.includes(sign)) depth++;
      else if (')]'.includes(sign)) depth--;
      if (depth === 0 || (depth === 1 && sign === ',')) {
        args.push(body.slice(from, at).trim());
        from = at + 1;
      }
    }
    return { name, args };
  });
}

/** The argument that a call passes for the parameter, by position or by name (`note => …`); undefined when omitted. */
export function argumentOf({ args }: Call, { parameters }: DatabaseFunction, parameter: string) {
  const named = args.find((arg) => arg.startsWith(`${parameter} =>`));
  return named?.slice(parameter.length + 3).trim() ?? args[parameters.indexOf(parameter)];
}

export const literalsIn = (text: string) =>
  [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, inner = '']) => inner);

/**
 * The literals that an argument may have as its value. For a variable, these are the literals in its assignments and in the
 * functions called there.
 */
export function valuesOf(
  argument: string,
  { body }: DatabaseFunction,
  functions: Map<string, DatabaseFunction>,
): string[] {
  if (!/^v_\w+$/.test(argument)) return literalsIn(argument);
  const assigned = [...body.matchAll(new RegExp(`\\b${argument}\\b[\\w. ]*:=([^;]*);`, 'g'))].map(
    ([, text = '']) => text,
  );
  const called = assigned.flatMap(callsIn).flatMap(({ name }) => functions.get(name)?.body ?? []);
  return [...assigned, ...called].flatMap(literalsIn);
}

/** All functions that `from` calls, directly or not. Without `throughPublic`, stops at public functions. */
export function calleesOf(
  from: DatabaseFunction,
  functions: Map<string, DatabaseFunction>,
  { throughPublic }: { throughPublic: boolean },
): Set<DatabaseFunction> {
  const found = new Set<DatabaseFunction>();
  const visit = ({ calls }: DatabaseFunction) => {
    for (const { name } of calls) {
      const called = functions.get(name);
      if (!called || found.has(called) || (!throughPublic && name.startsWith('public.'))) continue;
      found.add(called);
      visit(called);
    }
  };
  visit(from);
  return found;
}

/** The names of the public functions that reach a private one without going through another public one. */
export function publicCallersOf(name: string, functions: Map<string, DatabaseFunction>): string[] {
  const callers = new Set<string>();
  const seen = new Set<string>();
  const reach = (target: string) => {
    if (seen.has(target)) return;
    seen.add(target);
    for (const caller of functions.values()) {
      if (!caller.calls.some((call) => call.name === target)) continue;
      if (caller.name.startsWith('public.')) callers.add(caller.name);
      else reach(caller.name);
    }
  };
  reach(name);
  return [...callers].sort();
}
