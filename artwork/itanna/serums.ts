/** Pictures of serums and oils. */
import type * as THREE from 'three';
import { clay } from '../materials.ts';
import { drop, hibiscus, moringa, petal, stone, strew } from '../nature.ts';
import { lump, put } from '../shapes.ts';
import { arch, before, compose, frond, plinth, view } from '../stage.ts';
import type { Shot } from '../studio.ts';
import { shoulderOf } from '../vessels.ts';
import { ayaEssence, baobabOil, calmSerum, evenSerum, zoboSerum } from './bottles.ts';

/** The dropper of a bottle. */
function dropperOf(bottle: THREE.Group): THREE.Group {
  return bottle.children[2] as THREE.Group;
}

export const serums: Record<string, () => Shot> = {
  'zobo-glow-serum': () => {
    const mood = before('#f2dccf');
    return compose(mood, view(18, 7.4), [
      put(plinth(5.4, 1.8, '#cf8e74'), 0, 0, 0),
      put(arch(14, 16, 2, '#e9c4b1'), 2.8, 0, -8),
      put(zoboSerum(), 0.3, 1.8, 0),
      put(hibiscus(2.5, 5), -4.2, 2.4, 2.6, [-0.75, 0.3, 0]),
      strew(
        3,
        8,
        (roll) => put(petal(1.9, 3 + Math.floor(roll() * 40)), 0, 0.3, 0, [-1.35, 0, 0]),
        [4.8, 5],
        2.2,
      ),
      frond(mood, [4, 12, -8], 34, 0.7),
    ]);
  },
  'zobo-glow-serum-2': () => {
    const mood = before('#edc9bb', { from: [-9, 6, -2.5], strength: 1.05 });
    return compose(mood, { ...view(11.5, 5, 6, 0, -8), focus: [0, 5, 2] }, [
      put(zoboSerum(), 0, 0, 0, [0, -0.12, 0]),
      put(hibiscus(2.6, 31), 5.4, 2.2, -5, [-0.3, -0.5, 0.4]),
    ]);
  },
  'zobo-glow-serum-3': () => {
    const mood = before('#f5e6da', { from: [-8, 7, 3] });
    return compose(mood, view(14.5, 0.4, 58), [
      put(dropperOf(zoboSerum()), -0.6, 1.25 - shoulderOf(2.05, 5.4) - 0.05, 4.4, [0, 0.32, Math.PI / 2]),
      put(drop(1.7, 4, '#e06078', 1.6), 1.7, 0.7, 0.8),
      put(drop(1.1, 8, '#e06078', 1.6), -1.4, 0.45, -1.5),
      put(drop(0.65, 15, '#e06078', 1.6), 3.6, 0.28, -2),
      put(petal(2.6, 12), -2.2, 0.3, -4.6, [-1.3, 0.2, 0.6]),
    ]);
  },
  'niacinamide-even-serum': () => {
    const mood = before('#efe3d3');
    return compose(mood, view(17, 6.4), [
      put(plinth(4.4, 1.2, '#e8d5bf'), 0, 0, 0),
      put(evenSerum(), 0, 1.2, 0),
      frond(mood, [0, 10, -12], 34, 0.2),
    ]);
  },
  'baobab-night-oil': () => {
    const mood = before('#e9d2b6', { sun: '#ffe7c6', softness: 1.8 });
    return compose(mood, view(16.5, 6), [
      put(stone(9, 1.8, 7, '#b99a7c'), 0, 0, 0.3),
      put(baobabOil(), 0.2, 1.62, 0),
      put(stone(5, 4.4, 23, '#a5805f'), -5.6, 0, -2.4),
      put(stone(4.4, 2.4, 31, '#c7a989'), 5.4, 0, -1),
      put(stone(2.4, 1.2, 45, '#8f6b4e'), 4.2, 0, 3.4),
      frond(mood, [2, 9, -12], 32, -0.7),
    ]);
  },
  'baobab-night-oil-2': () => {
    const mood = before('#e9d2b6', { sun: '#ffe7c6', softness: 1.8 });
    return compose(mood, view(17, 1, 58), [
      put(baobabOil(), 1.2, 2.06, 4.2, [-Math.PI / 2, 0, 0.35]),
      put(drop(1.5, 4, '#d08a2c', 2), 3.2, 0.5, 2.6),
      put(drop(0.6, 9, '#d08a2c', 2), 4.6, 0.24, 0.6),
      put(stone(4, 2, 23, '#a5805f'), 4, 0, -4),
      put(stone(2.6, 1.4, 25, '#c7a989'), 1, 0, -5),
    ]);
  },
  'moringa-calm-serum': () => {
    const mood = before('#e0e3d0');
    return compose(mood, view(18, 7), [
      put(plinth(4.2, 1, '#c9cfb2'), 0, 0, 0),
      put(calmSerum(), 0, 1, 0),
      put(moringa(11, 14), -5.2, 0, -3.4, [0.1, 0.3, 0.16]),
      put(moringa(6, 9), 3.4, 0.5, 4.2, [-1.3, 0, -1.1]),
      frond(mood, [2, 11, -14], 34, 0.5),
    ]);
  },
  'aya-milk-essence': () => {
    const mood = before('#efe0cb');
    return compose(mood, view(20.5, 7.6), [
      put(ayaEssence(), 0, 0, 0),
      strew(
        22,
        6,
        (_, i) =>
          lump([0.62, 0.55, 0.55], i + 3, clay(['#a87a4a', '#8f6238', '#b98b58'][i % 3] as string), 0.12, 18),
        [2.4, 3.6],
        3.6,
        [0, 0, 3],
      ),
      put(plinth(4.5, 5, '#e2c7a6'), -5.5, 0, -7),
      frond(mood, [2, 13, -14], 34, -0.5),
    ]);
  },
};
