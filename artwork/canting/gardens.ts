/** Cloths with their own layout: the silk scarf, the pucuk rebung sarong, the wall panel. */
import type * as THREE from 'three';
import { bird, bungaRaya, frondLeaf, stem } from './flowers.ts';
import { type Dye, dyed, Hand, lens, type Spot } from './hand.ts';

/** A silk scarf: a ring of hibiscus inside a border of leaves. */
export function scarf(size: number, dye: Dye, seed = 7): THREE.CanvasTexture {
  return dyed(size, size, dye, seed, 350, (pen) => {
    const hand = new Hand(pen, seed, size * 0.05);
    hand.frame(size * 0.022, dye.wax, size * 0.008);
    hand.frame(size * 0.036, dye.wax, size * 0.003);
    hand.frame(size * 0.1, dye.wax, size * 0.003);
    for (let i = 0; i < 22; i += 1) {
      const t = (i + 0.75) / 22.5;
      for (const [x, y, a] of [
        [t, 0.068, 0.4],
        [t, 0.932, Math.PI - 0.4],
        [0.068, t, -1.2],
        [0.932, t, 1.9],
      ] as const)
        frondLeaf(
          hand,
          [x * size - 0.018 * size * Math.cos(a), y * size - 0.018 * size * Math.sin(a)],
          a,
          size * 0.04,
          dye,
        );
    }
    const around = (t: number, r: number): Spot => [
      size * (0.5 + r * Math.cos(t)),
      size * (0.5 + r * Math.sin(t)),
    ];
    for (let k = 0; k < 4; k += 1) {
      const a = (k * Math.PI) / 2 + 0.6;
      stem(
        hand,
        [0, 0.3, 0.6, 0.9, 1.2, 1.5].map((t) => around(a + t, 0.27 + 0.05 * Math.sin(t * 4))),
        dye,
        size * 0.085,
      );
    }
    for (let k = 0; k < 4; k += 1)
      bungaRaya(hand, ...around((k * Math.PI) / 2 + 0.5, 0.29), size * 0.118, dye, k * 1.3);
    for (let k = 0; k < 4; k += 1)
      bungaRaya(hand, ...around((k * Math.PI) / 2 + Math.PI / 4, 0.535), size * 0.085, dye, k * 2 + 0.7);
    bungaRaya(hand, size / 2, size / 2, size * 0.135, dye, 0.3);
    for (let ring = 0; ring < 260; ring += 1) {
      const [t, r] = [hand.roll() * 6.28, 0.155 + 0.045 * hand.roll()];
      hand.dot(...around(t, r), size * 0.0022, dye.wax);
    }
  });
}

