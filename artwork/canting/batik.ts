/** The repeating patterns: kawung, parang, ceplok, mega mendung. */
import type * as THREE from 'three';
import { dice } from '../shapes.ts';
import { type Dye, dyed, Hand, indigo, lens, type Spot } from './hand.ts';

/** Kawung: a cut palm fruit with four seeds around a centre. */
export function kawung(width: number, height: number, dye: Dye, cell: number, seed = 1): THREE.CanvasTexture {
  return dyed(width, height, dye, seed, 900, (pen) => {
    const hand = new Hand(pen, seed, cell);
    for (let row = -1; row <= height / cell + 1; row += 1) {
      for (let column = -1; column <= width / cell + 1; column += 1) {
        const [x, y] = [column * cell, row * cell];
        for (let k = 0; k < 4; k += 1) {
          const a = Math.PI / 4 + (k * Math.PI) / 2;
          const [near, far] = [cell * 0.1, cell * 0.655];
          hand.shape(lens([x, y], a, near, far, cell * 0.205), dye.wax);
          hand.line(
            lens([x, y], a, near + cell * 0.055, far - cell * 0.06, cell * 0.145),
            dye.mid,
            cell * 0.014,
            true,
          );
          for (const t of [0.3, 0.47]) {
            hand.line(
              [
                [x + cell * (t - 0.045) * Math.cos(a), y + cell * (t - 0.045) * Math.sin(a)],
                [x + cell * (t + 0.05) * Math.cos(a), y + cell * (t + 0.05) * Math.sin(a)],
              ],
              dye.ground,
              cell * 0.032,
            );
          }
        }
        hand.dot(x, y, cell * 0.045, dye.wax);
        for (let k = 0; k < 4; k += 1) {
          const a = (k * Math.PI) / 2;
          hand.dot(x + cell * 0.17 * Math.cos(a), y + cell * 0.17 * Math.sin(a), cell * 0.024, dye.pale);
          hand.dot(x + cell * 0.27 * Math.cos(a), y + cell * 0.27 * Math.sin(a), cell * 0.03, dye.wax);
          hand.line(
            lens(
              [x + cell * 0.5 * Math.cos(a), y + cell * 0.5 * Math.sin(a)],
              a + Math.PI / 2,
              -cell * 0.1,
              cell * 0.1,
              cell * 0.05,
            ),
            dye.pale,
            cell * 0.016,
            true,
          );
        }
      }
    }
  });
}

/** Parang: slanting rows of blades with chains of lozenges between them. */
export function parang(width: number, height: number, dye: Dye, band: number, seed = 2): THREE.CanvasTexture {
  return dyed(width, height, dye, seed, 900, (pen) => {
    const hand = new Hand(pen, seed, band);
    pen.save();
    pen.translate(width / 2, height / 2);
    pen.rotate(-Math.PI / 4);
    const reach = Math.hypot(width, height) / 2;
    const [tall, step, unit] = [band, band * 1.36, band * 0.5];
    for (let y = -Math.ceil(reach / step) * step; y < reach; y += step) {
      for (let x = -Math.ceil(reach / unit) * unit; x < reach; x += unit) {
        // a blade: a leaf bent into an S, slanted with the row
        const spine = (t: number): Spot => [
          x + unit * (0.1 + 1.25 * t + 0.42 * Math.sin(t * Math.PI * 2)),
          y + tall * (0.03 + 0.94 * t),
        ];
        const blade = (half: number, from: number, to: number): Spot[] => {
          const side = (sign: number) =>
            Array.from({ length: 9 }, (_, i) => {
              const t = from + ((to - from) * i) / 8;
              const [px, py] = spine(t);
              return [
                px + sign * unit * half * Math.sin(Math.PI * (i / 8)) ** 0.8 * (1.15 - 0.5 * t),
                py - sign * tall * 0.03,
              ] as Spot;
            });
          return [...side(1), ...side(-1).reverse()];
        };
        hand.shape(blade(0.4, 0, 1), dye.wax);
        hand.line(blade(0.22, 0.1, 0.86), dye.mid, band * 0.02, true);
        for (const t of [0.26, 0.36, 0.46, 0.56, 0.66]) hand.dot(...spine(t), band * 0.017, dye.ground);
        hand.line(
          [0.1, 0.3, 0.5, 0.7, 0.9].map((t) => [spine(t)[0] + unit * 0.5, spine(t)[1]] as Spot),
          dye.pale,
          band * 0.014,
        );
        const seam = y + tall + (step - tall) / 2;
        hand.shape(lens([x + unit / 2, seam], 0, -unit * 0.4, unit * 0.4, (step - tall) * 0.28), dye.wax);
        hand.dot(x + unit / 2, seam, band * 0.024, dye.ground);
        hand.dot(x, seam, band * 0.022, dye.pale);
      }
      for (const edge of [y - (step - tall) * 0.14, y + tall + (step - tall) * 0.14])
        hand.line(
          Array.from({ length: 60 }, (_, i) => [-reach + (i / 59) * 2 * reach, edge] as Spot),
          dye.pale,
          band * 0.02,
        );
    }
    pen.restore();
  });
}

