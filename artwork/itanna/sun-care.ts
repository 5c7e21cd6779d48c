/** Pictures of sun care, with harder light and warmer walls. */
import * as THREE from 'three';
import { clay, cream } from '../materials.ts';
import { drop, stone, strew } from '../nature.ts';
import { lipstickCap } from '../packs.ts';
import { box, put, sheet, solid } from '../shapes.ts';
import { before, compose, frond, type Mood, plinth, view } from '../stage.ts';
import type { Shot } from '../studio.ts';
import { afterSun } from './bottles.ts';
import { balms, dailyVeil, lipBalm, shades, tintedVeil } from './tubes.ts';

const noon = (backdrop: string): Mood =>
  before(backdrop, { sun: '#fff0d2', softness: 1.1, strength: 1, from: [-7, 8, 6], skyStrength: 0.38 });

/** A line of cream squeezed from a tube. */
function ribbon(points: [number, number][], width: number, colour: string): THREE.Mesh {
  const path = new THREE.CatmullRomCurve3(points.map(([x, z]) => new THREE.Vector3(x, 0, z)));
  const geometry = new THREE.TubeGeometry(path, 160, width, 28);
  const position = geometry.getAttribute('position');
  for (let i = 0; i < position.count; i += 1) {
    const along = Math.floor(i / 29) / 160;
    const thin = Math.min(1, along * 12 + 0.3, (1 - along) * 4 + 0.06) ** 0.7;
    const here = path.getPointAt(Math.min(1, along));
    position.setXYZ(
      i,
      here.x + (position.getX(i) - here.x) * thin,
      Math.max(0.02, position.getY(i) * 0.7 * thin + 0.3),
      here.z + (position.getZ(i) - here.z) * thin,
    );
  }
  geometry.computeVertexNormals();
  return solid(new THREE.Mesh(geometry, cream(colour)));
}

/** A swatch smeared with one finger: streaked, thick at the rim and thin at the end. */
function swatch(length: number, width: number, colour: string): THREE.Mesh {
  return sheet(
    70,
    120,
    (s, t) => {
      const x = s * 2 - 1;
      const edge = 1 - Math.abs(x) ** 6;
      const end = Math.min(1, t * 9) * Math.min(1, (1 - t) * 3.2);
      const streaks = 0.06 * Math.sin(x * 13 + Math.sin(t * 5) * 0.8) + 0.025 * Math.sin(x * 37 + t * 3);
      const rim = 0.3 * Math.abs(x) ** 4 + 0.5 * Math.max(0, 0.12 - t) * 6;
      const half =
        (width / 2) *
        (0.75 + 0.25 * Math.sin(Math.PI * Math.min(1, t * 1.2 + 0.15))) *
        (1 - 0.3 * Math.max(0, t - 0.75) * (1 + Math.sin(x * 19)));
      return new THREE.Vector3(
        x * half,
        0.02 + Math.max(0, edge * end * (0.2 + streaks + rim)),
        (0.5 - t) * length + 0.5 * Math.sin(t * 2.4),
      );
    },
    cream(colour),
  );
}

/** The tinted veil in one shade, with a swatch of it. */
function tintedVeilShot(shade: keyof typeof shades): Shot {
  const mood = noon('#f1dcc6');
  return compose(mood, view(17, 5.2, 15), [
    put(plinth(3.6, 0.9, '#e6c6a6'), -1.7, 0, -0.6),
    put(tintedVeil(shade), -1.7, 0.9, -0.6),
    put(swatch(9, 3.6, shades[shade]), 3.2, 0, 3.6, [0, -0.75, 0]),
    frond(mood, [3, 10, -12], 34, -0.5),
  ]);
}

/** The lip balm in one tint, with its cap beside it. */
function lipBalmShot(tint: keyof typeof balms): Shot {
  const mood = noon('#f3dccb');
  return compose(mood, view(10.5, 3.6), [
    put(lipBalm(tint), -0.6, 0, 0),
    put(lipstickCap(balms[tint][0]), 2.6, 0.86, 1.6, [Math.PI / 2, 0, -0.7]),
    put(stone(4.5, 1.9, 13, '#d9a98c'), -4.4, 0, -1.8),
    frond(mood, [2, 6, -10], 32, -0.4),
  ]);
}

