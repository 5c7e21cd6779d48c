import { expect, test } from 'vitest';
import { backTo } from './plainly';

test('who works without scripts comes back to the stage as it was, and reads what became of the last command only', () => {
  const back = '/admin/itanna/fulfilment?stage=to_ship&refused=stale&of=1111-2222&moved=3&left=x';
  expect(backTo(back, { done: 'ship', of: '7K3M-Q2XD' })).toBe(
    '/admin/itanna/fulfilment?stage=to_ship&done=ship&of=7K3M-Q2XD',
  );
});

test('a form that was tampered with leads nobody off our site', () => {
  expect(backTo('//evil.example/admin', { done: 'ship' })).toBe('/admin?done=ship');
});
