import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { localPath, queryOf, route, shopRoute } from './routes';

test('a path to a missing page does not compile', () => {
  const slug: string = 'a';
  route(`/admin/${slug}/orders/${slug}${queryOf({ q: 'x' })}`);
  // @ts-expect-error there is no such page
  route(`/warehouses/${slug}/shelves`);
  // @ts-expect-error a plain string is not a path
  route(slug);
  shopRoute(`/orders/${slug}#content`);
  // @ts-expect-error there is no such shop page
  shopRoute(`/wishes/${slug}`);
});

test('a query leaves out empty values', () => {
  expect(queryOf()).toBe('');
  expect(queryOf({ after: null, q: '' })).toBe('');
  expect(queryOf({ q: 'a&b', after: undefined, page: '2' })).toBe('?q=a%26b&page=2');
});

test.each([
  '',
  'orders',
  '//evil.example',
  '/..//evil.example/',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example/',
])('refuses a path that leads to another site (%j)', (path) => {
  expect(localPath(path)).toBeNull();
});

test('resolves a local path like a browser', () => {
  expect(localPath('/orders/../cart?a=1#b')).toBe('/cart?a=1');
});

test('paths are only built in the path files, and never cast to Route', () => {
  const root = `${import.meta.dirname}/..`;
  const written = /^lib\/(routes|shops\/paths|staff\/paths|admin\/verifications\/paths)\.ts$/;
  const found = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !file.includes('.test.') && !written.test(file))
    .flatMap((file) =>
      readFileSync(`${root}/${file}`, 'utf8')
        .split('\n')
        .filter((line) =>
          /\bas Route\b|`\/(admin|sign-in|orders|products|categories|cart|checkout)[/?#]|Path(\([^`]*\))?\}[?#]/.test(
            line,
          ),
        )
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
