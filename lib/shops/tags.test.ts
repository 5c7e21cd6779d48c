import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = `${import.meta.dirname}/../..`;
const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !file.includes('.test.'))
  .map((file) => ({ file, source: readFileSync(`${root}/${file}`, 'utf8') }));

/** Calls by what is between the name and the semicolon. */
const callsOf = (name: string) =>
  sources.flatMap(({ file, source }) =>
    [...source.matchAll(new RegExp(`\\b${name}\\(([^;]*)\\);`, 'g'))].map(([, args = '']) => ({
      file,
      args,
    })),
  );

test('every tag is one of those that are named here', () => {
  const tags = ['cacheTag', 'updateTag', 'revalidateTag'].flatMap(callsOf);
  expect(tags.length).toBeGreaterThan(7);
  expect(tags.filter(({ args }) => /[`'"]/.test(args))).toEqual([]);
});

test('whoever is not in an action has pages expire at once, by their tags', () => {
  expect(callsOf('revalidateTag')).toEqual([
    // the parenthesis is that of the call around it
    { file: 'lib/products/revalidate-stock.ts', args: 'tag, { expire: 0 })' },
  ]);
  expect(sources.filter(({ source }) => source.includes('revalidatePath'))).toEqual([]);
});
