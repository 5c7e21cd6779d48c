/** Bottles, jars and what closes them. Every vessel stands on y = 0 and shows its label towards +z. */
import * as THREE from 'three';
import { label, type Print } from './labels.ts';
import { glass, plastic, shine } from './materials.ts';

/** A corner of a turned outline: radius, height, and how far it is rounded. */
export type Corner = [radius: number, height: number, round?: number];

/** Rounds the corners of an outline. */
function outline(corners: Corner[]): THREE.Vector2[] {
  const points: THREE.Vector2[] = [];
  for (const [i, [x, y, round = 0]] of corners.entries()) {
    const here = new THREE.Vector2(x, y);
    const before = corners[i - 1];
    const after = corners[i + 1];
    if (!before || !after || round === 0) {
      points.push(here);
      continue;
    }
    const back = new THREE.Vector2(before[0], before[1]).sub(here);
    const on = new THREE.Vector2(after[0], after[1]).sub(here);
    const start = here
      .clone()
      .addScaledVector(back.clone().normalize(), Math.min(round, back.length() * 0.5));
    const end = here.clone().addScaledVector(on.clone().normalize(), Math.min(round, on.length() * 0.5));
    points.push(...new THREE.QuadraticBezierCurve(start, here, end).getPoints(10));
  }
  return points;
}

/** Lets everything in a group throw and catch shade; clear things throw only a part of it. */
export function solid<T extends THREE.Object3D>(object: T, shade?: number): T {
  object.traverse((part) => {
    part.castShadow = true;
    part.receiveShadow = true;
    if (shade !== undefined) part.userData.shade = shade;
  });
  return object;
}

/** A shape from the potter's wheel. */
export function turned(corners: Corner[], material: THREE.Material, shade?: number): THREE.Mesh {
  return solid(new THREE.Mesh(new THREE.LatheGeometry(outline(corners), 120), material), shade);
}

/** Puts parts together, each lifted to its height. */
export function stack(...parts: [THREE.Object3D, number][]): THREE.Group {
  const group = new THREE.Group();
  for (const [part, height] of parts) {
    part.position.y += height;
    group.add(part);
  }
  return group;
}

/** A label round a straight wall of this radius. */
export function wrapped(radius: number, bottom: number, print: Print): THREE.Mesh {
  const turn = print.width / radius;
  const geometry = new THREE.CylinderGeometry(radius, radius, print.height, 72, 1, true, -turn / 2, turn);
  const material = new THREE.MeshPhysicalMaterial({
    map: label(print),
    transparent: true,
    roughness: 0.7,
    specularIntensity: 0.5,
  });
  const mesh = new THREE.Mesh(geometry, material);
  mesh.position.y = bottom + print.height / 2;
  mesh.receiveShadow = true;
  mesh.renderOrder = 2;
  return mesh;
}

/** A label flat on a lid or a card, facing up. */
export function laid(print: Print, height: number, round = false): THREE.Mesh {
  const geometry = round
    ? new THREE.CircleGeometry(print.width / 2, 96)
    : new THREE.PlaneGeometry(print.width, print.height);
  const mesh = new THREE.Mesh(
    geometry,
    new THREE.MeshPhysicalMaterial({
      map: label(print),
      transparent: true,
      roughness: 0.7,
      specularIntensity: 0.4,
    }),
  );
  mesh.rotation.x = -Math.PI / 2;
  mesh.position.y = height;
  mesh.receiveShadow = true;
  mesh.renderOrder = 2;
  return mesh;
}

/** The outline of a bottle with a straight wall of `height`, a round shoulder and a neck. */
function bottle(radius: number, height: number, neck: number, shoulder = 0.7): Corner[] {
  const top = height + radius * shoulder * 0.55;
  return [
    [0, 0.1],
    [radius * 0.7, 0.06, 0.1],
    [radius * 0.8, 0, 0.1],
    [radius, 0, 0.28],
    [radius, height, radius * shoulder],
    [neck, top, 0.25],
    [neck, top + 0.7],
  ];
}

