import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunksOf } from './chunks';
import type { Credit } from './credits';

/** Few distinct values, so that many lines are equal. */
const credits = fc
  .array(
    fc.record({
      bookedOn: fc.constantFrom('2026-01-03', '2026-01-04'),
      amountMinor: fc.constantFrom(500_000, 500_001),
      description: fc.constantFrom('POS', 'TRF', 'TRF","x'),
      reference: fc.constantFrom(null, '', 'R-1'),
    }),
    { maxLength: 60 },
  )
  .map((lines) => lines.map((line, index): Credit => ({ ...line, line: index + 1 })));

const factsOf = ({ line, ...facts }: Credit) => JSON.stringify(facts);

test('imports every line once, with equal lines in the same chunk', () => {
  fc.assert(
    fc.property(credits, fc.integer({ min: 1, max: 30 }), (lines, size) => {
      const chunks = chunksOf(lines, size);
      const groups = Object.values(Object.groupBy(lines, factsOf));
      if (groups.some((group) => (group?.length ?? 0) > size)) {
        expect(chunks).toBeNull();
        return;
      }
      expect(chunks?.flat().toSorted((a, b) => a.line - b.line)).toEqual(lines);
      for (const chunk of chunks ?? []) {
        expect(chunk.length).toBeGreaterThan(0);
        expect(chunk.length).toBeLessThanOrEqual(size);
      }
      const places = (chunks ?? []).flatMap((chunk) => [...new Set(chunk.map(factsOf))]);
      expect(new Set(places).size).toBe(places.length);
    }),
  );
});

test('returns no chunks for a statement without credits', () => {
  expect(chunksOf([])).toEqual([]);
});
