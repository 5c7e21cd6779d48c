/** Pictures of body care. */

import { clay, lacquer } from '../materials.ts';
import { coffeeBean, leaf, petal, sheaNut, stone, strew } from '../nature.ts';
import { box, put } from '../shapes.ts';
import { arch, before, compose, frond, plinth, view } from '../stage.ts';
import type { Shot } from '../studio.ts';
import { bodyLotion, bodyOil } from './bottles.ts';
import { bathSalt, coffeeScrub, sheaLid, whippedShea, whippedSheaOpen } from './jars.ts';
import { handCream } from './tubes.ts';

export const bodyButters: Record<string, () => Shot> = {
  'whipped-shea-butter': () => {
    const mood = before('#efdcc4');
    return compose(mood, view(16, 5.4, 13), [
      put(whippedSheaOpen(), -0.3, 0, 0),
      // stands on its edge and leans against the arch, without touching the jar
      put(sheaLid(), 5.2, 3.84, -5.95, [1.36, 0, 0]),
      strew(6, 8, (_, i) => sheaNut(i), [3.6, 5], 2.6),
      put(arch(13, 13, 2, '#e2c3a1'), -1.6, 0, -9),
      frond(mood, [2, 8, -10], 32, -0.3),
    ]);
  },
  'whipped-shea-butter-2': () => {
    const mood = before('#efdcc4');
    return compose(mood, view(12.5, 3.6, 60), [
      put(whippedSheaOpen(), -0.2, 0, 0.4),
      strew(4, 8, (_, i) => sheaNut(i + 4), [4.6, -4.2], 1.8),
      strew(3, 18, (_, i) => sheaNut(i + 9), [-4.8, 5], 1.2),
      frond(mood, [1, 1, -2], 30, 0.8),
    ]);
  },
  'whipped-shea-butter-3': () => {
    const mood = before('#efdcc4');
    return compose(mood, view(15, 4.7), [
      put(plinth(6, 1, '#e2c6a6'), 0, 0, 0),
      put(whippedShea(), 0, 1, 0),
      strew(7, 5, (_, i) => sheaNut(i + 1), [-1, 6], 3.4, [0, 0, 5.2]),
      frond(mood, [2, 8, -10], 32, 0.4),
    ]);
  },
  'calabar-body-oil': () => {
    const mood = before('#f0d5ac', { sun: '#ffe9c4', softness: 1.6 });
    return compose(mood, view(21, 7.8), [
      put(bodyOil(), 0, 0, 0),
      put(box(8, 4.4, 6, 0.12, clay('#dcae78')), 5.4, 0, -4.6),
      put(stone(3.6, 2.8, 15, '#c48f5c'), 4.6, 4.4, -4.4),
      put(stone(3.2, 1.5, 45, '#cfa172'), -4.2, 0, 2.4),
      frond(mood, [2, 13, -14], 36, -0.4),
    ]);
  },
  'jos-coffee-scrub': () => {
    const mood = before('#e2cbb2');
    return compose(mood, view(15.5, 4.9, 11), [
      put(coffeeScrub(), 0, 0, 0),
      strew(54, 7, (_, i) => coffeeBean(i), [0.6, 4.6], 5.4, [0, 0, 3.9]),
      frond(mood, [2, 8, -10], 32, -0.3),
    ]);
  },
  'cocoa-body-lotion': () => {
    const mood = before('#dcbb9e');
    return compose(mood, view(22, 8.6), [
      put(plinth(5.6, 1.2, '#c79c7a'), 0, 0, 0),
      put(bodyLotion(), 0, 1.2, 0),
      put(arch(12, 15, 2, '#cfa689'), 4, 0, -9),
      frond(mood, [2, 13, -10], 36, 0.3),
    ]);
  },
  'lemongrass-hand-cream': () => {
    const mood = before('#f0e8c8');
    const blades = [0, 1, 2, 3, 4, 5].map((i) =>
      put(
        leaf(17 - i, 0.75, lacquer(i % 2 ? '#8fa653' : '#a8b964', 0.5), 0.12),
        -3.4 + i * 1.15,
        0,
        -3.4 - (i % 3),
        [-0.06, 0.4 - i * 0.1, 0.3 - i * 0.11],
      ),
    );
    return compose(mood, view(16.5, 5.7), [
      put(plinth(4, 0.8, '#e2d8ab'), 0, 0, 0),
      put(handCream(), 0, 0.8, 0),
      ...blades,
      frond(mood, [3, 10, -12], 34, -0.5),
    ]);
  },
  'lagoon-bath-salt': () => {
    const mood = before('#f0dcd4');
    return compose(mood, view(16, 5.4), [
      put(bathSalt(), 0, 0, 0),
      strew(
        60,
        31,
        (roll) =>
          put(box(0.2 + roll() * 0.2, 0.2 + roll() * 0.16, 0.24, 0.03, lacquer('#f6f0ea', 0.3)), 0, 0, 0, [
            0,
            roll() * 3,
            0,
          ]),
        [3.6, 3.6],
        3,
        [0, 0, 3.2],
      ),
      put(petal(2.2, 12), -4.4, 0.3, 3.2, [-1.35, 0.4, 0.3]),
      put(petal(1.8, 19), -2.6, 0.3, 4.8, [-1.4, 0.2, -1]),
      put(stone(6, 2.6, 21, '#d3ab9b'), -6, 0, -3.4),
      frond(mood, [2, 9, -12], 34, -0.4),
    ]);
  },
};
