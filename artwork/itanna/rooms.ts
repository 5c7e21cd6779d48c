/** Ìtànná's wide pictures: hero, story and one for each category. */
import * as THREE from 'three';
import { cloth, fabric, fall, ground } from '../cloth.ts';
import { clay, wood } from '../materials.ts';
import { drop, hibiscus, moringa, petal, sheaNut, stone, strew } from '../nature.ts';
import { box, put, solid, turned } from '../shapes.ts';
import { arch, before, compose, frond, plinth, view } from '../stage.ts';
import type { Shot } from '../studio.ts';
import { baobabOil, bodyOil, evenSerum, gelCleanser, zoboSerum } from './bottles.ts';
import { giftBox, guaSha, peg, sponge } from './gifts.ts';
import { balmOpen, dayCream, dayCreamOpen, whippedShea, whippedSheaOpen } from './jars.ts';
import { dailyVeil, soapBar, tintedVeil } from './tubes.ts';

const wide = { width: 960, height: 720 };

/** Unbleached linen that has fallen on the ground in soft creases. */
function linen(width: number, height: number, seed: number): THREE.Mesh {
  const shape = fall({
    columns: 110,
    rows: 90,
    width,
    height,
    seed,
    steps: 130,
    stiffness: 0.12,
    obstacles: [ground(0.06)],
    place: (s, t) =>
      new THREE.Vector3(
        (s - 0.5) * width * 0.78,
        1 + 0.9 * Math.sin(s * 9 + t * 4) + 0.6 * Math.sin(t * 11 - s * 5),
        (t - 0.5) * height * 0.82,
      ),
  });
  return cloth(shape, fabric('#efe4d2', [150, 120]));
}

/** A turned wooden bowl of shea nuts. */
function bowl(): THREE.Group {
  const group = new THREE.Group();
  group.add(
    turned('0,0 2.6,0,0.2 4.6,2.4,1.6 5,4,0.2 4.7,4.05,0.15 4.2,2.7,1.4 2.2,1,0.6 0,0.9', grainedWood()),
  );
  for (let layer = 0; layer < 3; layer += 1)
    group.add(
      put(
        strew(13 - layer * 3, 4 + layer, (_, i) => sheaNut(i + layer * 5), [0, 0], 3.7 - layer * 0.9),
        0,
        1.7 + layer * 0.85,
        0,
      ),
    );
  return solid(group);
}

function grainedWood(): THREE.MeshPhysicalMaterial {
  return wood('#9b6a41', '#54331b');
}

