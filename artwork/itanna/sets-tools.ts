/** Pictures of sets and tools. */
import * as THREE from 'three';
import { fabric, pillow } from '../cloth.ts';
import { clay, glass, metal, plastic } from '../materials.ts';
import { hibiscus, petal, stone } from '../nature.ts';
import { box, put, solid } from '../shapes.ts';
import { before, compose, frond, view } from '../stage.ts';
import type { Shot } from '../studio.ts';
import { gelCleanser, zoboSerum } from './bottles.ts';
import { adire, giftBox, guaSha, mini, peg, sponge } from './gifts.ts';
import { dayCream } from './jars.ts';

const netColours = { terracotta: '#ad6048', indigo: '#33467c', cream: '#e9dcc2' };

function spongeShot(colour: keyof typeof netColours): Shot {
  const mood = before('#efdfcf');
  return compose(mood, view(24, 11.5, 2), [
    put(peg(), 0, 21, -2.2),
    put(sponge(netColours[colour], 4), 0, 19.4, -0.2),
    frond(mood, [4, 14, -12], 36, -0.5),
  ]);
}

export const setsTools: Record<string, () => Shot> = {
  'glow-ritual-set': () => {
    const mood = before('#f1dccd');
    return compose(mood, view(23, 8.4), [
      put(giftBox(false), 0.6, 0, -7.4, [0, -0.1, 0]),
      put(gelCleanser(), -4.9, 0, -0.6),
      put(zoboSerum(), 0.4, 0, 1.8),
      put(dayCream(), 5.2, 0, 0.6),
      put(petal(2, 12), -2.2, 0.3, 5, [-1.35, 0.4, 0.3]),
      put(petal(1.7, 9), 3.6, 0.3, 5.2, [-1.4, 0.2, 0.6]),
      frond(mood, [4, 14, -14], 36, -0.4),
    ]);
  },
  'glow-ritual-set-2': () => {
    const mood = before('#f1dccd');
    return compose(mood, view(23, 8), [
      put(giftBox(true), 0, 0, -1, [0, -0.42, 0]),
      put(hibiscus(2.6, 5), 6, 1.8, 3.4, [-0.75, -0.2, 0]),
      put(petal(2, 9), -5.4, 0.3, 4.6, [-1.4, 0.2, 0.6]),
      frond(mood, [3, 14, -14], 36, -0.5),
    ]);
  },
  'weekender-set': () => {
    const mood = before('#eadfd2');
    const cotton = fabric(adire(), [120, 90]);
    const pouch = new THREE.Group();
    const zip = box(14.6, 0.5, 0.5, 0.1, clay('#cdb189'));
    pouch.add(
      put(pillow(16, 10.5, 4.6, cotton, 3), 0, 0, 0),
      put(zip, 0, 9.6, 0),
      put(box(0.5, 1.6, 0.2, 0.08, metal('#d9b48a', 0.3)), 6.2, 8.3, 0.5, [0, 0, 0.15]),
    );
    return compose(mood, view(19.5, 6, 9), [
      put(solid(pouch), 0, 0, -4.4, [-0.1, 0.1, 0]),
      put(mini(glass('#dc4a62', 2.6), '#7b1f2b', ['Zobo Gel'], '#f3ece2'), -5.6, 0, 1.2),
      put(mini(glass('#fdf8f0', 3, 0.5), '#6d4632', ['Even Tone'], '#f3ece2'), -2.8, 0, 2.1),
      put(mini(glass('#b9d79c', 2.4, 0.3), '#3f5a36', ['Aloe Gel'], '#f4f2e8'), 0, 0, 2.5),
      put(mini(plastic('#e9b98a', 0.45), '#5b2c17', ['Daily Veil'], '#f6ead9'), 2.8, 0, 2.1),
      put(mini(glass('#dd9a34', 2.4), '#5b2c17', ['Body Oil'], '#231813'), 5.6, 0, 1.2),
      frond(mood, [2, 10, -12], 34, -0.4),
    ]);
  },
  'sapo-net-sponge': () => {
    const mood = before('#efdfcf');
    return compose(mood, view(27, 11.4, 2), [
      ...(Object.values(netColours) as string[]).flatMap((colour, i) => [
        put(peg(), -6.3 + i * 6.3, 21, -2.2),
        put(sponge(colour, i + 2), -6.3 + i * 6.3, 19.4, -0.2),
      ]),
      frond(mood, [4, 14, -12], 36, -0.5),
    ]);
  },
  'sapo-net-sponge-terracotta': () => spongeShot('terracotta'),
  'sapo-net-sponge-indigo': () => spongeShot('indigo'),
  'sapo-net-sponge-cream': () => spongeShot('cream'),
  'jasper-gua-sha': () => {
    const mood = before('#eed9ca');
    return compose(mood, view(13, 4.3, 9), [
      put(stone(9.5, 2, 3, '#cbb09b'), 0.2, 0, 0.4),
      put(stone(5.4, 4.6, 17, '#b89881'), 3.2, 0, -3.4),
      put(guaSha(), -0.2, 4.25, 0.1, [-0.2, 0.1, 0.08]),
      put(petal(1.8, 12), -4.6, 0.3, 3, [-1.35, 0.4, 0.3]),
      frond(mood, [2, 7, -10], 32, -0.4),
    ]);
  },
};