export const sunCare: Record<string, () => Shot> = {
  'daily-veil-spf-50': () => {
    const mood = noon('#f5cf9f');
    return compose(mood, view(18.5, 7), [
      put(box(12, 1.6, 9, 0.12, clay('#e3a877')), 1, 0, -1),
      put(box(12, 3.4, 6, 0.12, clay('#e3a877')), 4.8, 0, -4.6),
      put(dailyVeil(), -0.6, 1.6, 0.6, [0, 0.12, 0]),
      put(stone(2.6, 2, 33, '#c98960'), 4.2, 1.6, 0.6),
      frond(mood, [4, 12, -14], 36, -0.3),
    ]);
  },
  'daily-veil-spf-50-2': () => {
    const mood = noon('#f5cf9f');
    const squeezed: [number, number][] = [
      [0, 0],
      [-1.3, 0.8],
      [0.7, 1.5],
      [-1.5, 2.4],
      [0.5, 3.1],
      [-0.9, 4],
    ];
    return compose(mood, view(20, 0.4, 60), [
      put(dailyVeil(), 2.4, 1.95, 2.4, [-Math.PI / 2, 0, 0.42]),
      put(ribbon(squeezed, 0.62, '#fff8ec'), 3.2, 0, 3.6),
      put(stone(3, 1.5, 33, '#d9a377'), -4.6, 0, 5),
      frond(mood, [2, 1, -2], 30, 0.3),
    ]);
  },
  'tinted-veil-spf-40': () => {
    const mood = noon('#f1dcc6');
    const row = (Object.keys(shades) as (keyof typeof shades)[]).map((shade, i) =>
      put(tintedVeil(shade), -6.9 + i * 4.6, 0, i % 2 ? -2.4 : 0.8),
    );
    return compose(mood, view(26.5, 7.2), [...row, frond(mood, [3, 12, -14], 36, 0.3)]);
  },
  'tinted-veil-spf-40-sand': () => tintedVeilShot('sand'),
  'tinted-veil-spf-40-amber': () => tintedVeilShot('amber'),
  'tinted-veil-spf-40-cocoa': () => tintedVeilShot('cocoa'),
  'tinted-veil-spf-40-ebony': () => tintedVeilShot('ebony'),
  'after-sun-mist': () => {
    const mood = noon('#dbe6df');
    return compose(mood, view(20, 7.2), [
      put(stone(10, 1.4, 8, '#a9b7ae'), 0, 0, 0.4),
      put(afterSun(), 0, 1.2, 0),
      strew(
        38,
        5,
        (roll) => drop(0.1 + 0.3 * roll() ** 2, Math.floor(roll() * 90)),
        [0, 3.6],
        7,
        [0, 0.4, 4.4],
      ),
      put(stone(4, 2.6, 27, '#c3cdc4'), 6, 0, -3),
      frond(mood, [2, 12, -14], 36, 0.6),
    ]);
  },
  'shea-lip-balm-spf-20': () => {
    const mood = noon('#f3dccb');
    return compose(mood, view(12, 4), [
      put(plinth(2.2, 1.1, '#e0b79c'), 0, 0, -1),
      put(lipBalm('zobo'), 0, 1.1, -1),
      put(lipBalm('clear'), -3.1, 0, 0.6),
      put(lipBalm('palm'), 3.1, 0, 0.6),
      frond(mood, [2, 7, -10], 32, -0.4),
    ]);
  },
  'shea-lip-balm-spf-20-clear': () => lipBalmShot('clear'),
  'shea-lip-balm-spf-20-zobo': () => lipBalmShot('zobo'),
  'shea-lip-balm-spf-20-palm': () => lipBalmShot('palm'),
};
