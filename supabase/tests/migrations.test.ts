import { expect, test } from 'vitest';
import { testDatabase } from './database';
import { bareSql, definitions, migrations } from './migrations';

/*
 * A file uses only what it or earlier files define, so that the files can be read in order. Postgres does not enforce this, since it
 * looks a function up only when it is called. This test reads the calls from the database and their files from the folder.
 */
const { sql } = await testDatabase();
const files = migrations.map(({ file }) => file);
const functions = definitions(/\bcreate (?:or replace )?function\s+(\w+\.\w+)/g);
const policies = definitions(/\bcreate policy\s+(\w+)\s+on\s+(\w+\.\w+)/g);
const triggers = definitions(/\bcreate (?:constraint )?trigger\s+(\w+)\b[^;]*?\son\s+(\w+\.\w+)/g);
const tables = definitions(/\bcreate table\s+(\w+\.\w+)/g);

type CallSource = {
  kind: 'function' | 'policy' | 'trigger' | 'table';
  name: string;
  relation: string;
  body: string;
};

/** Everything in the database that can call our functions, with its source. */
const callers = await sql.begin(async (sql) => {
  await sql`set local search_path = ''`;
  return sql<CallSource[]>`
    select 'function' as kind, format('%s.%s', nspname, proname) as name, null as relation,
      coalesce(pg_get_function_sqlbody(pg_proc.oid), prosrc) as body
    from pg_catalog.pg_proc join pg_catalog.pg_namespace on pg_namespace.oid = pronamespace
    where nspname in ('public', 'private')
    union all
    select 'policy', polname, polrelid::regclass::text,
      concat(pg_get_expr(polqual, polrelid), ' ', pg_get_expr(polwithcheck, polrelid)) from pg_catalog.pg_policy
    union all
    select 'trigger', tgname, tgrelid::regclass::text, pg_get_triggerdef(oid)
    from pg_catalog.pg_trigger where not tgisinternal
    union all
    select 'table', attname, adrelid::regclass::text, pg_get_expr(adbin, adrelid)
    from pg_catalog.pg_attrdef join pg_catalog.pg_attribute on attrelid = adrelid and attnum = adnum
    union all
    select 'table', conname, conrelid::regclass::text, pg_get_constraintdef(oid)
    from pg_catalog.pg_constraint where contype = 'c' and conrelid <> 0
    union all
    select 'table', relname, indrelid::regclass::text, pg_get_indexdef(indexrelid)
    from pg_catalog.pg_index join pg_catalog.pg_class on pg_class.oid = indexrelid
    union all
    select 'table', relname, pg_class.oid::regclass::text, pg_get_viewdef(pg_class.oid)
    from pg_catalog.pg_class join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('v', 'm') and nspname in ('public', 'private')`;
});

/** What a `do` block or the table itself defines counts as part of the table's file. */
function fileOf({ kind, name, relation }: CallSource): string | undefined {
  if (kind === 'function') return functions.get(name)?.[0];
  const named = `${name} on ${relation}`;
  return (policies.get(named) ?? triggers.get(named) ?? tables.get(relation))?.[0];
}

const calls = callers.flatMap((caller) => {
  const from = fileOf(caller) ?? '';
  const called = [...bareSql(caller.body).matchAll(/\b((?:public|private)\.\w+)\s*\(/g)].map(
    ([, name = '']) => name,
  );
  return [...new Set(called)].flatMap((name) => {
    const to = functions.get(name)?.[0];
    return to && to !== from
      ? [{ from, to, call: `${caller.relation ?? ''} ${caller.name} → ${name}`.trim() }]
      : [];
  });
});

test('every function is defined in one file, and every call comes from a known file', () => {
  const defined = callers.filter(({ kind }) => kind === 'function');
  expect(defined.length).toBeGreaterThan(250);
  expect(defined.filter(({ name }) => functions.get(name)?.length !== 1).map(({ name }) => name)).toEqual([]);
  expect([...functions.keys()].filter((name) => !defined.some((made) => made.name === name))).toEqual([]);
  expect(calls.length).toBeGreaterThan(500);
  expect(calls.filter(({ from }) => from === '')).toEqual([]);
});

test('no two files call each other, directly or indirectly', () => {
  const reached = new Map(
    files.map((file) => [file, new Set(calls.filter((c) => c.from === file).map((c) => c.to))]),
  );
  let grew = true;
  while (grew) {
    grew = false;
    for (const targets of reached.values())
      for (const file of [...targets])
        for (const further of reached.get(file) ?? [])
          if (!targets.has(further)) {
            targets.add(further);
            grew = true;
          }
  }
  expect(files.filter((file) => reached.get(file)?.has(file))).toEqual([]);
});

test('a file calls only itself and earlier files', () => {
  const toLater = calls.filter(({ from, to }) => from < to);
  expect(toLater.map(({ from, to, call }) => `${from}: ${call} (${to})`)).toEqual([]);
});

test('each file has a different name in plain words, and at most 400 lines', () => {
  expect(files.filter((file) => !/^20260101\d{6}_[a-z]+(_[a-z]+)*\.sql$/.test(file))).toEqual([]);
  expect(new Set(files.map((file) => file.replace(/^\d+_/, ''))).size).toBe(files.length);
  expect(
    migrations.filter(({ lines }) => lines.length > 400).map(({ file, lines }) => `${file}: ${lines.length}`),
  ).toEqual([]);
  // incoming and outgoing messages are in separate files
  expect(tables.get('public.webhook_events')?.[0]).not.toBe(tables.get('public.notification_queue')?.[0]);
});
