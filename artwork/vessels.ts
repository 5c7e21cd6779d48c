/** Bottles and jars with their labels. Every vessel stands on y = 0 with its label towards +z. */
import * as THREE from 'three';
import { label, type Print } from './labels.ts';
import { glass, shine } from './materials.ts';
import { sheet, turned } from './shapes.ts';

/** A label around a straight wall of this radius. */
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

/** A flat label on a lid or a card, facing up. */
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

/** The outline of a bottle with a straight wall of `height`, a rounded shoulder and a neck. */
function bottle(radius: number, height: number, neck: number, shoulder: number): string {
  const top = shoulderOf(radius, height, shoulder);
  const foot = `0,0.1 ${radius * 0.7},0.06,0.1 ${radius * 0.8},0,0.1 ${radius},0,0.28`;
  return `${foot} ${radius},${height},${radius * shoulder} ${neck},${top},0.25 ${neck},${top + 0.7}`;
}

/** The height at which a bottle's neck begins. */
export function shoulderOf(radius: number, height: number, shoulder = 0.7): number {
  return height + radius * shoulder * 0.55;
}

/** A clear bottle filled with liquid up to `level`. */
export function filled(
  radius: number,
  height: number,
  neck: number,
  level: number,
  liquid: THREE.Material,
  shoulder = 0.7,
): THREE.Group {
  const inside = radius - 0.16;
  const contents = turned(`0,0.4 ${inside},0.4,0.3 ${inside},${level},0.02 0,${level}`, liquid, 0.55);
  const group = new THREE.Group();
  const shell = turned(bottle(radius, height, neck, shoulder), shine());
  shell.castShadow = false;
  shell.renderOrder = 3;
  const foot = turned(
    `0,0.02 ${radius * 0.95},0.02,0.1 ${radius * 0.95},0.38,0.1 0,0.38`,
    glass('#ffffff', 20),
    0.5,
  );
  group.add(contents, shell, foot);
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
): THREE.Mesh {
  return turned(bottle(radius, height, neck, shoulder), material, shade);
}

/** An open jar with a thick wall and a thread for its lid. */
export function jar(radius: number, height: number, material: THREE.Material): THREE.Mesh {
  const [rim, top] = [radius - 0.35, height + 0.5];
  const wall = `0,0.08 ${radius * 0.8},0,0.1 ${radius},0,0.5 ${radius},${height},0.5`;
  const thread = `${rim},${height + 0.02},0.1 ${rim},${top},0.08 ${rim - 0.22},${top},0.06`;
  return turned(`${wall} ${thread} ${rim - 0.24},${height * 0.35}`, material);
}

/** A round swirl of cream with a peak in the middle and its rim at y = 0. */
export function swirl(
  radius: number,
  peak: number,
  turns: number,
  depth: number,
  material: THREE.Material,
): THREE.Mesh {
  return sheet(
    160,
    60,
    (s, t) => {
      const a = s * Math.PI * 2;
      const ridge = Math.abs(Math.cos(a + turns * Math.PI * 2 * t ** 0.9)) ** 0.8 - 0.35;
      const fade = Math.min(1, t * 5) * (1 - t ** 7) * (1 - 0.35 * t);
      const lean = 0.12 * peak * (1 - t) ** 5;
      const y = peak * (1 - t) ** 2.1 + depth * fade * ridge;
      return new THREE.Vector3(radius * t * Math.cos(a) + lean, y, radius * t * Math.sin(a));
    },
    material,
  );
}
