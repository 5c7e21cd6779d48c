/** Natural objects: leaves, flowers, pebbles, seeds, drops. */
import * as THREE from 'three';
import { clay, glass, lacquer } from './materials.ts';
import { dice, lump, sheet, solid } from './shapes.ts';

function green(colour: string, roughness = 0.5): THREE.MeshPhysicalMaterial {
  return new THREE.MeshPhysicalMaterial({
    color: colour,
    roughness,
    side: THREE.DoubleSide,
    specularIntensity: 0.6,
  });
}

/** A leaf with a folded midrib and a slight curl; its stem is at the origin, its tip towards +y. */
export function leaf(length: number, width: number, material: THREE.Material, curl = 0.25): THREE.Mesh {
  return sheet(
    10,
    26,
    (u, t) => {
      const s = u * 2 - 1;
      const half = (width / 2) * Math.sin(Math.PI * Math.min(1, t + 0.001) ** 0.72) ** 0.9;
      return new THREE.Vector3(s * half, t * length, Math.abs(s) * half * 0.3 + curl * length * t * t * 0.6);
    },
    material,
  );
}

/** A moringa twig: small round leaflets in pairs. */
export function moringa(length: number, seed: number, colour = '#6f8a45'): THREE.Group {
  const roll = dice(seed);
  const twig = new THREE.Group();
  const bend = (t: number) =>
    new THREE.Vector3(0.5 * Math.sin(t * 1.7) * length * 0.18, t * length, 0.16 * length * t * t);
  const stem = new THREE.CatmullRomCurve3([0, 0.25, 0.5, 0.75, 1].map(bend));
  twig.add(solid(new THREE.Mesh(new THREE.TubeGeometry(stem, 30, 0.07, 8), green('#7d8a4a'))));
  const pairs = Math.round(length / 0.95);
  for (let i = 1; i <= pairs; i += 1) {
    const t = i / pairs;
    for (const side of i === pairs ? [0] : [-1, 1]) {
      const tone = new THREE.Color(colour).offsetHSL((roll() - 0.5) * 0.02, 0, (roll() - 0.5) * 0.07);
      const blade = leaf(
        1.35 + 0.5 * Math.sin(t * 3) + roll() * 0.25,
        0.95,
        green(`#${tone.getHexString()}`),
        0.1,
      );
      blade.position.copy(bend(t));
      blade.rotation.set((roll() - 0.5) * 0.5 - 0.2, (roll() - 0.5) * 0.6, -side * (1.05 + roll() * 0.25));
      twig.add(blade);
    }
  }
  return twig;
}

/** One hibiscus petal with a ruffled edge and a dark base. */
export function petal(length: number, seed: number, colour = '#c8283c', throat = '#5f0f1e'): THREE.Mesh {
  const roll = dice(seed);
  const [a, b] = [roll() * 6, roll() * 6];
  const [inner, outer] = [new THREE.Color(throat), new THREE.Color(colour)];
  const skin = new THREE.MeshPhysicalMaterial({
    vertexColors: true,
    roughness: 0.62,
    side: THREE.DoubleSide,
    sheen: 0.6,
    sheenColor: new THREE.Color('#ff9aa0'),
    sheenRoughness: 0.5,
    specularIntensity: 0.25,
  });
  const mesh = sheet(
    36,
    36,
    (u, t) => {
      const s = u * 2 - 1;
      const half = length * 0.46 * Math.sin(Math.min(1, t * 0.98 + 0.06) ** 0.85 * Math.PI * 0.74) ** 0.85;
      const ruffle = t ** 3 * length * 0.055 * (Math.sin(s * 7 + a) + 0.6 * Math.sin(s * 13 + b));
      return new THREE.Vector3(
        s * half,
        length * (t - 0.1 * s * s * t),
        0.24 * length * t * t * (1 - 0.2 * s) + ruffle + 0.12 * half * s * s,
      );
    },
    skin,
    (u, t) => {
      const vein = 0.9 + 0.1 * Math.cos((u - 0.5) * 60 * (1 - 0.4 * t));
      return inner
        .clone()
        .lerp(outer, Math.min(1, t * 2.1) ** 1.5)
        .multiplyScalar(vein);
    },
  );
  return solid(mesh, 0.8);
}