/** Where a bottle's neck begins. */
export function shoulderOf(radius: number, height: number, shoulder = 0.7): number {
  return height + radius * shoulder * 0.55;
}

/** A clear bottle and the liquid in it, up to `level`. */
export function filled(
  radius: number,
  height: number,
  neck: number,
  level: number,
  liquid: THREE.Material,
  shoulder = 0.7,
): THREE.Group {
  const inside = radius - 0.16;
  const full = level >= height;
  const wine: Corner[] = full
    ? [
        [0, 0.4],
        [inside, 0.4, 0.3],
        [inside, height, radius * shoulder],
        [neck - 0.1, shoulderOf(radius, height, shoulder), 0.2],
        [0, shoulderOf(radius, height, shoulder)],
      ]
    : [
        [0, 0.4],
        [inside, 0.4, 0.3],
        [inside, level, 0.02],
        [0, level],
      ];
  const group = new THREE.Group();
  group.add(turned(wine, liquid, 0.55));
  const shell = turned(bottle(radius, height, neck, shoulder), shine());
  shell.castShadow = false;
  shell.renderOrder = 3;
  const foot = turned(
    [
      [0, 0.02],
      [radius * 0.95, 0.02, 0.1],
      [radius * 0.95, 0.38, 0.1],
      [0, 0.38],
    ],
    glass('#ffffff', 20),
    0.5,
  );
  group.add(shell, foot);
  return group;
}

/** A bottle of one material: coloured or frosted glass, or matt plastic. */
export function bottled(
  radius: number,
  height: number,
  neck: number,
  material: THREE.Material,
  shade?: number,
  shoulder = 0.7,
): THREE.Group {
  const group = new THREE.Group();
  group.add(turned(bottle(radius, height, neck, shoulder), material, shade));
  return group;
}

/** Collar, rubber bulb and glass pipette. Stands on the shoulder; the pipette hangs `depth` into the bottle. */
export function dropper(
  neck: number,
  collar: THREE.Material,
  bulb: THREE.Material,
  depth: number,
): THREE.Group {
  const r = neck * 0.82;
  return stack(
    [
      turned(
        [
          [0, 0],
          [neck + 0.16, 0, 0.06],
          [neck + 0.16, 1.25, 0.12],
          [r, 1.25],
        ],
        collar,
      ),
      0,
    ],
    [
      turned(
        [
          [0, 0],
          [r, 0],
          [r, 0.45, 0.18],
          [r * 0.88, 0.75, 0.2],
          [r * 0.84, 2.35, 0.75],
          [0, 2.4, 0.1],
        ],
        bulb,
      ),
      1.25,
    ],
    [
      turned(
        [
          [0.05, 0],
          [0.1, 0.06, 0.04],
          [0.24, 0.9, 0.3],
          [0.24, depth],
        ],
        plastic('#f6f2ee', 0.15),
      ),
      -depth + 0.3,
    ],
  );
}

/** A lotion pump; its beak looks to the left and a little to the front, its straw hangs `depth` into the bottle. */
export function pump(neck: number, material: THREE.Material, depth = 0): THREE.Group {
  const collar = neck + 0.22;
  const beak = new THREE.CatmullRomCurve3([
    new THREE.Vector3(0, 0, 0),
    new THREE.Vector3(-0.9, 0.02, 0),
    new THREE.Vector3(-1.9, -0.06, 0),
    new THREE.Vector3(-2.35, -0.32, 0),
  ]);
  const head = stack(
    [
      turned(
        [
          [0, 0],
          [0.66, 0, 0.1],
          [0.72, 0.75, 0.12],
          [0, 0.78],
        ],
        material,
      ),
      0,
    ],
    [solid(new THREE.Mesh(new THREE.TubeGeometry(beak, 40, 0.27, 24), material)), 0.46],
  );
  head.rotation.y = 0.5;
  return stack(
    [
      turned(
        [
          [0, 0],
          [collar, 0, 0.08],
          [collar, 1.1, 0.14],
          [collar * 0.62, 1.18, 0.05],
          [collar * 0.5, 1.45, 0.05],
          [0, 1.45],
        ],
        material,
      ),
      0,
    ],
    [
      turned(
        [
          [0, 0],
          [0.26, 0],
          [0.26, 1.1],
          [0, 1.1],
        ],
        material,
      ),
      1.4,
    ],
    [head, 2.2],
    [
      turned(
        [
          [0.16, 0],
          [0.16, depth],
        ],
        plastic('#fbf8f3', 0.3),
      ),
      -depth,
    ],
  );
}

