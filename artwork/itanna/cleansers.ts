/** Pictures of the cleansers. */

import { clay } from '../materials.ts';
import { drop, moringa, petal, stone, strew } from '../nature.ts';
import { box, dice, lump, put } from '../shapes.ts';
import { before, compose, frond, plinth, view } from '../stage.ts';
import type { Shot } from '../studio.ts';
import { cleansingOil, gelCleanser, liquidSoap } from './bottles.ts';
import { ricePolish } from './jars.ts';
import { soapBar } from './tubes.ts';

export const cleansers: Record<string, () => Shot> = {
  'ose-dudu-bar': () => {
    const mood = before('#e8cfbb');
    return compose(mood, view(16, 4.7, 10), [
      put(box(12.4, 1.4, 9, 0.14, clay('#d3a588')), 0, 0, -0.4),
      put(soapBar(), -1.5, 1.4, 0, [-0.12, 0.16, 0]),
      put(soapBar(), 1.9, 1.4, -3.2, [-0.05, -0.24, 0]),
      put(stone(2.6, 1.5, 11, '#c99d80'), 4.2, 1.4, 1.6),
      frond(mood, [2, 9, -12], 34, -0.4),
    ]);
  },
  'ose-dudu-bar-2': () => {
    const mood = before('#e8cfbb');
    const roll = dice(5);
    return compose(mood, view(14.5, 0.4, 62), [
      put(soapBar(), 0, 1.25, 2.2, [-Math.PI / 2, 0.2, 0.3]),
      strew(30, 3, () => drop(0.12 + 0.4 * roll() ** 2, Math.floor(roll() * 90)), [0, 0], 6.5, [0, 0, 4.1]),
      strew(3, 9, (_, i) => put(petal(2, i + 4), 0, 0.3, 0, [-1.3, 0, 0]), [3.6, -3.4], 2.4),
      frond(mood, [3, 0, -3], 30, 0.6),
    ]);
  },
  'zobo-gel-cleanser': () => {
    const mood = before('#f3e0d4');
    return compose(mood, view(20.5, 8.2), [
      put(gelCleanser(), 0, 0, 0),
      put(stone(6, 2.4, 4, '#d8a68d'), 5.6, 0, -1.5),
      put(petal(2.6, 12), -4.8, 0.3, 3.4, [-1.35, 0.4, 0.3]),
      put(petal(2, 17), -3.2, 0.3, 5, [-1.4, 0.2, -1.2]),
      frond(mood, [2, 13, -14], 34, -0.5),
    ]);
  },
  'moringa-cleansing-oil': () => {
    const mood = before('#e6e2cd');
    return compose(mood, view(20, 7.8), [
      put(cleansingOil(), 0, 0, 0),
      put(moringa(9, 4), -7.4, 0.6, 2.2, [-1.35, 0, -0.7]),
      put(moringa(7, 9), 3.6, 0.5, 4.2, [-1.3, 0, -1.1]),
      frond(mood, [2, 13, -14], 34, -0.5),
    ]);
  },
  'liquid-black-soap': () => {
    const mood = before('#e3c9b4');
    return compose(mood, view(21.5, 8.6), [
      put(plinth(5.4, 1, '#caa488'), 0, 0, 0),
      put(liquidSoap(), 0, 1, 0),
      put(soapBar(), 6, 0.8, 3.4, [-1.42, 0, 0.5]),
      frond(mood, [1, 14, -14], 34, 0.3),
    ]);
  },
  'ofada-rice-polish': () => {
    const mood = before('#efe2cf');
    return compose(mood, view(13.5, 4.3, 11), [
      put(ricePolish(), 0, 0, 0),
      strew(
        90,
        14,
        (_, i) =>
          lump([0.36, 0.12, 0.12], i, clay(['#b98d5f', '#a87a4e', '#c9a074'][i % 3] as string), 0.02, 8),
        [1.6, 4.4],
        3.4,
        [0, 0, 3.2],
      ),
      frond(mood, [2, 8, -12], 32, -0.3),
    ]);
  },
};