/** A hibiscus flower with its long stamen column, facing +z. */
export function hibiscus(size: number, seed: number, colour?: string, throat?: string): THREE.Group {
  const flower = new THREE.Group();
  for (let i = 0; i < 5; i += 1) {
    const holder = new THREE.Group();
    const part = petal(size, seed + i * 7, colour, throat);
    part.rotation.x = 0.42;
    part.rotation.y = 0.18;
    part.position.z = i * 0.02 * size;
    holder.add(part);
    holder.rotation.z = (i / 5) * Math.PI * 2 + 0.2;
    flower.add(holder);
  }
  const column = new THREE.CatmullRomCurve3([
    new THREE.Vector3(0, 0, 0),
    new THREE.Vector3(0.02, 0.05, 0.4).multiplyScalar(size),
    new THREE.Vector3(0.05, 0.16, 0.85).multiplyScalar(size),
  ]);
  flower.add(solid(new THREE.Mesh(new THREE.TubeGeometry(column, 24, size * 0.022, 10), lacquer('#e9b9a6'))));
  const roll = dice(seed + 3);
  const pollen = lacquer('#f0b642');
  for (let i = 0; i < 34; i += 1) {
    const grain = solid(new THREE.Mesh(new THREE.SphereGeometry(size * 0.017, 8, 8), pollen));
    const t = 0.55 + 0.45 * roll();
    const turn = roll() * 6.28;
    grain.position
      .copy(column.getPoint(t))
      .add(
        new THREE.Vector3(Math.cos(turn), Math.sin(turn), (roll() - 0.5) * 0.4).multiplyScalar(
          size * (0.05 + 0.03 * roll()),
        ),
      );
    flower.add(grain);
  }
  return flower;
}

/** A river pebble, slightly greyed because warm colours would look like skin. */
export function stone(width: number, height: number, seed: number, colour = '#b9a693'): THREE.Mesh {
  const grey = new THREE.Color(colour).lerp(new THREE.Color('#8f8a83'), 0.45);
  return lump([width / 2, height / 2, width * 0.4], seed, clay(`#${grey.getHexString()}`), 0.035);
}

/** Scatters `count` objects around (x, z) with random rotations; `avoid`: a circle (x, z, radius) to keep free. */
export function strew(
  count: number,
  seed: number,
  make: (roll: () => number, i: number) => THREE.Object3D,
  [x, z]: [number, number],
  radius: number,
  avoid?: [number, number, number],
): THREE.Group {
  const roll = dice(seed);
  const group = new THREE.Group();
  let tries = 0;
  while (group.children.length < count && tries < count * 30) {
    tries += 1;
    const [r, a] = [radius * Math.sqrt(roll()), roll() * Math.PI * 2];
    const at = new THREE.Vector2(x + r * Math.cos(a), z + r * Math.sin(a) * 0.8);
    if (avoid && at.distanceTo(new THREE.Vector2(avoid[0], avoid[1])) < avoid[2]) continue;
    const object = make(roll, group.children.length);
    const holder = new THREE.Group();
    holder.add(object);
    holder.position.set(at.x, 0, at.y);
    holder.rotation.y = roll() * Math.PI * 2;
    group.add(holder);
  }
  return group;
}

