/** Rumah Canting's products and tools as objects to place in a scene. */
import * as THREE from 'three';
import { canvas, texture } from '../canvas.ts';
import { fabric, pillow } from '../cloth.ts';
import { clay, cream, grained, lacquer, metal, wood } from '../materials.ts';
import { box, dice, put, sheet, solid, stack, turned } from '../shapes.ts';
import { flora } from './gardens.ts';
import { indigo, rose } from './hand.ts';

export const oak = () => wood('#b98d61', '#6f4a29');
export const walnut = () => wood('#7d5636', '#3f2817');
export const cane = () => wood('#d3b07a', '#8f6a38');

/** A round rail along x. */
export function pole(length: number, radius: number, material: THREE.Material): THREE.Mesh {
  const mesh = solid(new THREE.Mesh(new THREE.CylinderGeometry(radius, radius, length, 40), material));
  mesh.rotation.z = Math.PI / 2;
  return mesh;
}

export const cushion = (print: THREE.Texture, seed: number) =>
  pillow(18, 18, 6.5, fabric(print, [110, 110]), seed);

/** A tote with two long handles, facing +z, with its bottom at y = 0. */
export function tote(print: THREE.Texture, plain: string, seed: number): THREE.Group {
  const bag = new THREE.Group();
  const [w, h] = [15, 15.5];
  const roll = dice(seed);
  const [a, b] = [roll() * 6, roll() * 6];
  const body = (side: number) =>
    sheet(
      80,
      80,
      (s, t) => {
        const [x, y] = [s * 2 - 1, t];
        const belly =
          Math.max(0, 1 - x ** 4) ** 0.6 *
          (0.4 + 1.5 * Math.sin(Math.PI * Math.min(1, (1 - y) * 0.86 + 0.05)));
        const crease =
          0.16 * Math.sin(x * 6 + y * 5 + a) * (1 - Math.abs(x)) +
          0.12 * Math.sin(y * 9 - x * 3 + b) * (1 - y);
        return new THREE.Vector3(
          (x * w * (1 - 0.035 * Math.sin(Math.PI * y))) / 2,
          y * h - 0.12 * h * 0.1 * x * x * (1 - y) * 8,
          side * (belly * 0.9 + crease * belly + 0.05),
        );
      },
      fabric(print, [100, 100]),
    );
  bag.add(body(1), body(-1));
  const strap = fabric(plain, [60, 4]);
  for (const [z, lift] of [
    [0.5, 11],
    [-0.5, 10.6],
  ] as const) {
    bag.add(
      sheet(
        6,
        80,
        (s, t) => {
          const u = t * 2 - 1;
          const down = Math.max(0, Math.abs(u) - 0.8) * 12;
          const x = 3.6 * Math.sign(u) * Math.min(1, (1 - (1 - Math.abs(u)) ** 2.2) * 1.02) ** 0.8;
          return new THREE.Vector3(
            x + (s - 0.5) * 0.95 * (0.35 + 0.65 * Math.abs(u)),
            h - 0.2 + lift * (1 - Math.abs(u) ** 2.2) * 0.9 - down,
            z * (1 + 1.3 * Math.abs(u)) + (s - 0.5) * 0.9 * (1 - Math.abs(u)),
          );
        },
        strap,
      ),
    );
  }
  return solid(bag);
}