/** Pucuk rebung: facing rows of bamboo shoots on the head panel, small flowers on the body, bands between them. */
export function pucukRebung(width: number, height: number, dye: Dye, seed = 9): THREE.CanvasTexture {
  return dyed(width, height, dye, seed, 700, (pen) => {
    const unit = width / 14;
    const hand = new Hand(pen, seed, unit);
    const [top, bottom] = [height * 0.3, height * 0.7];
    const flower = (x: number, y: number, r: number) => {
      for (let k = 0; k < 6; k += 1)
        hand.shape(lens([x, y], (k * Math.PI) / 3, r * 0.22, r, r * 0.26), dye.wax, undefined);
      hand.dot(x, y, r * 0.2, dye.pale);
    };
    for (const [from, to] of [
      [0, top - unit * 1.1],
      [bottom + unit * 1.1, height],
    ] as const) {
      let odd = 0;
      for (let y = from + unit * 0.6; y < to; y += unit * 0.9) {
        for (let x = (odd % 2) * unit * 0.55; x < width + unit; x += unit * 1.1) {
          flower(x + hand.shake(3), y + hand.shake(3), unit * 0.22);
          hand.dot(x + unit * 0.55, y, unit * 0.04, dye.pale);
        }
        odd += 1;
      }
    }
    pen.fillStyle = dye.deep;
    pen.fillRect(0, top, width, bottom - top);
    for (let x = unit / 2 - unit; x < width + unit; x += unit) {
      for (const [base, way] of [
        [top, 1],
        [bottom, -1],
      ] as const) {
        const tall = (bottom - top) * 0.455;
        for (const [k, colour] of [dye.wax, dye.ground, dye.pale, dye.mid, dye.wax].entries()) {
          const shrink = 1 - k * 0.19;
          hand.shape(
            [
              [x - unit * 0.48 * shrink, base + way * unit * 0.05],
              [x - unit * 0.4 * shrink, base + way * tall * 0.3 * shrink],
              [x - unit * 0.12 * shrink, base + way * tall * 0.8 * shrink],
              [x, base + way * tall * shrink],
              [x + unit * 0.12 * shrink, base + way * tall * 0.8 * shrink],
              [x + unit * 0.4 * shrink, base + way * tall * 0.3 * shrink],
              [x + unit * 0.48 * shrink, base + way * unit * 0.05],
            ],
            colour,
          );
        }
        hand.line(
          [
            [x, base + way * tall * 0.04],
            [x, base + way * tall * 0.2],
          ],
          dye.ground,
          unit * 0.05,
        );
        hand.dot(x, base + way * tall * 0.5, unit * 0.05, dye.wax);
        flower(x + unit / 2, base + way * tall * 0.72, unit * 0.15);
      }
    }
    for (const y of [top - unit * 0.9, top - unit * 0.1, bottom + unit * 0.1, bottom + unit * 0.9])
      hand.line(
        Array.from({ length: 50 }, (_, i) => [(i / 49) * width, y] as Spot),
        dye.wax,
        unit * 0.07,
      );
    for (const y of [top - unit * 0.5, bottom + unit * 0.5]) {
      for (let x = 0; x < width + unit; x += unit * 0.5) {
        hand.shape(lens([x, y], Math.PI / 4, -unit * 0.24, unit * 0.24, unit * 0.1), dye.pale, undefined);
        hand.dot(x + unit * 0.25, y, unit * 0.05, dye.wax);
      }
    }
  });
}

/** The wall panel: a vine from bottom to top with hibiscus, leaves and a bird. */
export function flora(width: number, height: number, dye: Dye, accent: Dye, seed = 12): THREE.CanvasTexture {
  return dyed(width, height, dye, seed, 900, (pen) => {
    const hand = new Hand(pen, seed, width * 0.06);
    const path = (t: number): Spot => [
      width * (0.5 + 0.24 * Math.sin(t * 6.2) * (1 - 0.35 * t)),
      height * (0.97 - 0.9 * t),
    ];
    const spots = Array.from({ length: 15 }, (_, i) => path(i / 14));
    stem(hand, spots, dye, width * 0.17);
    for (const [t, reach, side] of [
      [0.12, 0.26, 1],
      [0.3, 0.28, -1],
      [0.5, 0.26, 1],
      [0.7, 0.24, -1],
    ] as const) {
      const [x, y] = path(t);
      const twig = [0, 0.35, 0.7, 1].map(
        (k) => [x + side * width * reach * k, y - height * (0.05 * k + 0.05 * k * k)] as Spot,
      );
      stem(hand, twig, dye, width * 0.11);
    }
    for (const [x, y, size, turn] of [
      [0.76, 0.8, 0.15, 0.2],
      [0.24, 0.66, 0.17, 1],
      [0.72, 0.47, 0.15, 2.1],
      [0.33, 0.25, 0.14, 0.6],
      [0.56, 0.1, 0.1, 1.5],
    ] as const)
      bungaRaya(hand, x * width, y * height, size * width, accent, turn);
    bird(hand, width * 0.76, height * 0.285, width * 0.17, dye, accent);
    hand.frame(width * 0.03, dye.wax, width * 0.008);
    hand.frame(width * 0.045, dye.wax, width * 0.003);
  });
}
