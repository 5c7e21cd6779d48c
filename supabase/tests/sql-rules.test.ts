import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from './database';
import { bareSql, migrations } from './migrations';

/*
 * The SQL rules of docs/architecture.md ("Database") that a program can check, by queries and by reading the files.
 */
const { sql } = await testDatabase();
const root = path.join(import.meta.dirname, '..', '..');
const text = migrations.map((migration) => migration.text).join('\n');

interface SqlFunction {
  name: string;
  comment: string;
  /** From `create` to the body, without comments and quoted strings. */
  head: string;
  body: string;
  lines: number;
}

/** The functions in the files, each with the comment above it. */
const functions: SqlFunction[] = [
  ...text.matchAll(
    /((?:^--[^\n]*\n)*)(^create function (\w+\.\w+)[\s\S]*?)(\bas (\$\w*\$)[\s\S]*?\5;|^return [^;]*;)\n/gm,
  ),
].map(([, comment = '', head = '', name = '', body = '']) => ({
  name,
  comment,
  head: bareSql(head),
  body: bareSql(body),
  lines: `${head}${body}`.split('\n').length,
}));
const namesOf = (found: SqlFunction[]) => found.map(({ name }) => name);

test('the parser finds every function of the database', async () => {
  const [database] =
    await sql`select count(*)::int from pg_proc where pronamespace::regnamespace::text in ('public', 'private')`;
  expect(functions.length).toBe(database?.count);
});

test('each function has an empty search path and states its volatility', async () => {
  const unset = await sql<{ name: string }[]>`
    select oid::regproc::text as name from pg_proc
    where pronamespace::regnamespace::text in ('public', 'private') and proconfig is distinct from array['search_path=""']`;
  expect(unset.map(({ name }) => name)).toEqual([]);
  expect(
    namesOf(functions.filter(({ head }) => !/\nlanguage \w+ (immutable|stable|volatile)\b/.test(head))),
  ).toEqual([]);
});

test('each public function has a comment in the database', async () => {
  const publicFunctions = await sql<{ name: string; comment: string | null }[]>`
    select proname as name, obj_description(oid, 'pg_proc') as comment from pg_proc where pronamespace = 'public'::regnamespace`;
  expect(publicFunctions.length).toBeGreaterThan(90);
  expect(publicFunctions.filter(({ comment }) => !/^[A-Z][^\n]{10,200}\.$/.test(comment ?? ''))).toEqual([]);
});

const VERBS =
  'add adjust approve cancel claim cleanup clear clone close collect complete confirm correct count create decide deduct delete describe ' +
  'discard dismiss find finish get hide import issue list mark move note open pay preview read reassign record refresh refund reissue ' +
  'release replay require resend resolve restore retry return run save send set settle start submit take undo update verify withdraw';

test('each public function is named with a verb', () => {
  const verbs = new Set(VERBS.split(' '));
  const names = namesOf(functions).flatMap((name) =>
    name.startsWith('public.') ? [name.slice('public.'.length)] : [],
  );
  expect(names.filter((name) => !verbs.has(name.split('_')[0] ?? ''))).toEqual(['doctor']);
});

test('a table with the same name as a parameter has an alias', () => {
  const tables = new Set(
    [...bareSql(text).matchAll(/\bcreate table \w+\.(\w+)/g)].map(([, table = '']) => table),
  );
  const ambiguous = functions.flatMap(({ name, head, body }) => {
    const parameters = [...head.matchAll(/[(,]\s*(\w+) [\w.]+/g)].map(([, parameter = '']) => parameter);
    return parameters
      .filter((parameter) => tables.has(parameter))
      .filter((table) =>
        new RegExp(`\\b(?:from|join|update|into|using|,)\\s+\\w+\\.${table}\\b(?!\\s*\\()(?!\\s+as\\b)`).test(
          body,
        ),
      )
      .map((table) => `${name}: ${table}`);
  });
  expect(functions.filter(({ head }) => /\(\s*orders public\.orders/.test(head)).length).toBeGreaterThan(60);
  expect(ambiguous).toEqual([]);
});

test('a function of more than 60 lines says why it is long', () => {
  const long = functions.filter(({ lines }) => lines > 60);
  expect(long.length).toBeGreaterThan(0);
  expect(namesOf(long.filter(({ comment }) => !/^-- Long because \w/m.test(comment)))).toEqual([]);
  // and no shorter function still says so
  expect(
    namesOf(functions.filter(({ comment, lines }) => lines <= 60 && comment.includes('Long because'))),
  ).toEqual([]);
});

test('no line has more than 140 characters', () => {
  const wide = migrations.flatMap(({ file, lines }) =>
    lines.flatMap((line, at) => (line.length > 140 ? [`${file}:${at + 1}`] : [])),
  );
  expect(wide).toEqual([]);
});

test('a condition or amount that is used in several places is defined once, as a column or a function', () => {
  const code = text.replace(/--[^\n]*/g, ' ').replace(/\s+/g, ' ');
  const once: Record<string, RegExp> = {
    // private.awaits_confirmation, private.awaits_money
    'waits to be confirmed': /in \('requested', 'pending_payment', 'awaiting_verification'[,)]/g,
    'waits for payment': /in \('pending_payment', 'awaiting_verification'\)/g,
    // refunds.is_live, is_in_flight, is_unsent
    'is refunded or being refunded': /not in \('failed', 'declined'\)/g,
    'is neither settled nor declined':
      /in \((?:'requested', )?'approved', 'submitted', 'processing', 'needs_attention'\)/g,
    'was not sent yet': /in \('requested', 'approved'\) and/g,
    // payments.unrefunded_minor
    'is neither refunded nor being refunded':
      /amount_minor - (?:\w+\.)?refunding_minor|refunding_minor < (?:\w+\.)?amount_minor/g,
    // private.phone_key
    'is the same phone number': /'\\D', '', 'g'\), 9\)/g,
  };
  const found = Object.entries(once).map(([rule, pattern]) => [rule, code.match(pattern)?.length]);
  expect(found).toEqual(Object.keys(once).map((rule) => [rule, 1]));
});

test('a constraint that code uses by name is named explicitly', () => {
  const named = new Set(
    [...bareSql(text).matchAll(/\b(?<!on )constraint (\w+) (?!trigger)|\bcreate unique index (\w+)/g)].map(
      ([, name, index]) => name ?? index,
    ),
  );
  const known = new Set([...text.matchAll(/\bon constraint (\w+)/g)].map(([, name]) => name));
  const code = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.test\.|database\.types/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
  const tables = [...bareSql(text).matchAll(/\bcreate table public\.(\w+)/g)].map(([, table]) => table);
  for (const [name] of code.matchAll(/\b[a-z_]+_(?:check\d*|key|pkey|fkey)\b/g))
    if (tables.some((table) => name.startsWith(`${table}_`))) known.add(name);
  expect(known.size).toBeGreaterThan(30);
  expect([...known].filter((name) => !named.has(name))).toEqual([]);
});
