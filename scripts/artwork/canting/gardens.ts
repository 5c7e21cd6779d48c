/** Drawn freehand rather than repeated: hibiscus, vines, bamboo shoots, a bird. */
import type * as THREE from 'three';
import { type Dye, dyed, Hand, lens } from './batik.ts';

type Spot = [x: number, y: number];

/** Bunga raya, seen from the front, painted wet up to its wax line. */
export function bungaRaya(hand: Hand, x: number, y: number, size: number, dye: Dye, turn = 0): void {
  const { pen } = hand;
  for (let k = 0; k < 5; k += 1) {
    const a = turn + (k / 5) * Math.PI * 2;
    const at = (along: number, aside: number): Spot => [
      x + size * (along * Math.cos(a) - aside * Math.sin(a)),
      y + size * (along * Math.sin(a) + aside * Math.cos(a)),
    ];
    const rim = [
      at(0.06, 0),
      at(0.3, -0.2),
      at(0.62, -0.44),
      at(0.88, -0.42),
      at(0.98, -0.2),
      at(1.06, 0),
      at(0.98, 0.2),
      at(0.9, 0.42),
      at(0.62, 0.46),
      at(0.3, 0.22),
    ];
    const wash = pen.createRadialGradient(x, y, size * 0.1, x, y, size);
    wash.addColorStop(0, dye.deep);
    wash.addColorStop(0.42, dye.mid);
    wash.addColorStop(1, dye.pale);
    hand.trace(rim, true);
    pen.fillStyle = wash;
    pen.fill();
    pen.strokeStyle = dye.wax;
    pen.lineWidth = size * 0.036;
    pen.stroke();
    for (const aside of [-0.26, -0.12, 0, 0.12, 0.26])
      hand.line(
        [at(0.22, aside * 0.3), at(0.55, aside), at(0.84 - Math.abs(aside) * 0.3, aside * 1.25)],
        dye.wax,
        size * 0.014,
      );
  }
  const column = (t: number): Spot => [
    x + size * 0.72 * t * Math.cos(turn + 0.62),
    y + size * 0.72 * t * Math.sin(turn + 0.62),
  ];
  hand.line([column(0), column(0.5), column(1)], dye.wax, size * 0.045);
  for (let i = 0; i < 16; i += 1) {
    const [px, py] = column(0.5 + (i / 16) * 0.55);
    hand.dot(
      px + (hand.roll() - 0.5) * size * 0.17,
      py + (hand.roll() - 0.5) * size * 0.17,
      size * 0.026,
      dye.wax,
    );
  }
}

/** A leaf with its veins. */
export function frondLeaf(hand: Hand, at: Spot, angle: number, length: number, dye: Dye): void {
  hand.shape(lens(at, angle, 0, length, length * 0.22), dye.mid, dye.wax, length * 0.034);
  const spot = (along: number, aside: number): Spot => [
    at[0] + along * length * Math.cos(angle) - aside * length * Math.sin(angle),
    at[1] + along * length * Math.sin(angle) + aside * length * Math.cos(angle),
  ];
  hand.line([spot(0.04, 0), spot(0.5, 0.01), spot(0.92, 0)], dye.wax, length * 0.022);
  for (const t of [0.25, 0.42, 0.58, 0.74])
    for (const side of [-1, 1])
      hand.line([spot(t, 0), spot(t + 0.12, side * 0.13 * (1.1 - t))], dye.wax, length * 0.013);
}

/** A stem along spots, with leaves left and right. */
function stem(hand: Hand, spots: Spot[], dye: Dye, leafLength: number, every = 1): void {
  hand.line(spots, dye.wax, leafLength * 0.07);
  for (let i = 1; i < spots.length - 1; i += every) {
    const [here, next] = [spots[i] as Spot, spots[i + 1] as Spot];
    const along = Math.atan2(next[1] - here[1], next[0] - here[0]);
    for (const side of [-1, 1])
      frondLeaf(
        hand,
        here,
        along + side * (0.75 + hand.roll() * 0.35),
        leafLength * (0.8 + 0.35 * hand.roll()),
        dye,
      );
  }
}

