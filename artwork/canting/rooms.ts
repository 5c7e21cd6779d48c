/** Rumah Canting's wide pictures: hero, story and one for each category. */
import * as THREE from 'three';
import { canvas, texture } from '../canvas.ts';
import { fabric, pillow } from '../cloth.ts';
import { clay, cream } from '../materials.ts';
import { stone } from '../nature.ts';
import { box, put } from '../shapes.ts';
import { compose, frond, view } from '../stage.ts';
import type { Shot } from '../studio.ts';
import { ceplok, kawung, megaMendung, parang } from './batik.ts';
import { folded, hanging, spread } from './cloths.ts';
import { bungaRaya, frondLeaf } from './flowers.ts';
import { pucukRebung, scarf } from './gardens.ts';
import { cane, canting, cushion, fan, journal, oak, pole, pot, tote, walnut } from './goods.ts';
import { Hand, indigo, lens, maroon, rose, soga, teal } from './hand.ts';
import { house } from './products.ts';

const wide = { width: 960, height: 720 };

/** An unfinished batik: pencil lines everywhere, wax only on the left. */
function unfinishedBatik(): THREE.CanvasTexture {
  const pen = canvas(2600, 2000);
  pen.fillStyle = '#f4efe4';
  pen.fillRect(0, 0, 2600, 2000);
  const hand = new Hand(pen, 5, 60);
  const pencil = { ground: '#f4efe4', deep: '#f4efe4', mid: '#f4efe4', pale: '#f4efe4', wax: '#b9b2a6' };
  const waxed = { ...pencil, wax: '#b07a35', mid: '#f1e4c8', pale: '#f3e8d0', deep: '#eed9b0' };
  for (const [i, [x, y, size]] of (
    [
      [620, 760, 330],
      [1500, 520, 280],
      [1250, 1320, 330],
      [2140, 1080, 290],
      [420, 1580, 240],
      [2260, 330, 200],
      [1880, 1700, 230],
    ] as const
  ).entries()) {
    const dye = x < 1300 ? waxed : pencil;
    for (let k = 0; k < 4; k += 1)
      frondLeaf(
        hand,
        [x + size * Math.cos(k * 1.6 + i), y + size * Math.sin(k * 1.6 + i)],
        k * 1.6 + i,
        size * 0.8,
        dye,
      );
    bungaRaya(hand, x, y, size, dye, i);
  }
  for (let i = 0; i < 240; i += 1) {
    const [x, y] = [hand.roll() * 1150, hand.roll() * 2000];
    hand.dot(x, y, 5, '#b98545');
  }
  hand.line(lens([1360, 960], -0.5, 0, 10, 3), '#b98545', 2, true);
  return texture(pen);
}

