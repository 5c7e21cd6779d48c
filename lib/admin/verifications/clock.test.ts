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
  [0, 0, '24 h left', ''],
  [4 * HOUR - 1, 0, '20 h left', ''],
  [4 * HOUR, 1, '20 h left', 'look soon'],
  [12 * HOUR - 1, 1, '12 h left', 'look soon'],
  [12 * HOUR, 2, '12 h left', 'half over'],
  [20 * HOUR - 1, 2, '4 h left', 'half over'],
  [20 * HOUR, 3, '4 h left', 'almost over'],
  [20 * HOUR + 20 * 60_000, 3, '3 h 40 min left', 'almost over'],
  [24 * HOUR, 4, 'Over by 1 min', ''],
  [26 * HOUR, 4, 'Over by 2 h', ''],
])('of 24 hours, %d ms are level %d: %s', (passed, level, remaining, remark) => {
  expect(clock(24, passed)).toEqual({ level, remaining: remaining.replace(/^24 h/, '1 d'), remark });
});

test('a shop that verifies within six hours is warned after one, three and five', () => {
  const levels = [0.9, 1, 2.9, 3, 4.9, 5, 5.9, 6].map((hours) => clock(6, hours * HOUR).level);
  expect(levels).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
});

test('the clock never runs backwards, and does not mind a proof from the future', () => {
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
