/** Cloth over a rail, in a pile and on the ground. */
import * as THREE from 'three';
import { cloth, fabric, fall, ground } from '../cloth.ts';
import { clay } from '../materials.ts';
import { dice, sheet, solid } from '../shapes.ts';

/** A cloth that hangs over a rail at y = 0 in soft folds; `gather`: how wide it hangs, as a share of its flat width. */
export function hanging(
  width: number,
  drop: number,
  print: THREE.Texture,
  seed: number,
  { gather = 0.72, isSilk = false, folds = 3.3 } = {},
): THREE.Mesh {
  const roll = dice(seed);
  const [a, b] = [roll() * 6, roll() * 6];
  const over = 1.75;
  const wave = (s: number) => 1 + Math.sin(s * Math.PI * 2 * folds + a + 0.7 * Math.sin(s * 7 + b));
  const shape = fall({
    columns: 140,
    rows: 110,
    width,
    height: drop + over,
    seed,
    steps: 110,
    stiffness: isSilk ? 0.05 : 0.14,
    obstacles: [],
    held: (_, t) => t * (drop + over) < over,
    place: (s, t) => {
      const down = t * (drop + over) - over;
      const x = (s - 0.5) * width * gather * (1 + 0.05 * Math.max(0, down / drop));
      // over the rail from behind, then down in front
      const round = (down / over + 0.5) * Math.PI;
      const radius = 0.56 + 0.09 * wave(s);
      if (down < 0) return new THREE.Vector3(x, radius * Math.cos(round), radius * Math.sin(round));
      return new THREE.Vector3(
        x,
        -down,
        radius + 0.95 * (wave(s) - 1) * (down / drop) ** 0.5 + 0.3 * (down / drop),
      );
    },
  });
  return cloth(shape, fabric(print, [width * 9, drop * 9], isSilk));
}

/** A cloth folded into `layers`, `gap` apart, as one long strip laid back and forth. The rounded folds face the front. */
export function folded(
  width: number,
  depth: number,
  layers: number,
  gap: number,
  material: THREE.Material,
  seed = 1,
): THREE.Mesh {
  const roll = dice(seed);
  const slack = Array.from({ length: layers + 1 }, () => (roll() - 0.5) * 0.35);
  const turn = (Math.PI * gap) / 2;
  const length = layers * depth + (layers - 1) * turn;
  return sheet(
    30,
    layers * 34,
    (s, t) => {
      let at = t * length;
      let layer = 0;
      while (at > depth + turn && layer < layers - 1) {
        at -= depth + turn;
        layer += 1;
      }
      const way = layer % 2 ? -1 : 1;
      const sag = 0.12 * Math.sin(Math.PI * s) * (layer / layers);
      const edge = depth / 2 + (slack[layer] ?? 0);
      const x = (s - 0.5) * width + (slack[layer] ?? 0) * 0.4 * Math.min(1, at / depth);
      if (at <= depth) return new THREE.Vector3(x, layer * gap - sag, way * (at / depth - 0.5) * 2 * edge);
      const a = ((at - depth) / turn) * Math.PI;
      return new THREE.Vector3(
        x,
        layer * gap + (gap / 2) * (1 - Math.cos(a)) - sag,
        way * (edge + (gap / 2) * Math.sin(a)),
      );
    },
    material,
  );
}

/** A square cloth on the ground in soft waves, rotated by `turn`; `level` raises it above other objects on the ground. */
export function spread(
  size: number,
  material: THREE.Material,
  seed: number,
  turn: number,
  level = 0.08,
): THREE.Mesh {
  const roll = dice(seed);
  const [a, b, c] = [roll() * 6, roll() * 6, roll() * 6];
  const shape = fall({
    columns: 130,
    rows: 130,
    width: size,
    height: size,
    seed,
    steps: 130,
    stiffness: 0.06,
    obstacles: [ground(level)],
    place: (s, t) => {
      const [x, z] = [(s - 0.5) * size * 0.84, (t - 0.5) * size * 0.9];
      const bend = 0.9 * Math.sin(t * 4 + c);
      return new THREE.Vector3(
        x * Math.cos(turn) - z * Math.sin(turn) + bend,
        level + 1 + 0.9 * Math.sin(s * 8 + t * 3 + a) + 0.5 * Math.sin(s * 13 - t * 7 + b),
        x * Math.sin(turn) + z * Math.cos(turn),
      );
    },
  });
  return cloth(shape, material);
}

/** Tassels along the lower edge of a cloth from `hanging`. */
export function fringe(hung: THREE.Mesh, colour: string, seed: number): THREE.Group {
  const roll = dice(seed);
  const group = new THREE.Group();
  const thread = clay(colour);
  const position = hung.geometry.getAttribute('position');
  const columns = 141;
  for (let i = position.count - columns; i < position.count; i += 2) {
    const top = new THREE.Vector3().fromBufferAttribute(position, i);
    const curve = new THREE.CatmullRomCurve3(
      [0, 0.5, 1].map((t) =>
        top
          .clone()
          .add(new THREE.Vector3((roll() - 0.5) * 0.2 * t, 0.05 - 1.5 * t, (roll() - 0.5) * 0.25 * t)),
      ),
    );
    group.add(new THREE.Mesh(new THREE.TubeGeometry(curve, 8, 0.055, 6), thread));
  }
  return solid(group);
}