/** An open fan with bamboo ribs: pivot at the origin, opening upwards, facing +z. */
export function fan(print: THREE.Texture): THREE.Group {
  const group = new THREE.Group();
  const [ribs, open, inner, outer] = [23, 2.55, 5.2, 13];
  const bamboo = lacquer('#d8b981', 0.35);
  for (let i = 0; i < ribs; i += 1) {
    const a = Math.PI / 2 + open * (i / (ribs - 1) - 0.5);
    const edge = i === 0 || i === ribs - 1;
    const rib = box(edge ? 0.62 : 0.34, outer - (edge ? 0 : 1.2), edge ? 0.2 : 0.07, 0.03, bamboo);
    const holder = new THREE.Group();
    rib.position.y += -1.2;
    holder.add(rib);
    holder.rotation.z = a - Math.PI / 2;
    holder.position.z = (i - ribs / 2) * 0.022 + (edge ? 0.1 : 0);
    group.add(holder);
  }
  const pleats = (ribs - 1) * 2;
  const leafShape = sheet(
    pleats * 4,
    20,
    (s, t) => {
      const a = Math.PI / 2 + open * 0.985 * (0.5 - s);
      const r = inner + (outer - inner) * t;
      const fold = Math.abs(((s * pleats) % 2) - 1);
      return new THREE.Vector3(r * Math.cos(a), r * Math.sin(a), 0.36 + 0.42 * fold * (0.5 + 0.5 * t));
    },
    fabric(print, [160, 60]),
  );
  const pin = turned('0,0 0.34,0,0.1 0.3,0.3,0.15 0,0.34', metal('#c99a5b', 0.25));
  pin.rotation.x = Math.PI / 2;
  pin.position.z = 0.3;
  group.add(leafShape, pin);
  return solid(group);
}

/** An upright journal with its cover towards +z and its spine on the left. */
export function journal(print: THREE.Texture, spine: string): THREE.Group {
  const group = new THREE.Group();
  const [w, h, d] = [11.4, 16, 1.9];
  const cover = fabric(print, [90, 120]);
  const back = fabric(spine, [30, 120]);
  for (const z of [-d / 2, d / 2])
    group.add(put(box(w, h, 0.22, 0.08, [back, back, back, back, cover, cover]), 0, 0, z));
  group.add(put(box(2.1, h + 0.02, d + 0.26, 0.12, back), -w / 2 + 1, -0.01, 0));
  const pages = pageBlock();
  group.add(put(box(w - 0.7, h - 0.5, d - 0.2, 0.04, pages), 0.1, 0.25, 0));
  const ribbon = sheet(
    3,
    40,
    (s, t) =>
      new THREE.Vector3(1.6 + (s - 0.5) * 0.42 + 0.5 * t * t, -2.1 * t + 0.3, 0.2 + 0.5 * Math.sin(t * 3)),
    new THREE.MeshPhysicalMaterial({ color: '#b0713a', roughness: 0.4, side: THREE.DoubleSide }),
  );
  group.add(ribbon);
  return solid(group);
}

/** The page edges of a book: fine lines. */
function pageBlock(): THREE.MeshPhysicalMaterial {
  const pen = canvas(256, 256);
  for (let x = 0; x < 256; x += 2) {
    const level = 222 + ((x * 37) % 23);
    pen.fillStyle = `rgb(${level},${level - 8},${level - 26})`;
    pen.fillRect(x, 0, 2, 256);
  }
  return new THREE.MeshPhysicalMaterial({ map: texture(pen), roughness: 0.9 });
}

