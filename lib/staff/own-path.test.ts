import { expect, test } from 'vitest';
import { ownPath } from './own-path';

test('who was on the way to an order lands there', () => {
  expect(ownPath('/admin/itanna/orders?view=to_pack')).toBe('/admin/itanna/orders?view=to_pack');
});

test.each([
  undefined,
  ['/admin', '/elsewhere'],
  '',
  'admin',
  'https://evil.example/admin',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
])('a link in a stranger’s mail (%j) leads nobody off our site', (path) => {
  expect(ownPath(path)).toBe('/admin');
});
