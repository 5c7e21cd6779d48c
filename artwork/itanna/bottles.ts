/** Ìtànná's bottled products, standing on y = 0 with the label in front. */
import type * as THREE from 'three';
import { cap, dropper, mister, pump } from '../closures.ts';
import type { Print } from '../labels.ts';
import { glass, grained, plastic } from '../materials.ts';
import { stack } from '../shapes.ts';
import { bottled, filled, shoulderOf, wrapped } from '../vessels.ts';
import { bone, brass, cocoa, oak, paper } from './house.ts';

/** The bottle of most serums. */
function serum(
  body: THREE.Material,
  shade: number,
  print: Pick<Print, 'ink' | 'name' | 'note' | 'paper'>,
  collar = brass(),
  bulb = bone(),
): THREE.Group {
  const [r, h] = [2.05, 5.4];
  return stack(
    [bottled(r, h, 1.05, body, shade), 0],
    [wrapped(r + 0.012, 0.75, { width: 4.6, height: 4.3, size: '30 ml', ...print }), 0],
    [dropper(1.05, collar, bulb, 5.2), shoulderOf(r, h) + 0.05],
  );
}

export const zoboSerum = () =>
  serum(glass('#dc4a62', 2.8), 0.6, { ink: '#fff4ea', name: ['Zobo Glow', 'Serum'] });
export const evenSerum = () =>
  serum(glass('#fdf8f0', 3, 0.5), 0.8, {
    ink: '#6d4632',
    name: ['Even Tone', 'Serum'],
    note: 'Niacinamide 8%',
  });
export const baobabOil = () =>
  serum(
    glass('#b35a16', 1.5),
    0.75,
    { ink: cocoa, paper, name: ['Baobab', 'Night Oil'] },
    plastic('#231813', 0.35),
    plastic('#231813', 0.5),
  );

export function calmSerum(): THREE.Group {
  const [r, h] = [1.75, 8.2];
  return stack(
    [bottled(r, h, 0.9, glass('#c3d3a0', 3, 0.42), 0.8, 0.5), 0],
    [
      wrapped(r + 0.012, 1.6, {
        width: 4,
        height: 5,
        ink: '#46542f',
        name: ['Moringa', 'Calm Serum'],
        note: 'Unscented',
        size: '30 ml',
      }),
      0,
    ],
    [cap(1.12, 3.1, plastic('#f1efe2', 0.4), 0.2), shoulderOf(r, h, 0.5)],
  );
}

export function ayaEssence(): THREE.Group {
  const [r, h] = [1.95, 9.6];
  return stack(
    [filled(r, h, 0.95, 9.1, plastic('#f1e4cd', 0.25), 0.6), 0],
    [
      wrapped(r + 0.012, 1.7, {
        width: 4.4,
        height: 5.4,
        ink: cocoa,
        name: ['Aya Tiger Nut', 'Essence'],
        size: '120 ml',
      }),
      0,
    ],
    [grained(cap(1.3, 2.2, oak(), 0.18)), shoulderOf(r, h, 0.6)],
  );
}

export function gelCleanser(): THREE.Group {
  const [r, h] = [2.7, 9.4];
  return stack(
    [filled(r, h, 1.1, 8.9, glass('#d23a54', 3.2)), 0],
    [
      wrapped(r + 0.012, 1.6, {
        width: 5.4,
        height: 5.6,
        ink: '#7b1f2b',
        paper,
        name: ['Zobo Gel', 'Cleanser'],
        note: 'Hibiscus & ginger',
        size: '150 ml',
      }),
      0,
    ],
    [pump(1.1, bone(), 9), shoulderOf(r, h)],
  );
}

export function cleansingOil(): THREE.Group {
  const [r, h] = [2.5, 8.6];
  return stack(
    [filled(r, h, 1.1, 8.1, glass('#cdb650', 4.4)), 0],
    [
      wrapped(r + 0.012, 1.5, {
        width: 5,
        height: 5,
        ink: '#4b5527',
        paper,
        name: ['Moringa', 'Cleansing Oil'],
        size: '100 ml',
      }),
      0,
    ],
    [pump(1.1, plastic('#414a30', 0.45), 8), shoulderOf(r, h)],
  );
}

export function liquidSoap(): THREE.Group {
  const [r, h] = [2.9, 10.2];
  return stack(
    [bottled(r, h, 1.1, glass('#4a2412', 0.9), 0.85), 0],
    [
      wrapped(r + 0.012, 1.8, {
        width: 5.8,
        height: 6,
        ink: cocoa,
        paper,
        name: ['Liquid', 'Black Soap'],
        note: 'Face, body & hands',
        size: '250 ml',
      }),
      0,
    ],
    [pump(1.1, plastic('#201612', 0.4)), shoulderOf(r, h)],
  );
}

export function afterSun(): THREE.Group {
  const [r, h] = [2.2, 10];
  return stack(
    [bottled(r, h, 0.95, glass('#a9d3cc', 3, 0.38), 0.75, 0.6), 0],
    [
      wrapped(r + 0.012, 2, {
        width: 4.8,
        height: 5.6,
        ink: '#235a56',
        name: ['After-Sun', 'Mist'],
        note: 'Aloe & coconut water',
        size: '150 ml',
      }),
      0,
    ],
    [mister(0.95, plastic('#f5f3ee', 0.4)), shoulderOf(r, h, 0.6)],
  );
}

export function bodyOil(): THREE.Group {
  const [r, h] = [2.15, 11];
  return stack(
    [filled(r, h, 0.9, 10.4, glass('#dd9a34', 3)), 0],
    [
      wrapped(r + 0.012, 2, {
        width: 4.8,
        height: 6,
        ink: '#5b2c17',
        name: ['Calabar', 'Body Oil'],
        note: 'Coconut & vanilla',
        size: '100 ml',
      }),
      0,
    ],
    [cap(1.15, 2, plastic('#231813', 0.35), 0.16), shoulderOf(r, h)],
  );
}

export function bodyLotion(): THREE.Group {
  const [r, h] = [2.7, 11.4];
  return stack(
    [bottled(r, h, 1.1, plastic('#7b4a31', 0.5), 1, 0.5), 0],
    [
      wrapped(r + 0.012, 2.2, {
        width: 5.8,
        height: 6.6,
        ink: '#f8e6d2',
        name: ['Cocoa', 'Body Lotion'],
        size: '250 ml',
      }),
      0,
    ],
    [pump(1.1, plastic('#f3e4d2', 0.45)), shoulderOf(r, h, 0.5)],
  );
}
