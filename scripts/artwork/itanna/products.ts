/** Everything that Ìtànná sells, standing on y = 0 with its label to the front. */
import * as THREE from 'three';
import type { Print } from '../labels.ts';
import { clay, cream, glass, grained, lacquer, metal, plastic, shine, wood } from '../materials.ts';
import { dice, petal } from '../nature.ts';
import { lipstick, soap, tin, tube } from '../packs.ts';
import { put } from '../stage.ts';
import {
  bottled,
  cap,
  dropper,
  filled,
  jar,
  laid,
  mister,
  pump,
  shoulderOf,
  solid,
  stack,
  swirl,
  turned,
  wrapped,
} from '../vessels.ts';

const paper = '#fbf3e8';
const cocoa = '#5a3322';
const brass = () => metal('#d9b48a', 0.3);
const bone = () => plastic('#f3ece2', 0.5);
const oak = () => wood('#c99a6a', '#7b4c28');

/** Serums share one bottle. */
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

export const soapBar = () => soap(7.4, 5.4, 2.5);

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

/** Clear glass: drawn last, and without a shadow of its own. */
function clear<T extends THREE.Object3D>(vessel: T): T {
  vessel.traverse((part) => {
    part.castShadow = false;
    part.renderOrder = 3;
  });
  return vessel;
}

/** A straight clear jar with something in it, and its lid. */
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
        [
          [0, 0.35],
          [radius - 0.22, 0.35, 0.45],
          [radius - 0.22, height - 0.25, 0.35],
          [0, height - 0.2],
        ],
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

/** Coarse and moist. */
function coarse(colour: string): THREE.MeshPhysicalMaterial {
  const grit = clay(colour);
  grit.bumpScale = 3;
  grit.roughness = 0.6;
  return grit;
}

/** Coarse crystals filling a round jar; only those at the glass and on top are there. */
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
  const core = turned(
    [
      [0, 0.35],
      [r - 0.5, 0.35],
      [r - 0.5, 5.5],
      [0, 5.5],
    ],
    clay('#efe4dc'),
  );
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
  const cork = turned(
    [
      [0, 0],
      [r - 0.55, 0],
      [r - 0.3, 1.5, 0.15],
      [0, 1.5],
    ],
    clay('#c89f73'),
  );
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

/** A cream's jar; open, a swirl stands in it. */
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
    lid ? [lid, height + 0.06] : [swirl(radius - 0.56, peak, 1.9, cream(fill), 0.62), height + 0.3],
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
export const whippedShea = () =>
  creamJar(4, 4.6, lacquer('#f4e9d8', 0.1), sheaPrint, grained(cap(4, 1.5, oak(), 0.2)));
export const whippedSheaOpen = () =>
  creamJar(4, 4.6, lacquer('#f4e9d8', 0.1), sheaPrint, null, '#f8e9c6', 2.6);
export const sheaLid = () => grained(cap(4, 1.5, oak(), 0.2));

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

export const eyeCream = () => {
  const tip = turned(
    [
      [0, 0],
      [0.75, 0, 0.05],
      [0.75, 0.7, 0.1],
      [0.42, 1.1, 0.2],
      [0.3, 2, 0.28],
      [0, 2.1],
    ],
    metal('#dcdad6', 0.18),
  );
  return {
    tube: tube(
      1.25,
      7,
      '#f5eadb',
      { width: 2.7, height: 4.6, ink: cocoa, name: ['Obì Kola', 'Eye Cream'], size: '15 ml' },
      metal('#c9a27a', 0.3),
      1.8,
    ),
    tip,
  };
};

export const dailyVeil = () =>
  tube(
    1.95,
    10.4,
    '#e9b98a',
    { width: 4.3, height: 6.6, ink: '#5b2c17', name: ['Daily Veil'], note: 'SPF 50', size: '50 ml' },
    plastic('#f6ead9', 0.4),
    2.3,
  );

export const shades = { sand: '#d9b48f', amber: '#b97f4f', cocoa: '#82502f', ebony: '#4b2a1c' };
export const tintedVeil = (shade: keyof typeof shades) =>
  tube(
    1.7,
    9.2,
    shades[shade],
    {
      width: 3.8,
      height: 6.2,
      ink: shade === 'sand' ? '#4b2a1c' : '#fbeedd',
      name: ['Tinted Veil'],
      note: 'SPF 40',
      size: shade[0]?.toUpperCase() + shade.slice(1),
    },
    brass(),
    2.1,
  );

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

export const balms = {
  clear: ['#f0e2cf', '#f6e9d0'],
  zobo: ['#9c4f3b', '#9a2f42'],
  palm: ['#6b4a38', '#9a6444'],
} as const;
export const lipBalm = (tint: keyof typeof balms) => lipstick(balms[tint][0], balms[tint][1]);

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

export const handCream = () =>
  tube(
    1.65,
    8.4,
    '#efe2a4',
    { width: 3.7, height: 5.6, ink: '#56602a', name: ['Lemongrass', 'Hand Cream'], size: '50 ml' },
    plastic('#fbf6e4', 0.4),
    1.9,
  );
