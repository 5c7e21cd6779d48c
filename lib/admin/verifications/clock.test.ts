import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockOf } from './clock';

const HOUR = 3600_000;
const start = Date.parse('2026-11-20T08:00:00Z');

const clock = (windowHours: number, passedMs: number) =>
  clockOf(
    {
      submitted_at: new Date(start).toISOString(),
      expires_at: new Date(start + windowHours * HOUR).toISOString(),
    },
    start + passedMs,
  );

test.each([
  [0, 0],
  [4 * HOUR - 1, 0],
  [4 * HOUR, 1],
  [12 * HOUR - 1, 1],
  [12 * HOUR, 2],
  [20 * HOUR - 1, 2],
  [20 * HOUR, 3],
  [24 * HOUR - 1, 3],
  [24 * HOUR, 4],
  [26 * HOUR, 4],
])('in a 24-hour window, %d ms give level %d', (passed, level) => {
  expect(clock(24, passed)).toEqual({ level, remaining_ms: 24 * HOUR - passed });
});

test('a six-hour window reaches its levels after one, three, five and six hours', () => {
  const levels = [0.9, 1, 2.9, 3, 4.9, 5, 5.9, 6].map((hours) => clock(6, hours * HOUR).level);
  expect(levels).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
});

test('the level never falls, even with a proof from the future', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 720 }),
      fc.integer({ min: -HOUR, max: 800 * HOUR }),
      fc.integer({ min: 0, max: 100 * HOUR }),
      (hours, passed, more) => {
        expect(clock(hours, passed + more).level).toBeGreaterThanOrEqual(clock(hours, passed).level);
      },
    ),
  );
});
