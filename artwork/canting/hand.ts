/**
 * The dyes of batik, and a hand that draws it: cream lines where the wax was, dye around them, filler dots, and fine cracks where
 * the wax broke in the dye bath. Every line is slightly irregular. A drawing becomes the print of a cloth.
 */
import type * as THREE from 'three';
import { canvas, type Pen, texture } from '../canvas.ts';
import { dice } from '../shapes.ts';

export type Spot = [x: number, y: number];

export interface Dye {
  ground: string;
  deep: string;
  mid: string;
  pale: string;
  wax: string;
}

export const indigo: Dye = {
  ground: '#2d3b5f',
  deep: '#1b2338',
  mid: '#5d7299',
  pale: '#aebbcf',
  wax: '#f2ebdd',
};
export const soga: Dye = {
  ground: '#68462d',
  deep: '#3a2518',
  mid: '#a3754a',
  pale: '#cfa97a',
  wax: '#f3e7d1',
};
export const teal: Dye = {
  ground: '#2f5c5a',
  deep: '#123b3d',
  mid: '#5a9a8f',
  pale: '#d9b566',
  wax: '#f3ead2',
};
export const maroon: Dye = {
  ground: '#6c2f3c',
  deep: '#411a24',
  mid: '#b25a5f',
  pale: '#dcae62',
  wax: '#f6e8d3',
};
export const rose: Dye = {
  ground: '#c77c84',
  deep: '#8f3f50',
  mid: '#dfa0a0',
  pale: '#f0cdbf',
  wax: '#fdf3e8',
};

/** Draws with slightly shaking lines of varying width. */
export class Hand {
  readonly pen: Pen;
  readonly roll: () => number;
  private readonly unit: number;

  constructor(pen: Pen, seed: number, unit: number) {
    this.pen = pen;
    this.roll = dice(seed);
    this.unit = unit;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
  }

  shake(amount = 1): number {
    return (this.roll() - 0.5) * this.unit * 0.035 * amount;
  }

  /** A smooth path near the spots, each with a small random offset. */
  trace(spots: Spot[], closed = false): void {
    const { pen } = this;
    const shaken = spots.map(([x, y]) => [x + this.shake(), y + this.shake()] as Spot);
    const get = (i: number) => shaken[(i + shaken.length) % shaken.length] as Spot;
    pen.beginPath();
    const first = closed ? ([(get(0)[0] + get(-1)[0]) / 2, (get(0)[1] + get(-1)[1]) / 2] as Spot) : get(0);
    pen.moveTo(...first);
    const last = closed ? shaken.length : shaken.length - 1;
    for (let i = closed ? 0 : 1; i < last; i += 1)
      pen.quadraticCurveTo(...get(i), (get(i)[0] + get(i + 1)[0]) / 2, (get(i)[1] + get(i + 1)[1]) / 2);
    if (closed) pen.closePath();
    else pen.lineTo(...get(shaken.length - 1));
  }

  line(spots: Spot[], ink: string, width: number, closed = false): void {
    this.trace(spots, closed);
    this.pen.strokeStyle = ink;
    this.pen.lineWidth = width * (0.85 + 0.3 * this.roll());
    this.pen.stroke();
  }

  shape(spots: Spot[], fill: string, ink?: string, width = 0): void {
    this.trace(spots, true);
    this.pen.fillStyle = fill;
    this.pen.fill();
    if (!ink) return;
    this.pen.strokeStyle = ink;
    this.pen.lineWidth = width * (0.85 + 0.3 * this.roll());
    this.pen.stroke();
  }

  /** A line as straight as a hand can draw it. */
  ruled([x, y]: Spot, [toX, toY]: Spot, ink: string, width: number): void {
    const at = (i: number): Spot => [x + ((toX - x) * i) / 23, y + ((toY - y) * i) / 23];
    this.line(
      Array.from({ length: 24 }, (_, i) => at(i)),
      ink,
      width,
    );
  }

