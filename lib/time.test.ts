import { expect, test } from 'vitest';
import { dayIn, formatTime } from './time';

/** Formats a time with plain spaces. */
const written = (...args: Parameters<typeof formatTime>) => formatTime(...args).replace(/\s/g, ' ');

test.each([
  ['Africa/Lagos', 'Jan 31, 2026, 12:30 AM'],
  ['America/New_York', 'Jan 30, 2026, 6:30 PM'],
])("formats a time in the shop's time zone %s, wherever the server is", (zone, text) => {
  expect(written('2026-01-30T23:30:00Z', zone)).toBe(text);
});

test.each(['Pacific/Kiritimati', 'Africa/Lagos', 'Pacific/Pago_Pago'])(
  'formats a date without a time as the same date in %s',
  (zone) => {
    for (const show of ['date', 'time', 'both'] as const) {
      expect(written('2026-01-31', zone, 'en', show)).toBe('Jan 31, 2026');
    }
  },
);

test("uses the date in the shop's time zone", () => {
  const late = new Date('2026-11-25T23:30:00Z');
  expect(dayIn('Africa/Lagos', late)).toBe('2026-11-26');
  expect(dayIn('America/New_York', late)).toBe('2026-11-25');
});
