/** A cloth simulation by Verlet integration: points joined by threads, pulled by gravity, stopped by obstacles. */
import * as THREE from 'three';
import { canvas, texture } from './canvas.ts';
import { dice, solid } from './shapes.ts';

/** Moves a point out of an obstacle; true if the point touched it. */
type Obstacle = (point: THREE.Vector3) => boolean;

interface Fall {
  columns: number;
  rows: number;
  /** Size of the flat cloth in centimetres. */
  width: number;
  height: number;
  /** Initial position of a point; s and t range from 0 to 1. */
  place: (s: number, t: number) => THREE.Vector3;
  /** Whether a point stays fixed. */
  held?: (s: number, t: number) => boolean;
  obstacles: Obstacle[];
  steps: number;
  /** Resistance to folding, from 0 (silk) to 1 (canvas). */
  stiffness?: number;
  seed?: number;
}

export const ground =
  (level = 0.08): Obstacle =>
  (point) => {
    if (point.y >= level) return false;
    point.y = level;
    return true;
  };

/** Simulates the fall of a cloth and returns its shape; u runs along the width, v up the height. */
export function fall({
  columns,
  rows,
  width,
  height,
  place,
  held,
  obstacles,
  steps,
  stiffness = 0.25,
  seed = 1,
}: Fall): THREE.BufferGeometry {
  const roll = dice(seed);
  const at: THREE.Vector3[] = [];
  const before: THREE.Vector3[] = [];
  const still: boolean[] = [];
  for (let j = 0; j <= rows; j += 1) {
    for (let i = 0; i <= columns; i += 1) {
      const point = place(i / columns, j / rows);
      const fixed = held?.(i / columns, j / rows) ?? false;
      if (!fixed) point.add(new THREE.Vector3(roll() - 0.5, roll() - 0.5, roll() - 0.5).multiplyScalar(0.06));
      at.push(point);
      before.push(point.clone());
      still.push(fixed);
    }
  }
  const [dx, dy] = [width / columns, height / rows];
  const threads: [a: number, b: number, length: number, pull: number][] = [];
  const tie = (i: number, j: number, k: number, l: number, pull: number) => {
    if (k < 0 || k > columns || l > rows) return;
    threads.push([
      j * (columns + 1) + i,
      l * (columns + 1) + k,
      Math.hypot((k - i) * dx, (l - j) * dy),
      pull,
    ]);
  };
  for (let j = 0; j <= rows; j += 1) {
    for (let i = 0; i <= columns; i += 1) {
      tie(i, j, i + 1, j, 0.5);
      tie(i, j, i, j + 1, 0.5);
      tie(i, j, i + 1, j + 1, 0.2);
      tie(i, j, i - 1, j + 1, 0.2);
      tie(i, j, i + 3, j, 0.5 * stiffness);
      tie(i, j, i, j + 3, 0.5 * stiffness);
    }
  }
  const gravity = 0.012;
  const apart = new THREE.Vector3();
  for (let step = 0; step < steps; step += 1) {
    for (const [n, point] of at.entries()) {
      if (still[n]) continue;
      const last = before[n] as THREE.Vector3;
      apart.subVectors(point, last).multiplyScalar(0.965);
      last.copy(point);
      point.add(apart);
      point.y -= gravity;
    }
    for (let round = 0; round < 6; round += 1) {
      for (const [a, b, length, pull] of threads) {
        const [p, q] = [at[a] as THREE.Vector3, at[b] as THREE.Vector3];
        apart.subVectors(q, p);
        const distance = apart.length() || 1e-6;
        apart.multiplyScalar((pull * (distance - length)) / distance);
        if (still[a] && !still[b]) q.sub(apart.multiplyScalar(2));
        else if (still[b] && !still[a]) p.add(apart.multiplyScalar(2));
        else if (!still[a]) {
          p.add(apart);
          q.sub(apart);
        }
      }
    }
    for (const [n, point] of at.entries()) {
      if (still[n]) continue;
      // friction: cloth clings to what it touches
      if (obstacles.some((pushes) => pushes(point))) before[n]?.lerp(point, 0.6);
    }
  }
  const geometry = new THREE.PlaneGeometry(1, 1, columns, rows);
  const position = geometry.getAttribute('position');
  const uv = geometry.getAttribute('uv');
  for (const [n, point] of at.entries()) {
    position.setXYZ(n, point.x, point.y, point.z);
    uv.setXY(n, (n % (columns + 1)) / columns, 1 - Math.floor(n / (columns + 1)) / rows);
  }
  geometry.computeVertexNormals();
  return geometry;
}