/** Ceplok: a rosette in every square. */
export function ceplok(width: number, height: number, dye: Dye, cell: number, seed = 3): THREE.CanvasTexture {
  return dyed(width, height, dye, seed, 900, (pen) => {
    const hand = new Hand(pen, seed, cell);
    const circle = (x: number, y: number, r: number): Spot[] =>
      Array.from({ length: 18 }, (_, i) => [
        x + r * Math.cos((i / 18) * 6.283),
        y + r * Math.sin((i / 18) * 6.283),
      ]);
    for (let row = 0; row <= height / cell + 1; row += 1) {
      for (let column = 0; column <= width / cell + 1; column += 1) {
        const [x, y] = [column * cell, row * cell];
        hand.line(circle(x, y, cell * 0.46), dye.pale, cell * 0.016, true);
        hand.line(circle(x, y, cell * 0.425), dye.wax, cell * 0.022, true);
        for (let k = 0; k < 8; k += 1) {
          const a = (k * Math.PI) / 4;
          hand.shape(
            lens([x, y], a, cell * 0.1, cell * 0.39, cell * (k % 2 ? 0.062 : 0.088)),
            k % 2 ? dye.mid : dye.wax,
            dye.wax,
            cell * 0.012,
          );
          if (k % 2 === 0)
            hand.line(
              [
                [x + cell * 0.17 * Math.cos(a), y + cell * 0.17 * Math.sin(a)],
                [x + cell * 0.31 * Math.cos(a), y + cell * 0.31 * Math.sin(a)],
              ],
              dye.ground,
              cell * 0.018,
            );
          hand.dot(
            x + cell * 0.34 * Math.cos(a + 0.39),
            y + cell * 0.34 * Math.sin(a + 0.39),
            cell * 0.018,
            dye.wax,
          );
        }
        hand.shape(circle(x, y, cell * 0.075), dye.pale, dye.wax, cell * 0.016);
        hand.dot(x, y, cell * 0.026, dye.deep);
        const [cx, cy] = [x + cell / 2, y + cell / 2];
        for (let k = 0; k < 4; k += 1) {
          const a = Math.PI / 4 + (k * Math.PI) / 2;
          hand.shape(
            lens([cx, cy], a, cell * 0.03, cell * 0.19, cell * 0.055),
            dye.mid,
            dye.wax,
            cell * 0.014,
          );
          hand.dot(
            cx + cell * 0.13 * Math.cos(a + 0.785),
            cy + cell * 0.13 * Math.sin(a + 0.785),
            cell * 0.02,
            dye.wax,
          );
        }
        hand.dot(cx, cy, cell * 0.028, dye.wax);
      }
    }
  });
}

const steps = ['#f4f0e6', '#cdd6e3', '#a5b6cf', '#7e95b8', '#5b759d', '#415a80', '#2c3c5f'];

/** Mega mendung: rain clouds in seven shades, from white at the rim to deep indigo inside. */
export function megaMendung(width: number, height: number, unit: number, seed = 4): THREE.CanvasTexture {
  return dyed(width, height, indigo, seed, 500, (pen) => {
    const roll = dice(seed);
    const cloud = (x: number, y: number, size: number, flip: number) => {
      const lobes = [
        [-1.15, 0.14, 0.16],
        [-0.72, 0.02, 0.24],
        [-0.3, -0.16, 0.28],
        [0.16, -0.04, 0.28],
        [0.58, -0.2, 0.22],
        [0.92, 0.04, 0.22],
        [0.3, 0.2, 0.18],
        [-0.25, 0.18, 0.2],
        [1.26, 0.17, 0.1],
      ].map(
        ([dx = 0, dy = 0, r = 0]) =>
          [
            x + flip * size * (dx + (roll() - 0.5) * 0.08),
            y + size * (dy + (roll() - 0.5) * 0.06),
            size * r,
          ] as const,
      );
      for (const [k, colour] of steps.entries()) {
        pen.fillStyle = colour;
        const rim = size * (steps.length - 1 - k) * 0.075;
        for (const [lx, ly, r] of lobes) {
          pen.beginPath();
          pen.ellipse(lx, ly, r * 1.1 + rim * 1.08, r * 0.85 + rim * 0.92, 0, 0, 7);
          pen.fill();
        }
      }
      // a curl of wind inside the cloud
      const [cx, cy] = [x + flip * size * -0.22, y - size * 0.06];
      pen.strokeStyle = steps[0] as string;
      pen.lineCap = 'round';
      pen.lineWidth = size * 0.032;
      pen.beginPath();
      for (let t = 0; t < 46; t += 1) {
        const [a, q] = [t * 0.2, size * 0.26 * (1 - t / 52)];
        pen.lineTo(cx + flip * q * Math.cos(a) * 1.25, cy + q * Math.sin(a) * 0.62);
      }
      pen.stroke();
      pen.beginPath();
      pen.moveTo(cx + flip * size * 0.32, cy);
      pen.quadraticCurveTo(cx + flip * size * 0.6, cy + size * 0.2, cx + flip * size * 1.12, cy + size * 0.1);
      pen.stroke();
    };
    for (let row = -1; row <= height / (unit * 1.5) + 1; row += 1) {
      for (let column = -1; column <= width / (unit * 3.9) + 1; column += 1) {
        const [x, y] = [
          (column + (row % 2) * 0.5) * unit * 3.9 + roll() * unit * 0.3,
          row * unit * 1.5 + (roll() - 0.4) * unit * 0.3,
        ];
        cloud(x, y, unit * (0.76 + roll() * 0.34), roll() < 0.5 ? 1 : -1);
      }
    }
  });
}