/** A silk scarf: a ring of hibiscus inside a border of leaves. */
export function scarf(size: number, dye: Dye, seed = 7): THREE.CanvasTexture {
  return dyed(
    size,
    size,
    dye,
    seed,
    (pen) => {
      const hand = new Hand(pen, seed, size * 0.05);
      for (const [inset, width] of [
        [0.022, 0.008],
        [0.036, 0.003],
        [0.1, 0.003],
      ] as const) {
        const [a, b] = [inset * size, (1 - inset) * size];
        for (const [from, to] of [
          [
            [a, a],
            [b, a],
          ],
          [
            [b, a],
            [b, b],
          ],
          [
            [b, b],
            [a, b],
          ],
          [
            [a, b],
            [a, a],
          ],
        ] as [Spot, Spot][]) {
          hand.line(
            Array.from(
              { length: 24 },
              (_, i) =>
                [from[0] + ((to[0] - from[0]) * i) / 23, from[1] + ((to[1] - from[1]) * i) / 23] as Spot,
            ),
            dye.wax,
            width * size,
          );
        }
      }
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
    },
    350,
  );
}

/** Pucuk rebung: facing rows of shoots at the head panel, small flowers on the body, bands between. */
export function pucukRebung(width: number, height: number, dye: Dye, seed = 9): THREE.CanvasTexture {
  return dyed(
    width,
    height,
    dye,
    seed,
    (pen) => {
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
    },
    700,
  );
}

/** The wall panel: one vine from bottom to top, hibiscus, fern, and a shy bird. */
export function flora(width: number, height: number, dye: Dye, accent: Dye, seed = 12): THREE.CanvasTexture {
  return dyed(
    width,
    height,
    dye,
    seed,
    (pen) => {
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
      for (const inset of [0.03, 0.045]) {
        const [a, b, c, d] = [inset * width, (1 - inset) * width, inset * width, height - inset * width];
        for (const [from, to] of [
          [
            [a, c],
            [b, c],
          ],
          [
            [b, c],
            [b, d],
          ],
          [
            [b, d],
            [a, d],
          ],
          [
            [a, d],
            [a, c],
          ],
        ] as [Spot, Spot][])
          hand.line(
            Array.from(
              { length: 20 },
              (_, i) =>
                [from[0] + ((to[0] - from[0]) * i) / 19, from[1] + ((to[1] - from[1]) * i) / 19] as Spot,
            ),
            dye.wax,
            width * (inset < 0.04 ? 0.008 : 0.003),
          );
      }
    },
    900,
  );
}

/** A small bird on a twig, looking back over its shoulder. */
export function bird(hand: Hand, x: number, y: number, size: number, dye: Dye, accent: Dye): void {
  const at = (u: number, v: number): Spot => [x + u * size, y + v * size];
  hand.shape(
    [
      at(-0.55, -0.3),
      at(-0.34, -0.5),
      at(-0.1, -0.42),
      at(0.1, -0.22),
      at(0.5, 0),
      at(1.2, 0.5),
      at(1.12, 0.62),
      at(0.5, 0.34),
      at(0.1, 0.42),
      at(-0.28, 0.3),
      at(-0.44, 0.02),
      at(-0.5, -0.16),
    ],
    accent.mid,
    dye.wax,
    size * 0.05,
  );
  hand.shape(
    [at(-0.12, -0.12), at(0.2, -0.06), at(0.6, 0.2), at(0.82, 0.4), at(0.4, 0.26), at(0, 0.16)],
    dye.deep,
    dye.wax,
    size * 0.035,
  );
  for (const k of [0.1, 0.24, 0.38])
    hand.line([at(0.02 + k, 0.02 + k * 0.3), at(0.3 + k, 0.16 + k * 0.5)], dye.wax, size * 0.022);
  for (let k = 0; k < 9; k += 1)
    hand.dot(...at(-0.3 + (k % 3) * 0.11, -0.02 + Math.floor(k / 3) * 0.11), size * 0.022, dye.wax);
  hand.shape([at(-0.55, -0.32), at(-0.82, -0.24), at(-0.55, -0.18)], dye.pale, dye.wax, size * 0.02);
  hand.dot(...at(-0.33, -0.3), size * 0.055, dye.wax);
  hand.dot(...at(-0.34, -0.3), size * 0.03, dye.deep);
  hand.line([at(-0.06, 0.4), at(-0.1, 0.6)], dye.wax, size * 0.03);
  hand.line([at(0.1, 0.4), at(0.08, 0.6)], dye.wax, size * 0.03);
  hand.line([at(-0.7, 0.64), at(-0.1, 0.6), at(0.7, 0.66)], dye.wax, size * 0.05);
}
