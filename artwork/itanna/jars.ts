/** Ìtànná's products in jars and tins. */
import * as THREE from 'three';
import { cap } from '../closures.ts';
import type { Print } from '../labels.ts';
import { clay, cream, glass, grained, lacquer, metal, plastic, shine } from '../materials.ts';
import { petal } from '../nature.ts';
import { tin } from '../packs.ts';
import { dice, put, solid, stack, turned } from '../shapes.ts';
import { jar, laid, swirl, wrapped } from '../vessels.ts';
import { cocoa, oak, paper } from './house.ts';

/** Makes a vessel clear: drawn last and without a shadow. */
function clear<T extends THREE.Object3D>(vessel: T): T {
  vessel.traverse((part) => {
    part.castShadow = false;
    part.renderOrder = 3;
  });
  return vessel;
}

/** A straight clear jar with its contents and lid. */
function pantryJar(
  radius: number,
  height: number,
  fill: THREE.Material,
  print: Print,
  lid: THREE.Object3D,
): THREE.Group {
  return stack(
    [
      turned(
        `0,0.35 ${radius - 0.22},0.35,0.45 ${radius - 0.22},${height - 0.25},0.35 0,${height - 0.2}`,
        fill,
      ),
      0,
    ],
    [clear(jar(radius, height, shine())), 0],
    [wrapped(radius + 0.012, (height - print.height) / 2, print), 0],
    [lid, height + 0.06],
  );
}

export const ricePolish = () =>
  pantryJar(
    2.9,
    5,
    clay('#eee0cb'),
    { width: 5.8, height: 3.7, ink: cocoa, paper, name: ['Ofada Rice Polish'], size: '60 g' },
    grained(cap(2.9, 1.5, oak(), 0.2)),
  );
export const aloeGel = () =>
  pantryJar(
    3,
    4.4,
    glass('#b9d79c', 2.4, 0.12),
    { width: 5.6, height: 3.3, ink: '#3f5a36', name: ['Aloe Water Gel'], size: '50 ml' },
    cap(3, 1.5, plastic('#f4f2e8', 0.4), 0.2),
  );
export const coffeeScrub = () =>
  pantryJar(
    3.4,
    6.2,
    coarse('#2f180e'),
    { width: 6.6, height: 4.4, ink: cocoa, paper, name: ['Jos', 'Coffee Scrub'], size: '250 g' },
    cap(3.4, 1.5, plastic('#201612', 0.45), 0.2),
  );

/** A coarse, moist material. */
function coarse(colour: string): THREE.MeshPhysicalMaterial {
  const grit = clay(colour);
  grit.bumpScale = 3;
  grit.roughness = 0.6;
  return grit;
}

/** Coarse crystals that seem to fill a round jar; only those at the glass and on top are drawn. */
function crystals(
  radius: number,
  height: number,
  count: number,
  colour: string,
  seed: number,
): THREE.InstancedMesh {
  const roll = dice(seed);
  const grains = new THREE.InstancedMesh(new THREE.IcosahedronGeometry(0.27, 0), lacquer(colour, 0.3), count);
  const place = new THREE.Object3D();
  for (let i = 0; i < count; i += 1) {
    const turn = roll() * Math.PI * 2;
    const onTop = i % 6 === 0;
    const out = onTop ? radius * Math.sqrt(roll()) : radius;
    place.position.set(
      out * Math.sin(turn),
      onTop ? height + 0.2 * roll() : 0.55 + roll() * (height - 0.5),
      out * Math.cos(turn),
    );
    place.rotation.set(roll() * 3, roll() * 3, 0);
    place.scale.setScalar(0.7 + 0.6 * roll());
    place.updateMatrix();
    grains.setMatrixAt(i, place.matrix);
  }
  return solid(grains);
}