export const rooms: Record<string, () => Shot> = {
  hero: () => {
    const mood = house('#e9e4da');
    const lengths: [THREE.Texture, number, number, number, number][] = [
      [pucukRebung(1800, 2900, teal, 4), -20.4, 12, 19.6, 2],
      [kawung(1800, 2900, indigo, 190, 3), -10.2, 13, 20.4, 3],
      [parang(1800, 2900, soga, 190, 4), 0.4, 13.5, 18.6, 5],
      [megaMendung(1800, 2900, 160, 6), 10.8, 13, 20.6, 8],
      [ceplok(1800, 2900, maroon, 225, 6), 20.8, 12, 19, 9],
    ];
    return compose(
      mood,
      { ...view(23.5, 10.6, 3, 0), aperture: 0.3 },
      [
        put(pole(90, 0.5, cane()), 0, 20.9, -2),
        ...lengths.map(([print, x, width, drop, seed]) =>
          put(hanging(width, drop, print, seed, { gather: 0.74, folds: 2.6 }), x, 20.9, -2),
        ),
        put(box(15, 2.6, 7, 0.14, oak()), 4.4, 0, 4),
        put(folded(10.6, 6, 4, 0.42, fabric(kawung(1400, 3400, soga, 190, 5), [80, 230]), 5), 4.6, 2.8, 4),
        put(pot(2, 4.2, '#d9cfbc', clay('#4c3a2a')), -6.4, 0, 3.6),
        frond(mood, [-16, 14, -18], 48, 0.6, 1.3),
        frond(mood, [14, 18, -18], 48, -0.6, 1.2),
      ],
      { width: 1920, height: 1080, reach: 46 },
    );
  },
  story: () => {
    const mood = house('#e8e0d2', { from: [-9, 7, 2] });
    const sheetOfCotton = new THREE.Mesh(
      new THREE.PlaneGeometry(34, 26, 60, 50),
      fabric(unfinishedBatik(), [260, 200]),
    );
    const position = sheetOfCotton.geometry.getAttribute('position');
    for (let i = 0; i < position.count; i += 1)
      position.setZ(
        i,
        0.4 +
          0.1 * Math.sin(position.getX(i) * 0.5 + position.getY(i) * 0.3) +
          0.06 * Math.sin(position.getY(i) * 0.9),
      );
    sheetOfCotton.geometry.computeVertexNormals();
    sheetOfCotton.rotation.x = -Math.PI / 2;
    sheetOfCotton.rotation.z = 0.12;
    sheetOfCotton.receiveShadow = true;
    return compose(
      mood,
      { ...view(20, 0.6, 44, 0), aperture: 0.35 },
      [
        put(box(90, 1, 90, 0.1, walnut()), 0, -1, 0),
        sheetOfCotton,
        put(canting(1.15), 2.2, 0.45, 0.6, [0, 0.3, 0.05]),
        put(pot(2.5, 2.9, '#3d342c', cream('#c98a3a')), 9.4, 0.4, -5.4),
        put(canting(0.8), 7.4, 0.45, 5.6, [0, 0.5, 0]),
        frond(mood, [2, 0, -3], 34, 0.6),
      ],
      { width: 1280, height: 960, reach: 36, bare: true },
    );
  },
  'category-sarongs-fabric': () => {
    const mood = house();
    const pile = [
      kawung(1500, 3600, indigo, 190, 3),
      parang(1500, 3600, soga, 190, 4),
      pucukRebung(1500, 3000, teal),
      megaMendung(1500, 3600, 170, 5),
      ceplok(1500, 3600, maroon, 230, 5),
    ];
    return compose(
      mood,
      view(18, 5.4, 12),
      [
        put(box(70, 1, 14, 0.12, oak()), 0, -1, 0),
        ...pile.map((print, i) =>
          put(
            folded(14.6 - (i % 2) * 0.7, 8, 4, 0.52, fabric(print, [100, 240]), i + 2),
            -0.6 + (i % 3) * 0.3,
            0.25 + i * 2.16,
            0,
            [0, 0.05 * ((i % 3) - 1), 0],
          ),
        ),
        put(stone(4, 2.2, 9, '#b7b2a8'), 10.4, 0, 2),
        frond(mood, [4, 8, -12], 36, -0.5),
      ],
      wide,
    );
  },
  'category-scarves': () => {
    const mood = house('#e7e3da', { from: [-9, 6, 2], softness: 2.6 });
    return compose(
      mood,
      view(21, 0, 54),
      [
        put(spread(19, fabric(scarf(2000, indigo, 3), [280, 280], true), 3, 0.3), -6.4, 0, 0.6),
        put(spread(18, fabric(scarf(2000, rose, 6), [280, 280], true), 6, -0.24, 1.3), 7, 0, 0.4),
        frond(mood, [4, 0, -4], 32, 0.5),
      ],
      { ...wide, reach: 34 },
    );
  },
  'category-home': () => {
    const mood = house();
    return compose(
      mood,
      view(25, 9, 6),
      [
        put(box(70, 1.6, 13, 0.15, oak()), 0, 0, 0),
        put(cushion(parang(1800, 1800, indigo, 190, 3), 3), -7, 1.6, -1.6, [-0.2, 0.18, 0]),
        put(cushion(kawung(1800, 1800, soga, 190, 5), 6), 8, 1.6, -2, [-0.22, -0.16, 0]),
        put(
          pillow(15, 10, 5, fabric(ceplok(1500, 1000, indigo, 200, 6), [90, 60]), 8),
          0.8,
          1.6,
          3,
          [-0.16, 0.04, 0],
        ),
        frond(mood, [6, 13, -14], 38, -0.5),
      ],
      { ...wide, reach: 38 },
    );
  },
  'category-small-goods': () => {
    const mood = house();
    const open = fan(ceplok(2400, 800, indigo, 200, 4));
    open.scale.setScalar(0.66);
    return compose(
      mood,
      view(24, 9.6, 6),
      [
        put(box(70, 1.2, 15, 0.15, oak()), 0, 0, 0),
        put(tote(ceplok(1800, 1860, indigo, 225, 2), '#d9cfbb', 2), -9.6, 1.2, -2.4),
        put(journal(kawung(1400, 1960, soga, 175, 9), soga.deep), 2.2, 1.2, -3, [-0.08, -0.3, 0]),
        put(open, 9.4, 2.1, 1.6, [-0.1, -0.12, 0.06]),
        frond(mood, [6, 12, -14], 38, -0.5),
      ],
      { ...wide, reach: 38 },
    );
  },
};