  /** A frame at a distance of `inset` from the edges of the cloth. */
  frame(inset: number, ink: string, width: number): void {
    const [right, bottom] = [this.pen.canvas.width - inset, this.pen.canvas.height - inset];
    this.ruled([inset, inset], [right, inset], ink, width);
    this.ruled([right, inset], [right, bottom], ink, width);
    this.ruled([right, bottom], [inset, bottom], ink, width);
    this.ruled([inset, bottom], [inset, inset], ink, width);
  }

  /** A slightly irregular dot. */
  dot(x: number, y: number, r: number, ink: string): void {
    this.pen.fillStyle = ink;
    this.pen.beginPath();
    this.pen.ellipse(
      x + this.shake(0.6),
      y + this.shake(0.6),
      r * (0.85 + 0.3 * this.roll()),
      r * (0.85 + 0.3 * this.roll()),
      this.roll() * 3,
      0,
      7,
    );
    this.pen.fill();
  }
}

/** A leaf or petal between two ends; `swell`: half its width. */
export function lens([x, y]: Spot, angle: number, from: number, to: number, swell: number): Spot[] {
  const at = (along: number, aside: number): Spot => [
    x + along * Math.cos(angle) - aside * Math.sin(angle),
    y + along * Math.sin(angle) + aside * Math.cos(angle),
  ];
  const length = to - from;
  return [
    at(from, 0),
    at(from + length * 0.12, swell * 0.55),
    at(from + length * 0.5, swell),
    at(from + length * 0.88, swell * 0.6),
    at(to, 0),
    at(from + length * 0.88, -swell * 0.6),
    at(from + length * 0.5, -swell),
    at(from + length * 0.12, -swell * 0.55),
  ];
}

/** The uneven dye of the background. */
function ground(pen: Pen, colour: string, deep: string, seed: number): void {
  const [w, h] = [pen.canvas.width, pen.canvas.height];
  const roll = dice(seed);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, w, h);
  for (let i = 0; i < 70; i += 1) {
    const [x, y, r] = [roll() * w, roll() * h, (0.06 + 0.16 * roll()) * w];
    const cloud = pen.createRadialGradient(x, y, 0, x, y, r);
    cloud.addColorStop(0, `${deep}26`);
    cloud.addColorStop(1, `${deep}00`);
    pen.fillStyle = cloud;
    pen.fillRect(x - r, y - r, 2 * r, 2 * r);
  }
}

/** Fine cracks where dye seeped under broken wax. */
function crackle(pen: Pen, deep: string, seed: number, amount: number): void {
  const [w, h] = [pen.canvas.width, pen.canvas.height];
  const roll = dice(seed);
  pen.save();
  pen.globalCompositeOperation = 'multiply';
  pen.strokeStyle = deep;
  pen.lineCap = 'round';
  for (let i = 0; i < amount; i += 1) {
    let [x, y, a] = [roll() * w, roll() * h, roll() * 6.28];
    pen.globalAlpha = 0.16 + 0.3 * roll();
    pen.lineWidth = w * (0.0003 + 0.0006 * roll());
    pen.beginPath();
    pen.moveTo(x, y);
    for (let step = 0; step < 5 + roll() * 12; step += 1) {
      a += (roll() - 0.5) * 0.9;
      x += Math.cos(a) * w * 0.008;
      y += Math.sin(a) * w * 0.008;
      pen.lineTo(x, y);
    }
    pen.stroke();
  }
  pen.restore();
}

/** The print of a cloth: dyes the background, runs `draw`, then adds `cracks` cracks. */
export function dyed(
  width: number,
  height: number,
  dye: Dye,
  seed: number,
  cracks: number,
  draw: (pen: Pen) => void,
): THREE.CanvasTexture {
  const pen = canvas(width, height);
  ground(pen, dye.ground, dye.deep, seed);
  draw(pen);
  crackle(pen, dye.deep, seed + 1, cracks);
  return texture(pen);
}