export function bathSalt(): THREE.Group {
  const [r, h] = [3, 6.8];
  const core = turned(`0,0.35 ${r - 0.5},0.35 ${r - 0.5},5.5 0,5.5`, clay('#efe4dc'));
  const roll = dice(22);
  const scraps = new THREE.Group();
  for (let i = 0; i < 34; i += 1) {
    const turn = roll() * Math.PI * 2;
    const out = i % 3 ? r - 0.34 : (r - 0.6) * roll();
    scraps.add(
      put(petal(0.95, i), out * Math.sin(turn), i % 3 ? 0.8 + roll() * 4.6 : 5.6, out * Math.cos(turn), [
        i % 3 ? 0 : -1.3,
        turn,
        roll() * 3,
      ]),
    );
  }
  const cork = turned(`0,0 ${r - 0.55},0 ${r - 0.3},1.5,0.15 0,1.5`, clay('#c89f73'));
  return stack(
    [core, 0],
    [crystals(r - 0.42, 5.5, 900, '#f5efe9', 21), 0],
    [crystals(r - 0.42, 5.5, 130, '#e3b9b2', 23), 0],
    [scraps, 0],
    [clear(jar(r, h, shine())), 0],
    [
      wrapped(r + 0.012, 1.7, {
        width: 5,
        height: 3.6,
        ink: '#7b1f2b',
        paper,
        name: ['Lagoon Bath Salt'],
        size: '300 g',
      }),
      0,
    ],
    [cork, h + 0.1],
  );
}

/** A cream jar: with its lid, or open with a swirl of cream. */
function creamJar(
  radius: number,
  height: number,
  body: THREE.Material,
  print: Print,
  lid: THREE.Object3D | null,
  fill = '#fbf1e2',
  peak = 1.3,
): THREE.Group {
  return stack(
    [jar(radius, height, body), 0],
    [wrapped(radius + 0.012, (height - print.height) / 2 - 0.05, print), 0],
    lid ? [lid, height + 0.06] : [swirl(radius - 0.56, peak, 1.9, 0.62, cream(fill)), height + 0.3],
  );
}

const dayCreamPrint: Print = { width: 5.4, height: 2.9, ink: cocoa, name: ['Shea Day Cream'], size: '50 g' };
export const dayCream = () =>
  creamJar(
    3.05,
    3.7,
    lacquer('#f7f0e5', 0.08),
    dayCreamPrint,
    stack(
      [cap(3.05, 1.7, metal('#d8c9b6', 0.36), 0.18), 0],
      [laid({ ...dayCreamPrint, width: 3.4, height: 3.4, name: [], size: '' }, 1.71, true), 0],
    ),
  );
export const dayCreamOpen = () =>
  creamJar(3.05, 3.7, lacquer('#f7f0e5', 0.08), dayCreamPrint, null, '#fbf2e4', 1.7);
export const dayCreamLid = () => cap(3.05, 1.7, metal('#d8c9b6', 0.36), 0.18);
export const nightCream = () =>
  creamJar(
    3,
    4,
    lacquer('#4a1f2c', 0.1),
    { width: 5.4, height: 3, ink: '#f0d9c2', name: ['Baobab Night Cream'], size: '50 g' },
    cap(3, 1.8, metal('#b98a62', 0.3), 0.2),
  );

const sheaPrint: Print = {
  width: 6.8,
  height: 3.6,
  ink: cocoa,
  paper,
  name: ['Whipped Shea Butter'],
  size: '120 g',
};
export const whippedShea = () => creamJar(4, 4.6, lacquer('#f4e9d8', 0.1), sheaPrint, sheaLid());
export const whippedSheaOpen = () =>
  creamJar(4, 4.6, lacquer('#f4e9d8', 0.1), sheaPrint, null, '#f8e9c6', 2.6);
export const sheaLid = () => grained(cap(4, 1.5, oak(), 0.2), 9, 0.12);

export const balmTin = () =>
  stack(
    [tin(3.1, 1.7), 0],
    [
      laid(
        { width: 4.6, height: 4.6, ink: '#6d4632', paper: '#f2d9b8', name: ['Harmattan', 'Balm'] },
        1.66,
        true,
      ),
      0,
    ],
  );
export const balmOpen = () => tin(3.1, 1.7, cream('#ecc577'));
