import { expect, test } from 'vitest';
import { localIn, momentIn } from './schedule';

test.each([
  ['Africa/Lagos', '2026-03-01T09:00', '2026-03-01T08:00:00.000Z'],
  ['Asia/Jakarta', '2026-03-01T00:30', '2026-02-28T17:30:00.000Z'],
  ['Asia/Kolkata', '2026-03-01T09:00', '2026-03-01T03:30:00.000Z'],
  ['America/New_York', '2026-07-01T09:00', '2026-07-01T13:00:00.000Z'],
  ['America/New_York', '2026-03-08T03:30', '2026-03-08T07:30:00.000Z'],
  ['America/New_York', '2026-11-01T00:30', '2026-11-01T04:30:00.000Z'],
])('in %s, the local time %s is %s', (zone, local, moment) => {
  expect(momentIn(zone, local)?.toISOString()).toBe(moment);
  expect(localIn(zone, moment)).toBe(local);
});

test('text that is not a date is null', () => {
  for (const text of ['', 'tomorrow', '2026-13-01T09:00', '2026-03-01'])
    expect(momentIn('Africa/Lagos', text)).toBeNull();
});
