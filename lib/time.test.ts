import { expect, test } from 'vitest';
import { formatTime } from './time';

/** Spaces as people type them. */
const written = (...args: Parameters<typeof formatTime>) => formatTime(...args).replace(/\s/g, ' ');

test.each([
  ['Africa/Lagos', 'Jan 31, 2026, 12:30 AM'],
  ['America/New_York', 'Jan 30, 2026, 6:30 PM'],
])('a moment is told by the clock of the shop in %s, wherever the server stands', (zone, text) => {
  expect(written('2026-01-30T23:30:00Z', zone)).toBe(text);
});

test.each(['Pacific/Kiritimati', 'Africa/Lagos', 'Pacific/Pago_Pago'])(
  'a day alone is that day in %s, and is told without an hour',
  (zone) => {
    for (const show of ['date', 'time', 'both'] as const) {
      expect(written('2026-01-31', zone, 'en', show)).toBe('Jan 31, 2026');
    }
  },
);
