/**
 * Builds objects (lathed, bent from a sheet, boxes, lumps) and places them. All randomness is seeded, so drawing a picture again
 * gives the same result.
 */
import * as THREE from 'three';
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js';
import type { Point } from './studio.ts';

/** A seeded generator of uniform random numbers from 0 to 1 (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A grid of quads shaped by `place(s, t)` and coloured by `tint(s, t)`; s and t range from 0 to 1. */
export function sheet(
  across: number,
  along: number,
  place: (s: number, t: number) => THREE.Vector3,
  material: THREE.Material,
  tint?: (s: number, t: number) => THREE.Color,
): THREE.Mesh {
  const positions: number[] = [];
  const uvs: number[] = [];
  const colours: number[] = [];
  const index: number[] = [];
  for (let j = 0; j <= along; j += 1) {
    for (let i = 0; i <= across; i += 1) {
      const [s, t] = [i / across, j / along];
      positions.push(...place(s, t).toArray());
      uvs.push(s, t);
      if (tint) colours.push(...tint(s, t).toArray());
      if (i < across && j < along) {
        const a = j * (across + 1) + i;
        index.push(a, a + 1, a + across + 1, a + 1, a + across + 2, a + across + 1);
      }
    }
  }
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute('position', new THREE.Float32BufferAttribute(positions, 3));
  geometry.setAttribute('uv', new THREE.Float32BufferAttribute(uvs, 2));
  if (tint) geometry.setAttribute('color', new THREE.Float32BufferAttribute(colours, 3));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return solid(new THREE.Mesh(geometry, material));
}

/** An uneven ellipsoid on y = 0, for stones, nuts and beans. `size`: its half-widths along x, y and z. */
export function lump(
  size: [number, number, number],
  seed: number,
  material: THREE.Material,
  rough = 0.08,
  detail = 40,
): THREE.Mesh {
  const geometry = new THREE.SphereGeometry(1, detail * 2, detail);
  const position = geometry.getAttribute('position');
  const roll = dice(seed);
  const waves = Array.from({ length: 7 }, (_, i) => ({
    way: new THREE.Vector3(roll() - 0.5, roll() - 0.5, roll() - 0.5)
      .normalize()
      .multiplyScalar(1.4 + i * 0.9),
    phase: roll() * 6.28,
    height: rough / (1 + i * 0.5),
  }));
  const here = new THREE.Vector3();
  for (let i = 0; i < position.count; i += 1) {
    here.fromBufferAttribute(position, i);
    const swell = waves.reduce(
      (sum, wave) => sum + wave.height * Math.sin(here.dot(wave.way) * 1.6 + wave.phase),
      1,
    );
    position.setXYZ(i, here.x * swell * size[0], here.y * swell * size[1], here.z * swell * size[2]);
  }
  geometry.computeVertexNormals();
  const mesh = solid(new THREE.Mesh(geometry, material));
  mesh.position.y = size[1] * 0.94;
  return mesh;
}

/** A box with rounded edges, standing on y = 0. */
export function box(
  width: number,
  height: number,
  depth: number,
  round: number,
  material: THREE.Material | THREE.Material[],
): THREE.Mesh {
  const mesh = solid(new THREE.Mesh(new RoundedBoxGeometry(width, height, depth, 6, round), material));
  mesh.position.y = height / 2;
  return mesh;
}

/** Moves an object by (x, y, z) and rotates it. */
export function put<T extends THREE.Object3D>(
  object3d: T,
  x: number,
  y: number,
  z: number,
  [pitch, yaw, roll]: Point = [0, 0, 0],
): T {
  const { position, rotation } = object3d;
  position.add(new THREE.Vector3(x, y, z));
  rotation.set(rotation.x + pitch, rotation.y + yaw, rotation.z + roll);
  return object3d;
}

/** A lathe outline: corners 'radius,height' from the bottom up; a third number is the rounding radius of the corner. */
function outline(path: string): THREE.Vector2[] {
  const corners = path.split(' ').map((corner) => {
    const [radius = 0, height = 0, round = 0] = corner.split(',').map(Number);
    return { at: new THREE.Vector2(radius, height), round };
  });
  const points: THREE.Vector2[] = [];
  for (const [i, { at, round }] of corners.entries()) {
    const [before, after] = [corners[i - 1]?.at, corners[i + 1]?.at];
    if (!before || !after || round === 0) {
      points.push(at);
      continue;
    }
    const towards = (other: THREE.Vector2) => {
      const way = other.clone().sub(at);
      return way.clampLength(0, Math.min(round, way.length() / 2)).add(at);
    };
    points.push(...new THREE.QuadraticBezierCurve(towards(before), at, towards(after)).getPoints(10));
  }
  return points;
}

/** Lets all parts of an object cast and receive shadows; `shade` below 1 lightens the shadow of a clear object. */
export function solid<T extends THREE.Object3D>(object: T, shade?: number): T {
  object.traverse((part) => {
    part.castShadow = true;
    part.receiveShadow = true;
    if (shade !== undefined) part.userData.shade = shade;
  });
  return object;
}

/** A lathed shape. */
export function turned(path: string, material: THREE.Material, shade?: number): THREE.Mesh {
  return solid(new THREE.Mesh(new THREE.LatheGeometry(outline(path), 120), material), shade);
}

/** Groups parts, each raised by its height. */
export function stack(...parts: [THREE.Object3D, number][]): THREE.Group {
  const group = new THREE.Group();
  for (const [part, height] of parts) {
    part.position.y += height;
    group.add(part);
  }
  return group;
}
