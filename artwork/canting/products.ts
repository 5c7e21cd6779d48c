/** Pictures of Rumah Canting's products, by file name. */
import * as THREE from 'three';
import { cloth, fabric, fall, ground } from '../cloth.ts';
import { clay, lacquer } from '../materials.ts';
import { stone } from '../nature.ts';
import { box, lump, put, sheet, solid, turned } from '../shapes.ts';
import { before, compose, frond, type Mood, plinth, view } from '../stage.ts';
import type { Shot } from '../studio.ts';
import { ceplok, kawung, megaMendung, parang } from './batik.ts';
import { folded, fringe, hanging, spread } from './cloths.ts';
import { pucukRebung, scarf } from './gardens.ts';
import {
  brush,
  cane,
  canting,
  cushion,
  fan,
  journal,
  oak,
  panel,
  peg,
  pole,
  pot,
  tote,
  walnut,
  wax,
} from './goods.ts';
import { type Dye, indigo, maroon, rose, soga, teal } from './hand.ts';

/** The light of all Rumah Canting pictures, in front of a wall of this colour. */
export const house = (backdrop = '#e7e3da', change: Partial<Mood> = {}): Mood =>
  before(backdrop, { sun: '#fff6e8', softness: 2, from: [-9, 8, 7], ...change });

/** A sarong over a bamboo rail. */
function sarongShot(print: THREE.Texture, seed: number): Shot {
  const mood = house();
  return compose(
    mood,
    view(25, 11.6, 3),
    [
      put(pole(40, 0.5, cane()), 0, 21.4, 0),
      put(hanging(20, 19.2, print, seed), 0, 21.4, 0),
      frond(mood, [6, 14, -12], 36, -0.5),
    ],
    { reach: 36 },
  );
}

/** A close-up that shows the wax lines. */
function closeUp(print: THREE.Texture, seed: number): Shot {
  const mood = house('#e7e3da', { from: [-9, 6, 2], softness: 2.6 });
  const shape = fall({
    columns: 130,
    rows: 130,
    width: 26,
    height: 30,
    seed,
    steps: 120,
    stiffness: 0.1,
    obstacles: [ground(0.05)],
    place: (s, t) =>
      new THREE.Vector3(
        (s - 0.5) * 22.5,
        0.9 + 0.9 * Math.sin(s * 9 + t * 5 + seed) + 0.35 * Math.sin(t * 11 - s * 4),
        (t - 0.5) * 27,
      ),
  });
  return compose(mood, view(13.5, 0.4, 64), [cloth(shape, fabric(print, [260, 300]))], { reach: 24 });
}

/** Objects on a low bench in front of the wall. */
function benchShot(objects: THREE.Object3D[], tall = 24, y = 9.4, mood = house()): Shot {
  return compose(
    mood,
    view(tall, y, 5),
    [
      put(box(60, 1.6, 11, 0.15, oak()), 0, 0, 0),
      ...objects.map((object) => put(object, 0, 1.6, 0)),
      frond(mood, [6, 13, -14], 38, -0.5),
    ],
    { reach: 38 },
  );
}

const kawungOf = (dye: Dye, seed: number) => kawung(2400, 2400, dye, 200, seed);
const parangOf = (dye: Dye, seed: number) => parang(2400, 2400, dye, 190, seed);

function cushionShot(dye: Dye, seed: number): Shot {
  return benchShot(
    [put(cushion(parang(1800, 1800, dye, 190, seed), seed), 0, 0, -0.6, [-0.2, 0.12, 0])],
    25,
    9.6,
  );
}

function toteShot(dye: Dye, plain: string, seed: number): Shot {
  const mood = house();
  return compose(
    mood,
    view(32, 14.4, 2),
    [
      put(tote(ceplok(1800, 1860, dye, 225, seed), plain, seed), 0, 1.4, 0),
      put(peg(), 0, 26.1, -3),
      frond(mood, [7, 17, -14], 40, -0.5),
    ],
    { reach: 42 },
  );
}

function journalShot(dye: Dye, seed: number): Shot {
  const page = kawung(1400, 1960, dye, 175, seed);
  return benchShot(
    [
      put(journal(page, dye.deep), 0.4, 0, -0.4, [-0.1, -0.34, 0]),
      put(stone(4, 2.4, 9, '#b7b2a8'), 8, 0, -1),
    ],
    21,
    9,
  );
}

function shawlShot(dye: Dye, seed: number): Shot {
  const mood = house();
  const print = ceplok(1800, 2700, dye, 225, seed);
  const [w, drop] = [13, 17.6];
  const hung = hanging(w, drop, print, seed, { gather: 0.74, isSilk: true, folds: 2.4 });
  const ends = fringe(hung, dye.wax, seed);
  return compose(
    mood,
    view(25, 11.8, 3),
    [
      put(pole(40, 0.5, cane()), 0, 21.8, 0),
      put(hung, 0, 21.8, 0),
      put(ends, 0, 21.8, 0),
      frond(mood, [6, 14, -12], 36, 0.4),
    ],
    { reach: 36 },
  );
}

