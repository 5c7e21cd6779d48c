import fc from 'fast-check';
import { expect, test } from 'vitest';
import { staffOrderPath } from '@/lib/staff/paths';
import { cleanText } from '@/lib/text';
import { safeRedirect } from './safe-redirect';

test('keeps a path of this site', () => {
  expect(safeRedirect('/admin/itanna/orders?view=to_pack')).toBe('/admin/itanna/orders?view=to_pack');
  expect(safeRedirect('/admin/itanna/../canting/orders')).toBe('/admin/canting/orders');
});

test.each([
  undefined,
  ['/admin', '/elsewhere'],
  '',
  'admin',
  '@evil.example',
  'https://evil.example/admin',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n\\evil.example',
  '/..//evil.example/',
  '/.//evil.example',
  '/%2e%2e//evil.example',
  '/.%2E//evil.example',
  '/./\\evil.example',
  '/admin/../..//evil.example',
  '/admin/..\t//evil.example',
  'javascript:alert(1)',
])('sends an unsafe target (%j) to the admin instead', (path) => {
  expect(safeRedirect(path)).toBe('/admin');
});

const slash = fc.constantFrom('/', '\\', '//', '/\t/', '\n/', '%2f', '%5c', '');
const word = fc.constantFrom(
  ...[
    '.',
    '..',
    '%2e',
    '%2E.',
    '.%2e',
    '\t.',
    'admin',
    'evil.example',
    '@evil.example',
    'nobody.invalid',
    'https:',
    'javascript:',
  ],
  ...['', ' ', '\0', '@', ':', ':80', '?', '#', '?next=', '%', '\ud800', 'ｅvil。example'],
);
const text = fc.oneof(
  fc.array(fc.tuple(slash, word), { maxLength: 8 }).map((parts) => parts.flat().join('')),
  fc.array(fc.tuple(slash, word), { maxLength: 8 }).map((parts) => `/${parts.flat().join('')}`),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string({ unit: 'binary' }),
);

test('always returns a path of this site, and returns the same path when applied again', () => {
  fc.assert(
    fc.property(
      fc.oneof(text, fc.anything()),
      fc.constantFrom('https://shop.example', 'http://localhost:4000'),
      (path, origin) => {
        const target = safeRedirect(path);
        expect(new URL(target, origin).origin).toBe(origin);
        expect(new URL(target, origin).href).toBe(origin + target);
        expect(safeRedirect(target)).toBe(target);
      },
    ),
    { numRuns: 5000 },
  );
});

test('builds order paths that stay on this site, whatever the hidden fields hold', () => {
  fc.assert(
    fc.property(text, (field) => {
      const value = cleanText(field);
      const target = staffOrderPath(value, value);
      expect(new URL(target, 'https://shop.example').origin).toBe('https://shop.example');
    }),
    { numRuns: 2000 },
  );
});
