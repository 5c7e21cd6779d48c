import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitOf, fitted, panned, rotatedRight, type View, zoomed } from './view';

const size = fc.record({
  width: fc.integer({ min: 50, max: 4000 }),
  height: fc.integer({ min: 50, max: 4000 }),
});
const far = fc.integer({ min: -5000, max: 5000 });
const step = fc.oneof(
  fc.record({
    do: fc.constant('zoom' as const),
    factor: fc.double({ min: 0.1, max: 8, noNaN: true }),
    x: far,
    y: far,
  }),
  fc.record({ do: fc.constant('pan' as const), x: far, y: far }),
  fc.record({ do: fc.constant('turn' as const) }),
);

type Sizes = { width: number; height: number };

test('the picture always covers as much of its box as it can', () => {
  fc.assert(
    fc.property(size, size, fc.array(step, { maxLength: 30 }), (picture, box, steps) => {
      let view: View = fitted;
      for (const each of steps) {
        if (each.do === 'zoom') view = zoomed(view, each.factor, each, picture, box);
        else if (each.do === 'pan') view = panned(view, each, picture, box);
        else view = rotatedRight(view, picture, box);
      }
      const scale = fitOf(picture, box, view.turns) * view.zoom;
      const isTurned = view.turns % 2 === 1;
      const check = (shown: number, room: number, offset: number) => {
        if (shown <= room + 1e-6) expect(Math.abs(offset)).toBeLessThan(1e-6);
        else expect(shown / 2 - Math.abs(offset)).toBeGreaterThanOrEqual(room / 2 - 1e-6);
      };
      check((isTurned ? picture.height : picture.width) * scale, box.width, view.x);
      check((isTurned ? picture.width : picture.height) * scale, box.height, view.y);
    }),
  );
});

test('zooming keeps the point under the pointer in place', () => {
  const [picture, box]: [Sizes, Sizes] = [
    { width: 1000, height: 1000 },
    { width: 500, height: 500 },
  ];
  const at = { x: 120, y: -80 };
  const before = zoomed(fitted, 2, { x: 0, y: 0 }, picture, box);
  const after = zoomed(before, 1.5, at, picture, box);
  const under = (view: View) => [(at.x - view.x) / view.zoom, (at.y - view.y) / view.zoom];
  expect(under(after)[0]).toBeCloseTo(under(before)[0] ?? 0);
  expect(under(after)[1]).toBeCloseTo(under(before)[1] ?? 0);
});

test('a rotated receipt fits its box', () => {
  const box = { width: 400, height: 800 };
  expect(fitOf({ width: 800, height: 400 }, box, 0)).toBe(0.5);
  expect(fitOf({ width: 800, height: 400 }, box, 1)).toBe(1);
});