/** A runner along a table that hangs over the edge towards the camera. */
function runnerShot(): Shot {
  const mood = house('#e7e3da', { from: [-9, 8, 6] });
  const print = megaMendung(1000, 2600, 92, 6);
  const top = 12;
  const run = sheet(
    40,
    160,
    (s, t) => {
      const at = t * 30;
      const x = (s - 0.5) * 9.5 + 0.1 * Math.sin(t * 9);
      if (at < 19) return new THREE.Vector3(x, top + 0.06 + 0.03 * Math.sin(t * 40 + s * 4), -13 + at);
      const bend = Math.min(1, (at - 19) / 0.9) * (Math.PI / 2);
      if (at < 19.9)
        return new THREE.Vector3(x, top + 0.06 - 0.57 * (1 - Math.cos(bend)), 6 + 0.57 * Math.sin(bend));
      return new THREE.Vector3(
        x,
        top - 0.51 - (at - 19.9),
        6.57 + 0.12 * Math.sin(s * 6 + at * 0.4) * ((at - 19.9) / 10),
      );
    },
    fabric(print, [70, 230]),
  );
  const bowl = turned(
    '0,0 1.6,0,0.2 3.4,1.8,1.4 3.8,3.1,0.2 3.5,3.1,0.1 3,1.8,1.2 0,0.8',
    lacquer('#efe9dd', 0.2),
  );
  return compose(
    mood,
    view(25, 9.6, 20),
    [
      put(box(54, 1.2, 20, 0.12, walnut()), 0, top - 1.2, -4),
      run,
      put(solid(bowl), 0.4, top + 0.1, -3),
      ...[
        [-0.6, 0.7, 2],
        [1, -0.4, 5],
        [0.1, -0.9, 8],
      ].map(([x = 0, z = 0, seed = 1]) =>
        put(lump([1.1, 1, 1.1], seed, lacquer('#c9842f', 0.35), 0.02, 24), x + 0.4, top + 0.9, z - 3),
      ),
      frond(mood, [4, 12, -10], 38, -0.4),
    ],
    { reach: 36 },
  );
}

/** Four stacked napkins, each rotated a little, with a ribbon around them. */
function napkins(): Shot {
  const mood = house();
  const pile = [indigo, soga, indigo, soga].map((dye, i) =>
    put(
      folded(10.5, 10.5, 4, 0.3, fabric(ceplok(900, 3760, dye, 225, i + 3), [60, 240]), i),
      0,
      0.12 + i * 1.26,
      0,
      [0, 0.12 * (i - 1.5), 0],
    ),
  );
  const ribbon = fabric('#e9dfca', [20, 4]);
  const band = put(box(1.2, 4.98, 11.5, 0.05, ribbon), 0, 0, 0);
  return compose(mood, view(18, 2.9, 24), [
    put(box(40, 1, 30, 0.1, oak()), 0, -1, 0),
    ...pile,
    band,
    put(stone(3.4, 1.8, 9, '#b7b2a8'), 8.6, 0, 3),
    frond(mood, [3, 4, -8], 34, -0.4),
  ]);
}

