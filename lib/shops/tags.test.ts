import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = `${import.meta.dirname}/../..`;
const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !file.includes('.test.'))
  .map((file) => ({ file, source: readFileSync(`${root}/${file}`, 'utf8') }));

/** Calls of a function with the text of their arguments. */
const callsOf = (name: string) =>
  sources.flatMap(({ file, source }) =>
    [...source.matchAll(new RegExp(`\\b${name}\\(([^;]*)\\);`, 'g'))].map(([, args = '']) => ({
      file,
      args,
    })),
  );

test('every cache tag comes from tags.ts', () => {
  const tags = ['cacheTag', 'updateTag', 'revalidateTag'].flatMap(callsOf);
  expect(tags.length).toBeGreaterThan(7);
  expect(tags.filter(({ args }) => /[`'"]/.test(args))).toEqual([]);
});

test('every action that adds, removes or hides pages renews the addresses of the shop', () => {
  const calls = /'(save|update|delete)_(products?|category|collection|redirect)'/;
  const changing = sources.filter(({ file, source }) => file.endsWith('actions.ts') && calls.test(source));
  expect(changing.length).toBeGreaterThan(4);
  expect(
    changing.filter(({ source }) => !source.includes(' renewAddresses(')).map(({ file }) => file),
  ).toEqual([]);
});

test('outside of actions, pages expire immediately and by tag', () => {
  expect(callsOf('revalidateTag')).toEqual([
    // the parenthesis closes the enclosing call
    { file: 'lib/products/revalidate-stock.ts', args: 'tag, { expire: 0 })' },
    { file: 'lib/imports/pictures.ts', args: 'tag, { expire: 0 }' },
    { file: 'lib/imports/run.ts', args: 'tag, { expire: 0 }' },
  ]);
  expect(sources.filter(({ source }) => source.includes('revalidatePath'))).toEqual([]);
});