/** A fine-mist head with its little nozzle. */
export function mister(neck: number, material: THREE.Material): THREE.Group {
  const nozzle = turned(
    [
      [0, 0],
      [0.16, 0],
      [0.16, 0.12, 0.05],
      [0.06, 0.12],
      [0.05, 0.02],
    ],
    material,
  );
  nozzle.rotation.set(Math.PI / 2, 0, 0.3);
  nozzle.position.set(-0.2, 0.62, neck * 0.66);
  return stack(
    [
      turned(
        [
          [0, 0],
          [neck + 0.24, 0, 0.08],
          [neck + 0.24, 1, 0.16],
          [0, 1],
        ],
        material,
      ),
      0,
    ],
    [
      stack(
        [
          turned(
            [
              [0, 0],
              [neck * 0.7, 0],
              [neck * 0.7, 1.15, 0.3],
              [0, 1.22],
            ],
            material,
          ),
          0,
        ],
        [nozzle, 0],
      ),
      0.98,
    ],
  );
}

/** A plain turned cap. */
export function cap(radius: number, height: number, material: THREE.Material, round = 0.16): THREE.Mesh {
  return turned(
    [
      [0, 0],
      [radius, 0, 0.05],
      [radius, height, round],
      [0, height],
    ],
    material,
  );
}

/** A jar's thick glass: an outer wall and the white pot inside it. */
export function jar(
  radius: number,
  height: number,
  material: THREE.Material,
  inside?: THREE.Material,
): THREE.Group {
  const group = new THREE.Group();
  const rim = radius - 0.35;
  group.add(
    turned(
      [
        [0, 0.08],
        [radius * 0.8, 0, 0.1],
        [radius, 0, 0.5],
        [radius, height, 0.5],
        [rim, height + 0.02, 0.1],
        [rim, height + 0.5, 0.08],
        [rim - 0.22, height + 0.5, 0.06],
        [rim - 0.24, height * 0.35],
      ],
      material,
    ),
  );
  if (inside)
    group.add(
      turned(
        [
          [0, 0.5],
          [radius - 0.5, 0.5, 0.5],
          [radius - 0.5, height - 0.1],
        ],
        inside,
        0.6,
      ),
    );
  return group;
}

/** A swirl of cream filling a circle, with a peak in its middle; its rim lies at y = 0. */
export function swirl(
  radius: number,
  peak: number,
  turns: number,
  material: THREE.Material,
  depth = 0.35,
): THREE.Mesh {
  const [around, out] = [160, 60];
  const positions: number[] = [];
  const index: number[] = [];
  for (let j = 0; j <= out; j += 1) {
    const t = j / out;
    for (let i = 0; i <= around; i += 1) {
      const a = (i / around) * Math.PI * 2;
      const wave = 0.5 + 0.5 * Math.cos(a + turns * Math.PI * 2 * t ** 0.9);
      const fade = Math.min(1, t * 5) * (1 - t ** 7);
      const y =
        peak * (1 - t) ** 2.1 + depth * fade * (Math.abs(wave * 2 - 1) ** 0.8 - 0.35) * (1 - 0.35 * t);
      const lean = 0.12 * peak * (1 - t) ** 5;
      positions.push(radius * t * Math.cos(a) + lean, y, radius * t * Math.sin(a));
      if (i < around && j < out) {
        const k = j * (around + 1) + i;
        index.push(k, k + 1, k + around + 1, k + 1, k + around + 2, k + around + 1);
      }
    }
  }
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute('position', new THREE.Float32BufferAttribute(positions, 3));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return solid(new THREE.Mesh(geometry, material));
}