export const rooms: Record<string, () => Shot> = {
  hero: () => {
    const mood = before('#efd6c4', { softness: 1.9 });
    return compose(
      mood,
      { ...view(22.5, 8.6, 6), aperture: 0.3 },
      [
        put(arch(16, 19, 2.4, '#dea68d'), 3.4, 0, -12),
        put(arch(10.5, 13, 2, '#e9bfa8'), -7, 0, -9.5),
        put(plinth(4, 4.4, '#c98c73'), -0.6, 0, -3.4),
        put(zoboSerum(), -0.6, 4.4, -3.4),
        put(plinth(3.8, 1.6, '#dcb096'), -8, 0, -2.4),
        put(baobabOil(), -8, 1.6, -2.4),
        put(gelCleanser(), 6.2, 0, -3.6),
        put(whippedSheaOpen(), 3.4, 0, 3.2),
        put(dayCream(), -4.2, 0, 2.6),
        put(dailyVeil(), 11.2, 0, -1.4, [0, -0.2, 0]),
        put(hibiscus(2.3, 5), -8.6, 1.8, 4, [-0.8, 0.3, 0]),
        put(hibiscus(1.9, 31), 8.9, 1.4, 3.4, [-0.85, -0.3, 0.8]),
        put(petal(1.9, 9), -0.6, 0.3, 6.4, [-1.35, 0.4, 0.3]),
        put(petal(1.7, 14), 6.6, 0.3, 6.2, [-1.4, 0.2, -1]),
        put(petal(1.6, 19), -6, 0.3, 6.6, [-1.4, 0.6, 1.2]),
        put(stone(5, 2.2, 9, '#c99a80'), 16, 0, -4),
        put(stone(3.4, 1.5, 15, '#d8b097'), -13.4, 0, 0.6),
        frond(mood, [-15, 12, -18], 46, 0.6, 1.2),
        frond(mood, [15, 15, -18], 46, -0.6, 1.2),
      ],
      { width: 1920, height: 1080, reach: 44 },
    );
  },
  story: () => {
    const mood = before('#e9d6c0', { from: [-9, 7, 3] });
    return compose(
      mood,
      { ...view(21.5, 1.8, 40), aperture: 0.3 },
      [
        put(box(110, 1, 110, 0.1, grainedWood()), 0, -1, 0),
        put(linen(33, 27, 5), 0.6, 0.02, 0.6, [0, 0.16, 0]),
        put(whippedSheaOpen(), 2.2, 0.6, 1.6),
        put(bowl(), -7.6, 0.3, -3.4),
        strew(7, 14, (_, i) => sheaNut(i + 2), [-4.4, 5.4], 3, [1.6, 2, 4.8]),
        put(moringa(9, 4, '#66803f'), 8.2, 0.9, 3.6, [-1.3, 0, -0.5]),
        put(moringa(8, 8, '#718b49'), 7, 0.9, -3.4, [-1.25, 0, 0.3]),
        frond(mood, [4, 2, -8], 34, 0.5),
      ],
      { width: 1280, height: 960, reach: 40, bare: true },
    );
  },
  'category-cleansers': () => {
    const mood = before('#f0dccf');
    return compose(
      mood,
      view(18.5, 7, 8),
      [
        put(gelCleanser(), -4.4, 0, -0.6),
        put(stone(12, 2.2, 4, '#c99d84'), 5.2, 0, 0),
        put(soapBar(), 5, 1.95, 0.2, [-0.16, -0.22, 0]),
        strew(20, 6, (roll) => drop(0.12 + 0.32 * roll() ** 2, Math.floor(roll() * 90)), [0, 4.6], 7),
        frond(mood, [3, 10, -14], 36, -0.5),
      ],
      wide,
    );
  },
  'category-serums-oils': () => {
    const mood = before('#eed8c6', { softness: 1.3, from: [-9, 5.5, 6] });
    return compose(
      mood,
      view(16.5, 5.6, 7),
      [
        put(evenSerum(), -7, 0, 0),
        put(zoboSerum(), 0, 0, 0),
        put(baobabOil(), 7, 0, 0),
        put(petal(2, 12), 3.4, 0.3, 4, [-1.35, 0.4, 0.3]),
        frond(mood, [2, 9, -14], 36, 0.4),
      ],
      wide,
    );
  },
  'category-moisturisers': () => {
    const mood = before('#efe1d1');
    return compose(
      mood,
      view(15, 4.4, 14),
      [
        put(dayCreamOpen(), -3.6, 0, 0),
        put(balmOpen(), 4.4, 0, 2),
        put(plinth(4.4, 3.4, '#e3cbb2'), 5.2, 0, -5.6),
        put(dayCream(), 5.2, 3.4, -5.6),
        frond(mood, [2, 6, -12], 34, -0.4),
      ],
      wide,
    );
  },
  'category-sun-care': () => {
    const mood = before('#f5cf9f', {
      sun: '#fff0d2',
      softness: 1.1,
      strength: 1,
      skyStrength: 0.38,
      from: [-7, 8, 6],
    });
    return compose(
      mood,
      view(19, 6.8, 7, 2.6),
      [
        put(box(16, 1.6, 9, 0.12, clay('#e0ae84')), 2, 0, -1.6),
        put(box(16, 3.6, 6, 0.12, clay('#e0ae84')), 8, 0, -5.6),
        put(dailyVeil(), -2.4, 1.6, 0, [0, 0.15, 0]),
        put(tintedVeil('amber'), 3.2, 1.6, -0.4, [0, -0.1, 0]),
        put(tintedVeil('cocoa'), 8.2, 3.6, -5, [0, -0.1, 0]),
        frond(mood, [4, 12, -14], 36, -0.3),
      ],
      wide,
    );
  },
  'category-body-butters': () => {
    const mood = before('#ebd3b6');
    return compose(
      mood,
      view(18, 6.6, 9, -2),
      [
        put(whippedSheaOpen(), -3.4, 0, 1),
        put(bodyOil(), 4, 0, -1.6),
        put(arch(12, 13, 2, '#dcb994'), 2.6, 0, -9),
        strew(5, 4, (_, i) => sheaNut(i + 3), [2.4, 5], 2.2),
        put(whippedShea(), -9.6, 0, -5.6),
        frond(mood, [2, 9, -12], 34, -0.4),
      ],
      wide,
    );
  },
  'category-sets-tools': () => {
    const mood = before('#f0dccd');
    return compose(
      mood,
      view(21, 8, 6),
      [
        put(giftBox(true), -5.4, 0, -4, [0, 0.3, 0]),
        put(peg(), 8.6, 16.4, -9),
        put(sponge('#e9dcc2', 4), 8.6, 14.8, -7),
        put(stone(8, 2, 3, '#c9a58a'), 4, 0, 2),
        put(guaSha(), 4, 3.9, 1.8, [-0.22, -0.1, 0.08]),
        put(petal(2, 9), -1.4, 0.3, 4.6, [-1.4, 0.2, 0.6]),
        frond(mood, [3, 12, -14], 36, -0.5),
      ],
      wide,
    );
  },
};