/** A canting (wax pen): bamboo handle, copper cup and thin spout. Lies on y = 0 along x, with the spout on the left. */
export function canting(cup: number): THREE.Group {
  const copper = metal('#c77f4f', 0.28);
  const handle = grained(turned('0,0 0.42,0,0.15 0.5,2.4,0.4 0.44,8,0.5 0.3,9.6,0.2 0,9.7', cane()), 6);
  handle.rotation.z = -Math.PI / 2;
  const arm = new THREE.CatmullRomCurve3([
    new THREE.Vector3(0.4, 0, 0),
    new THREE.Vector3(-0.7, 0, 0),
    new THREE.Vector3(-1.5, -0.05, 0),
  ]);
  const bowl = turned(
    `0,0 ${cup * 0.6},0.02,0.2 ${cup},${cup * 0.75},0.5 ${cup * 0.9},${cup * 1.25},0.1 ${cup * 0.82},${cup * 1.24},0.05 ${cup * 0.85},${cup * 0.7},0.4 0,${cup * 0.3}`,
    copper,
  );
  const spout = new THREE.CatmullRomCurve3([
    new THREE.Vector3(-cup * 0.8, cup * 0.25, 0),
    new THREE.Vector3(-cup * 1.5, cup * 0.3, 0),
    new THREE.Vector3(-cup * 2.1, cup * 0.12, 0),
    new THREE.Vector3(-cup * 2.35, -cup * 0.2, 0),
  ]);
  const group = new THREE.Group();
  group.add(
    put(handle, 0.2, 0.5, 0),
    solid(new THREE.Mesh(new THREE.TubeGeometry(arm, 20, 0.16, 12), copper)).translateY(0.5),
  );
  const head = new THREE.Group();
  head.add(bowl, solid(new THREE.Mesh(new THREE.TubeGeometry(spout, 30, 0.1, 12), copper)));
  group.add(put(head, -1.5 - cup * 0.7, 0.25, 0));
  return solid(group);
}

/** A cast block of batik wax. */
export function wax(): THREE.Group {
  const block = box(6.4, 2.2, 4.4, 0.3, cream('#d7a558'));
  return stack([block, 0], [put(box(5.4, 0.2, 3.4, 0.1, cream('#cf9a4b')), 0, 0, 0), 2.12]);
}

/** A small clay pot with contents. */
export function pot(radius: number, height: number, colour: string, fill: THREE.Material): THREE.Group {
  return stack(
    [
      turned(
        `0,0 ${radius * 0.7},0,0.15 ${radius},${height * 0.45},0.7 ${radius * 0.86},${height},0.15 ${radius * 0.74},${height},0.08 ${radius * 0.8},${height * 0.6},0.3`,
        lacquer(colour, 0.25),
      ),
      0,
    ],
    [turned(`0,0 ${radius * 0.8},0`, fill), height * 0.72],
  );
}

/** A wide soft brush, lying along x. */
export function brush(): THREE.Group {
  const handle = grained(turned('0,0 0.36,0.1,0.2 0.3,3,0.5 0.48,6.6,0.3 0.46,7.4', oak()), 6);
  const ferrule = turned('0,0 0.5,0 0.54,1.2 0,1.2', metal('#c9b38a', 0.3));
  const hair = turned('0,0 0.52,0 0.58,0.9,0.4 0.3,2,0.5 0,2.3', clay('#4a3526'));
  const whole = stack([handle, 0], [ferrule, 7.4], [hair, 8.6]);
  whole.rotation.z = Math.PI / 2;
  whole.position.y = 0.55;
  const group = new THREE.Group();
  group.add(whole);
  return group;
}

/** A peg in the wall that points towards the camera. */
export function peg(): THREE.Group {
  const pin = turned('0,0 0.5,0 0.5,3.4 0.8,3.7,0.2 0.8,4.3,0.2 0,4.4', oak());
  pin.rotation.x = Math.PI / 2;
  return new THREE.Group().add(pin);
}

export function panel(): THREE.Group {
  const print = flora(1500, 2100, indigo, rose);
  const [w, h] = [15, 21];
  const frame = new THREE.Group();
  const teak = walnut();
  frame.add(put(box(w, h, 0.3, 0.05, clay('#efe8db')), 0, 0, 0));
  frame.add(
    put(new THREE.Mesh(new THREE.PlaneGeometry(w - 0.8, h - 0.8), fabric(print, [140, 200])), 0, h / 2, 0.22),
  );
  for (const [fw, fh, x, y] of [
    [w + 1, 0.7, 0, h - 0.2],
    [w + 1, 0.7, 0, -0.5],
    [0.7, h, -w / 2 - 0.15, 0],
    [0.7, h, w / 2 + 0.15, 0],
  ] as const)
    frame.add(put(box(fw, fh, 1.1, 0.06, teak), x, y, 0.2));
  return solid(frame);
}
