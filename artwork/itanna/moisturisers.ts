/** Pictures of the moisturisers. */

import { lacquer } from '../materials.ts';
import { aloe, drop, petal, sheaNut, stone, strew } from '../nature.ts';
import { lump, put } from '../shapes.ts';
import { arch, before, compose, frond, plinth, view } from '../stage.ts';
import type { Shot } from '../studio.ts';
import { aloeGel, balmOpen, balmTin, dayCream, dayCreamLid, dayCreamOpen, nightCream } from './jars.ts';
import { eyeCream } from './tubes.ts';

export const moisturisers: Record<string, () => Shot> = {
  'shea-day-cream': () => {
    const mood = before('#f0e2d2');
    return compose(mood, view(14, 5), [
      put(plinth(5.2, 1.9, '#ead9c4'), 0, 0, 0),
      put(dayCream(), 0, 1.9, 0),
      put(arch(11, 11.5, 2, '#e3c8b0'), -2.5, 0, -7),
      strew(4, 4, (_, i) => sheaNut(i + 2), [4.6, 4.4], 1.8),
      frond(mood, [2, 8, -10], 32, -0.4),
    ]);
  },
  'shea-day-cream-2': () => {
    const mood = before('#f0e2d2');
    return compose(mood, view(12, 2.9, 24), [
      put(dayCreamOpen(), 0, 0, 0),
      put(dayCreamLid(), 4.6, 1.9, -3.6, [1.15, 0, -0.25]),
      frond(mood, [2, 4, -10], 32, 0.4),
    ]);
  },
  'harmattan-balm': () => {
    const mood = before('#ecd6b8');
    const uprightTin = balmTin();
    return compose(mood, view(12.5, 3.6, 14), [
      put(uprightTin, 0.9, 3.1, -2.2, [Math.PI / 2 - 0.12, 0, 0]),
      put(balmOpen(), -1.6, 0, 2.6),
      put(stone(5, 2, 9, '#c5a179'), 5.2, 0, -0.6),
      frond(mood, [2, 6, -10], 32, -0.2),
    ]);
  },
  'harmattan-balm-2': () => {
    const mood = before('#ecd6b8');
    return compose(mood, view(14, 0.8, 60), [
      put(balmOpen(), -1, 0, 2.4),
      put(balmTin(), 2.6, 0, -4.6),
      strew(3, 12, (_, i) => sheaNut(i + 7), [-3.4, -3.4], 1.4),
      frond(mood, [1, 1, -2], 30, 0.8),
    ]);
  },
  'aloe-water-gel': () => {
    const mood = before('#e1e6d3');
    return compose(mood, view(14, 4.9), [
      put(plinth(4.8, 1, '#cdd6b9'), 0, 0, 0),
      put(aloeGel(), 0, 1, 0),
      put(aloe(12, 2.6, 1), -4.6, -0.6, -4.5, [-0.1, 0.5, 0.34]),
      put(aloe(10.5, 2.4, 2), 4, -0.6, -5, [-0.05, -0.4, -0.3]),
      put(aloe(13, 2.6, 3), -0.8, -0.6, -6, [-0.1, 0, 0.02]),
      strew(9, 3, (roll) => drop(0.14 + 0.22 * roll(), Math.floor(roll() * 50)), [1, 5], 4),
      frond(mood, [3, 9, -12], 32, 0.4),
    ]);
  },
  'baobab-night-cream': () => {
    const mood = before('#cfa9a0', { sun: '#ffd3ae', softness: 1.6, from: [-9, 5.5, 6], strength: 0.9 });
    return compose(mood, view(13.5, 4.5), [
      put(plinth(5, 1.3, '#b98a82'), 0, 0, 0),
      put(nightCream(), 0, 1.3, 0),
      put(stone(4.5, 3.6, 19, '#a3827c'), 5.4, 0, -2.6),
      frond(mood, [2, 8, -10], 32, -0.5),
    ]);
  },
  'obi-eye-cream': () => {
    const mood = before('#eedfcd');
    const { tube, tip } = eyeCream();
    return compose(mood, view(14.5, 5), [
      put(stone(8, 1.3, 3, '#cfae90'), -0.4, 0, 0),
      put(tube, -0.8, 1.15, 0),
      put(tip, 2.4, 0.75, 3.2, [Math.PI / 2 - 0.1, 0, -0.9]),
      put(lump([1.25, 0.95, 0.95], 5, lacquer('#8a2f2a', 0.3), 0.05, 30), 3.8, 0, 0.8, [0, 0.4, 0]),
      put(lump([1.15, 0.9, 0.85], 8, lacquer('#a24a3a', 0.3), 0.06, 30), 5.4, 0, -0.9, [0, 1.4, 0]),
      put(petal(1.6, 22), -4.8, 0.3, 3.6, [-1.35, 0.4, 0.3]),
      frond(mood, [2, 9, -12], 32, -0.4),
    ]);
  },
};