/** A smooth brown shea nut with its pale scar. */
export function sheaNut(seed: number): THREE.Group {
  const skin = new THREE.MeshPhysicalMaterial({
    vertexColors: true,
    roughness: 0.5,
    clearcoat: 0.5,
    clearcoatRoughness: 0.3,
  });
  const nut = lump([1.15, 0.78, 0.78], seed, skin, 0.04, 30);
  const position = nut.geometry.getAttribute('position');
  const [shell, scar] = [
    new THREE.Color(['#6a4127', '#7a4c2d', '#5b3620'][seed % 3]),
    new THREE.Color('#c59f74'),
  ];
  const colours: number[] = [];
  for (let i = 0; i < position.count; i += 1) {
    const [x, y, z] = [position.getX(i) / 1.15, position.getY(i) / 0.78, position.getZ(i) / 0.78];
    const patch = 1 - Math.min(1, Math.hypot(x * 0.75, y - 0.75, z - 0.55) / 0.85);
    const grain = 0.92 + 0.08 * Math.sin(x * 30 + Math.sin(z * 17 + seed));
    colours.push(
      ...shell
        .clone()
        .lerp(scar, patch > 0.24 ? Math.min(1, (patch - 0.24) * 9) : 0)
        .multiplyScalar(grain)
        .toArray(),
    );
  }
  nut.geometry.setAttribute('color', new THREE.Float32BufferAttribute(colours, 3));
  nut.rotation.set((seed % 5) * 0.5 - 1, 0, (seed % 4) * 0.12);
  return new THREE.Group().add(nut);
}

export function coffeeBean(seed: number): THREE.Group {
  const bean = new THREE.Group();
  const body = lump([0.52, 0.24, 0.36], seed, lacquer('#35190f', 0.35), 0.03, 18);
  const groove = new THREE.CatmullRomCurve3(
    [-0.46, -0.2, 0.1, 0.46].map(
      (t, i) => new THREE.Vector3(t, 0.4 + 0.06 * (1 - (t / 0.46) ** 2), (i % 2 ? 1 : -1) * 0.03),
    ),
  );
  const line = solid(new THREE.Mesh(new THREE.TubeGeometry(groove, 16, 0.04, 6), clay('#170904')));
  bean.add(body, line);
  bean.rotation.x = seed % 3 === 0 ? Math.PI : (seed % 7) * 0.1 - 0.3;
  if (seed % 3 === 0) bean.position.y = 0.46;
  return bean;
}

/** A drop of water or serum on y = 0. */
export function drop(radius: number, seed: number, colour = '#ffffff', clearness = 8): THREE.Mesh {
  const bead = lump([radius, radius * 0.42, radius], seed, glass(colour, clearness), 0.02, 24);
  bead.position.y = radius * 0.3;
  bead.userData.shade = 0.35;
  return bead;
}

/** A thick, tapering aloe leaf with toothed edges, which grows towards +y and bends back. */
export function aloe(length: number, width: number, seed: number): THREE.Group {
  const roll = dice(seed);
  const group = new THREE.Group();
  const skin = new THREE.MeshPhysicalMaterial({
    vertexColors: true,
    roughness: 0.45,
    side: THREE.DoubleSide,
    clearcoat: 0.25,
    clearcoatRoughness: 0.4,
  });
  const spine = (t: number) => new THREE.Vector3(0, length * t, -0.22 * length * t * t);
  const half = (t: number) => (width / 2) * (1 - t ** 1.7) + 0.02;
  const [pale, deep] = [new THREE.Color('#9db784'), new THREE.Color('#5d8560')];
  const tone = roll() * 0.15;
  group.add(
    sheet(
      36,
      40,
      (u, t) => {
        const a = u * Math.PI * 2;
        const [x, z] = [Math.sin(a), Math.cos(a)];
        return spine(t).add(
          new THREE.Vector3(x * half(t), 0, (z > 0 ? 0.1 * z - 0.16 * (1 - x * x) : 0.5 * z) * half(t)),
        );
      },
      skin,
      (u, t) => {
        const spot = Math.sin(u * 71 + t * 43) * Math.sin(t * 97 - u * 29) > 0.72 ? 0.16 : 0;
        return deep.clone().lerp(pale, Math.min(1, 0.25 + 0.45 * t + tone + spot));
      },
    ),
  );
  for (let i = 1; i < 15; i += 1) {
    for (const side of [-1, 1]) {
      const tooth = solid(new THREE.Mesh(new THREE.ConeGeometry(0.09, 0.3, 8), lacquer('#cfd9a8')));
      tooth.position.copy(spine(i / 16)).add(new THREE.Vector3(side * (half(i / 16) + 0.06), 0.06, 0));
      tooth.rotation.z = -side * 1.15;
      group.add(tooth);
    }
  }
  return group;
}