export const products: Record<string, () => Shot> = {
  'kawung-sarong': () => sarongShot(kawungOf(indigo, 1), 3),
  'kawung-sarong-soga': () => sarongShot(kawungOf(soga, 5), 3),
  'kawung-sarong-detail': () => closeUp(kawung(2600, 3000, indigo, 300, 1), 2),
  'parang-sarong': () => sarongShot(parangOf(indigo, 2), 8),
  'parang-sarong-soga': () => sarongShot(parangOf(soga, 6), 8),
  'parang-sarong-detail': () => closeUp(parang(2600, 3000, soga, 300, 2), 4),
  'pucuk-rebung-sarong': () => sarongShot(pucukRebung(2400, 2400, teal), 5),
  'pucuk-rebung-sarong-maroon': () => sarongShot(pucukRebung(2400, 2400, maroon), 5),
  'mega-mendung-cloth': () => {
    const mood = house('#e9e4da');
    const print = megaMendung(2400, 2700, 170);
    const roll = turned('0,0 1.7,0,0.1 1.7,17,0.1 0,17', fabric(megaMendung(1600, 2600, 170, 5), [80, 140]));
    roll.rotation.z = Math.PI / 2;
    return compose(
      mood,
      view(25, 11.2, 4),
      [
        put(pole(24, 0.5, oak()), 0, 20.6, -1),
        put(roll, 8.5, 20.6, -1),
        put(hanging(16.6, 21, print, 4, { gather: 0.95, folds: 2.2 }), 0, 20.8, 0.65),
        frond(mood, [8, 14, -12], 36, -0.5),
      ],
      { reach: 36 },
    );
  },
  'mega-mendung-cloth-detail': () => closeUp(megaMendung(2600, 3000, 260), 3),
  'bunga-raya-silk-scarf': () => scarfShot(indigo, 3),
  'bunga-raya-silk-scarf-rose': () => scarfShot(rose, 6),
  'ceplok-shawl': () => shawlShot(indigo, 4),
  'ceplok-shawl-soga': () => shawlShot(soga, 4),
  'kawung-pocket-square': () => {
    const mood = house();
    const square = folded(8.4, 8.4, 4, 0.22, fabric(kawung(1000, 4100, indigo, 125, 8), [70, 280]), 3);
    return compose(mood, view(15, 1.2, 40), [
      put(box(12.5, 0.14, 15, 0.05, clay('#d9c9ae')), 0.3, 0, 0.2, [0, 0.1, 0]),
      put(square, 0, 0.3, 0, [0, 0.1, 0]),
      put(stone(3, 1.4, 12, '#b7b2a8'), 5.6, 0, 6),
      frond(mood, [2, 2, -6], 32, 0.4),
    ]);
  },
  'parang-cushion-cover': () => cushionShot(indigo, 3),
  'parang-cushion-cover-soga': () => cushionShot(soga, 5),
  'mega-mendung-runner': runnerShot,
  'ceplok-napkins': napkins,
  'flora-wall-panel': () => {
    const mood = house();
    return compose(
      mood,
      view(29, 11.6, 2),
      [
        put(panel(), -1, 1.75, -9.6, [-0.04, 0, 0]),
        put(box(60, 1.6, 9, 0.12, oak()), 0, 0, -9),
        put(pot(2.2, 4.4, '#ddd3c1', clay('#5a4634')), 8.6, 1.6, -7),
        frond(mood, [9, 18, -16], 42, -0.5),
      ],
      { reach: 44 },
    );
  },
  'flora-wall-panel-detail': () => {
    const mood = house('#e7e3da', { from: [-9, 7, 7] });
    return compose(mood, { ...view(12.5, 15, 0, 3.6) }, [put(panel(), 0, 0, 0)], { reach: 30 });
  },
  'batik-tote': () => toteShot(indigo, '#d9cfbb', 2),
  'batik-tote-soga': () => toteShot(soga, '#e2d6bf', 5),
  'kipas-folding-fan': () => {
    const mood = house('#ece5d8');
    return compose(mood, view(24, 7.2, 4), [
      put(fan(ceplok(2400, 800, indigo, 200, 4)), 0, 1.9, -1, [-0.1, 0.06, 0.12]),
      put(plinth(4.6, 1.2, '#d6cab6'), 0, 0, -0.6),
      put(stone(3.4, 2, 9, '#b7b2a8'), 7.4, 0, 1.6),
      frond(mood, [6, 12, -14], 38, -0.5),
    ]);
  },
  'batik-journal': () => journalShot(indigo, 7),
  'batik-journal-soga': () => journalShot(soga, 9),
  'canting-starter-kit': () => {
    const mood = house('#e8e0d2', { from: [-9, 8, 3] });
    const cotton = folded(9, 9, 4, 0.22, fabric('#f3ecdf', [60, 240]), 2);
    return compose(mood, view(24, 0.6, 52), [
      put(box(60, 1, 60, 0.1, oak()), 0, -1, 0),
      put(cotton, -5.6, 0.1, -5.4, [0, 0.14, 0]),
      put(wax(), 5.4, 0, -6, [0, -0.2, 0]),
      put(canting(1.05), -1.6, 0.1, 1.4, [0, 0.22, 0]),
      put(canting(0.75), -1.2, 0.1, 4.8, [0, 0.12, 0]),
      put(brush(), 5.8, 0, 9, [0, 0.1, 0]),
      put(pot(1.7, 1.9, '#efe9dd', clay('#2a3c72')), -6.6, 0, 9.2),
      put(pot(1.7, 1.9, '#efe9dd', clay('#7a4a22')), -2.6, 0, 10.4),
      put(pot(1.7, 1.9, '#efe9dd', clay('#a5402f')), 8.4, 0, 3),
      frond(mood, [2, 0, -3], 34, 0.6),
    ]);
  },
};

/** A silk scarf on a table. */
function scarfShot(dye: Dye, seed: number): Shot {
  const mood = house('#e7e3da', { from: [-9, 6, 2], softness: 2.6 });
  return compose(
    mood,
    view(28.5, 0, 58),
    [
      spread(21, fabric(scarf(2200, dye, seed), [300, 300], true), seed, 0.32),
      frond(mood, [4, 0, -4], 32, 0.5),
    ],
    { reach: 30 },
  );
}
