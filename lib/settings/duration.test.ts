import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationOf, durationUnits, minutesOf } from './duration';

test.each([
  ['24:00:00', '24 hours'],
  ['1 day', '24 hours'],
  ['7 days', '7 days'],
  ['1 day 02:00:00', '26 hours'],
  ['00:30:00', '30 minutes'],
  ['01:30:00', '90 minutes'],
  ['1 mon', '30 days'],
  ['00:01:30', '1.5 minutes'],
])('reads the interval %s as %s', (interval, words) => {
  const { count, unit } = durationOf(interval);
  expect(`${count} ${unit}`).toBe(words);
});

test('keeps a duration when it is saved and read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.constantFrom(...durationUnits), (count, unit) => {
      const minutes = minutesOf(`${count} ${unit}`) ?? 0;
      const days = Math.floor(minutes / 1440);
      const clock = [Math.floor((minutes % 1440) / 60), minutes % 60].map((part) =>
        String(part).padStart(2, '0'),
      );
      const saved = durationOf(`${days > 0 ? `${days} days ` : ''}${clock.join(':')}:00`);
      expect(minutesOf(`${saved.count} ${saved.unit}`)).toBe(minutes);
    }),
  );
});

test.each(['', 'soon', '-1 hours', '24', '24 weeks', '1e3 days', 'null minutes'])(
  'refuses “%s”, which is not a duration',
  (input) => {
    expect(minutesOf(input)).toBeNull();
  },
);