let woven: THREE.Texture | undefined;

/** A repeatable bump texture of a plain weave. */
function weave(): THREE.Texture {
  if (woven) return woven;
  const size = 64;
  const pen = canvas(size, size);
  const image = pen.createImageData(size, size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [u, v] = [(x / size) * 4, (y / size) * 4];
      const over = (Math.floor(u) + Math.floor(v)) % 2 === 0;
      const level =
        90 +
        150 *
          Math.sin(Math.PI * (over ? v % 1 : u % 1)) *
          (0.75 + 0.25 * Math.sin(Math.PI * (over ? u % 1 : v % 1)));
      image.data.set([level, level, level, 255], (y * size + x) * 4);
    }
  }
  pen.putImageData(image, 0, 0);
  woven = texture(pen, THREE.RepeatWrapping);
  woven.colorSpace = THREE.NoColorSpace;
  return woven;
}

/** A cloth material. `threads`: repeats of the weave over the width and height; silk shines along its folds. */
export function fabric(
  print: THREE.Texture | string,
  threads: [number, number],
  isSilk = false,
): THREE.MeshPhysicalMaterial {
  const bump = weave().clone();
  bump.repeat.set(...threads);
  const material = new THREE.MeshPhysicalMaterial({
    roughness: isSilk ? 0.42 : 0.9,
    specularIntensity: isSilk ? 0.55 : 0.2,
    sheen: isSilk ? 0.5 : 0.15,
    sheenRoughness: 0.45,
    sheenColor: new THREE.Color('#ffffff'),
    side: THREE.DoubleSide,
    bumpMap: bump,
    bumpScale: isSilk ? 0.15 : 0.5,
  });
  if (typeof print === 'string') material.color.set(print);
  else {
    material.map = print;
    print.anisotropy = 4;
  }
  return material;
}

/** A mesh from a simulated cloth. */
export function cloth(shape: THREE.BufferGeometry, material: THREE.Material): THREE.Mesh {
  return solid(new THREE.Mesh(shape, material));
}

/** A filled cover, for cushions and pouches. Upright, facing +z, with its lower edge at y = 0; u and v cover the face. */
export function pillow(
  width: number,
  height: number,
  thick: number,
  material: THREE.Material,
  seed = 1,
): THREE.Mesh {
  const roll = dice(seed);
  const [a, b] = [roll() * 6, roll() * 6];
  const geometry = new THREE.PlaneGeometry(2, 2, 90, 90);
  const back = new THREE.PlaneGeometry(2, 2, 90, 90);
  for (const [side, shape] of [geometry, back].entries()) {
    const position = shape.getAttribute('position');
    for (let i = 0; i < position.count; i += 1) {
      const [s, t] = [position.getX(i), position.getY(i)];
      const full = ((1 - s ** 4) * (1 - t ** 4)) ** 0.5;
      // the edges of a filled cover curve inwards between the corners
      const [pullX, pullY] = [1 - 0.07 * (1 - t * t), 1 - 0.07 * (1 - s * s)];
      const crease =
        0.035 * thick * Math.sin(7 * s * t + a) * Math.abs(s * t) ** 0.7 +
        0.03 * thick * Math.sin(5 * (s + t) + b) * (1 - full);
      position.setXYZ(
        i,
        (s * pullX * width) / 2,
        ((t * pullY + 1) * height) / 2,
        (side === 0 ? 1 : -1) * (full * thick * 0.5 + crease * full + 0.04),
      );
    }
    shape.computeVertexNormals();
  }
  const group = solid(new THREE.Mesh(geometry, material));
  group.add(solid(new THREE.Mesh(back, material)));
  return group;
}
