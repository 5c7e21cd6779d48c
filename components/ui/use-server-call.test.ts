import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/*
 * If a server action gives no result, its error replaces the page and what was typed on it. So no component waits for an action by
 * itself: each call is an argument of the function from `useServerCall`, or runs within `useServerAction`.
 */

const root = path.join(import.meta.dirname, '../..');
const sources = globSync('{app,components}/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !file.includes('.test.'))
  .map((file) => ({ file, source: readFileSync(path.join(root, file), 'utf8') }));

/** These run within the `useServerAction` of ListActions or of their own file. */
const wrapped = ['commandOrder', 'confirmLines', 'decideVerification', 'moveOrders'];

const isActionFile = (source: string) => /^'use server';/.test(source);

/** The server actions that a file imports. */
function actionsIn(file: string, source: string): string[] {
  return [...source.matchAll(/^import \{([^}]*)\} from '([^']+)';/gm)].flatMap(
    ([, names = '', from = '']) => {
      const target = path.join(
        root,
        from.startsWith('@/') ? from.slice(2) : path.join(path.dirname(file), from),
      );
      const found = `${target}.ts`;
      if (!existsSync(found) || !isActionFile(readFileSync(found, 'utf8'))) return [];
      return names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name && !name.startsWith('type '));
    },
  );
}

/** The calls of server actions in a file that would throw. A call with `void` before it catches its own error. */
const unsafeCalls = (file: string, source: string) =>
  actionsIn(file, source)
    .filter((name) => !wrapped.includes(name))
    .filter((name) => new RegExp(`(?<!\\bcall\\(\\s*|\\bvoid )\\b${name}\\(`).test(source));

test('finds a call that would throw, and accepts one that would not', () => {
  const file = 'components/admin/probe.tsx';
  const from = `import { type Saved, saveCollection } from '@/lib/admin/collections/actions';\n`;
  expect(unsafeCalls(file, `${from}const result = await saveCollection(input);`)).toEqual(['saveCollection']);
  expect(unsafeCalls(file, `${from}saveCollection(input).catch(() => null)`)).toEqual(['saveCollection']);
  expect(unsafeCalls(file, `${from}const result = await call(saveCollection(input));`)).toEqual([]);
  expect(unsafeCalls(file, `${from}await call(\n  saveCollection(input),\n);`)).toEqual([]);
  expect(unsafeCalls(file, `import { save } from '@/lib/money';\nawait save(input);`)).toEqual([]);
});

test('every call of a server action in a component goes through useServerCall or useServerAction', () => {
  const importing = sources.filter(({ file, source }) => actionsIn(file, source).length > 0);
  expect(importing.length).toBeGreaterThan(40);
  const unsafe = importing.flatMap(({ file, source }) =>
    unsafeCalls(file, source).map((name) => `${file}: ${name}`),
  );
  expect(unsafe).toEqual([]);
});

test('only useServerAction uses useActionState', () => {
  const using = sources.filter(({ source }) => /\buseActionState[<(]/.test(source)).map(({ file }) => file);
  expect(using).toEqual(['components/ui/use-server-action.ts']);
});
