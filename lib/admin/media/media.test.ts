import { expect, test } from 'vitest';
import { focalPoint, mediaViewOf, movedFocal } from './media';

test('an arrow key moves the focal point by a step, and never out of the picture', () => {
  const middle = focalPoint(0.5, 0.5);
  expect(movedFocal(middle, 'ArrowLeft')).toEqual({ focal_x: 0.45, focal_y: 0.5 });
  expect(movedFocal(middle, 'ArrowDown')).toEqual({ focal_x: 0.5, focal_y: 0.55 });
  expect(movedFocal(focalPoint(0.98, 0.01), 'ArrowRight')).toEqual({ focal_x: 1, focal_y: 0.01 });
  expect(movedFocal(focalPoint(0.98, 0.01), 'ArrowUp')).toEqual({ focal_x: 0.98, focal_y: 0 });
  expect(movedFocal(middle, 'Enter')).toBeNull();
});

test('a point beyond the edge is on the edge, in thousandths', () => {
  expect(focalPoint(-0.2, 1.7)).toEqual({ focal_x: 0, focal_y: 1 });
  expect(focalPoint(1 / 3, 2 / 3)).toEqual({ focal_x: 0.333, focal_y: 0.667 });
});

test('an unknown view shows all', () => {
  expect([mediaViewOf('unused'), mediaViewOf('x'), mediaViewOf(['no_alt'])]).toEqual([
    'unused',
    'all',
    'all',
  ]);
});
