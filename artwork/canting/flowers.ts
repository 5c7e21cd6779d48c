/** Freehand motifs: hibiscus, leaves, stems, a bird. */
import { type Dye, type Hand, lens, type Spot } from './hand.ts';

/** Bunga raya (hibiscus) from the front, with a colour wash up to the wax line. */
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

/** A stem through `spots`, with leaves on both sides, `every` spots apart. */
export function stem(hand: Hand, spots: Spot[], dye: Dye, leafLength: number, every = 1): void {
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
