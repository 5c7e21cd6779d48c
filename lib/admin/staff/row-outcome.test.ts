import { expect, test } from 'vitest';
import { done } from '@/lib/result';
import { pathAfter } from './row-outcome';

const approved = { ...done(null), command: 'approve_refund', id: '1', said: 'approve_refund', typed: '' };

test('who works without scripts comes back to the list as it was, and reads what became of the last command only', () => {
  expect(pathAfter(approved, '/admin/itanna/money/refunds?view=attention&refused=forbidden')).toBe(
    '/admin/itanna/money/refunds?view=attention&done=approve_refund',
  );
});

test('a form that was tampered with leads nobody off our site', () => {
  expect(pathAfter(approved, '//evil.example/admin')).toBe('/admin?done=approve_refund');
});
