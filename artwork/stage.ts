/** Stage sets: a cove, plinths and an arch; the light, the room reflected in bottles, and off-camera leaves that cast shadows. */
import * as THREE from 'three';
import { clay, grained, paint } from './materials.ts';
import { leaf } from './nature.ts';
import { sheet, solid, turned } from './shapes.ts';
import { darkroom, type Point, type Shot } from './studio.ts';

export interface Mood {
  /** Colour of the cove and of the reflected surroundings. */
  backdrop: string;
  sun: string;
  /** Radius of the light in degrees: 1 is a clear afternoon, 8 a window behind a curtain. */
  softness: number;
  strength: number;
  from: Point;
  sky: string;
  skyStrength: number;
  exposure: number;
}

const afternoon: Omit<Mood, 'backdrop'> = {
  sun: '#fff1de',
  softness: 2.4,
  strength: 0.8,
  from: [-8, 8.5, 8],
  sky: '#f4f2ff',
  skyStrength: 0.6,
  exposure: 1.34,
};

/** The default afternoon light in front of a wall of this colour. */
export function before(backdrop: string, change: Partial<Mood> = {}): Mood {
  return { ...afternoon, backdrop, ...change };
}

const rooms = new Map<string, THREE.Texture>();

/** The reflected room: a tall window on the left, a narrow one on the right, light from above, and the backdrop's colour all around. */
function room(mood: Mood): THREE.Texture {
  const cached = rooms.get(mood.backdrop);
  if (cached) return cached;
  const scene = new THREE.Scene();
  const tint = new THREE.Color(mood.backdrop);
  const glow = (colour: THREE.ColorRepresentation, power: number) =>
    new THREE.MeshBasicMaterial({
      color: new THREE.Color(colour).multiplyScalar(power),
      side: THREE.DoubleSide,
    });
  const panel = (width: number, height: number, at: Point, power: number, colour: string) => {
    const pane = new THREE.Mesh(new THREE.PlaneGeometry(width, height), glow(colour, power));
    pane.position.set(...at);
    pane.lookAt(0, 0, 0);
    scene.add(pane);
  };
  scene.add(new THREE.Mesh(new THREE.SphereGeometry(50, 32, 16), glow(tint, 0.55)));
  const ground = new THREE.Mesh(new THREE.CircleGeometry(49, 32), glow(tint, 0.6));
  ground.rotation.x = -Math.PI / 2;
  ground.position.y = -9;
  scene.add(ground);
  panel(12, 24, [-19, 8, 10], 5, mood.sun);
  panel(2.6, 26, [20, 7, 5], 3.2, mood.sun);
  panel(20, 9, [-2, 24, 4], 2.4, mood.sky);
  panel(22, 30, [8, 8, 36], 0.2, '#4a3a30');
  const pmrem = new THREE.PMREMGenerator(darkroom());
  const texture = pmrem.fromScene(scene, 0.006, 0.1, 100, { size: 256 }).texture;
  pmrem.dispose();
  rooms.set(mood.backdrop, texture);
  return texture;
}

/** A floor that curves up into the wall behind it. */
function cove(colour: string): THREE.Mesh {
  const [depth, radius, bends] = [16, 9, 24];
  const corner = (i: number): [z: number, y: number] => {
    const turn = ((i - 1) / bends) * (Math.PI / 2);
    if (i === 0) return [90, 0];
    if (i > bends + 1) return [-depth - radius, 150];
    return [-depth - radius * Math.sin(turn), radius - radius * Math.cos(turn)];
  };
  const steps = bends + 2;
  const mesh = sheet(
    1,
    steps,
    (s, t) => {
      const [z, y] = corner(Math.round(t * steps));
      return new THREE.Vector3((s - 0.5) * 320, y, z);
    },
    paint(colour),
  );
  mesh.castShadow = false;
  return mesh;
}

/** A palm frond off camera, between the sun and (x, y, z), so that only its shadow is visible. */
export function frond(mood: Mood, [x, y, z]: Point, distance: number, turn: number, size = 1): THREE.Group {
  const branch = new THREE.Group();
  const blade = clay('#000000');
  for (let i = 0; i < 17; i += 1) {
    for (const side of [-1, 1]) {
      const part = leaf((9 - Math.abs(i - 6) * 0.38) * size, 0.95 * size, blade, 0.1);
      part.position.set(0, (i * 1.25 - 9) * size, 0);
      part.rotation.z = side * (-1.25 + i * 0.045);
      branch.add(part);
    }
  }
  const towards = new THREE.Vector3(...mood.from).normalize();
  branch.position.set(x, y, z).addScaledVector(towards, distance);
  branch.lookAt(x, y, z);
  branch.rotateZ(turn);
  return solid(branch);
}

/** A round plinth with a rounded edge. */
export function plinth(radius: number, height: number, colour: string): THREE.Mesh {
  return turned(`0,0 ${radius},0,0.1 ${radius},${height},0.22 0,${height}`, clay(colour));
}

/** A free-standing arch, standing on y = 0, with its thickness along z. */
export function arch(width: number, height: number, depth: number, colour: string): THREE.Mesh {
  const shape = new THREE.Shape();
  const r = width / 2;
  shape.moveTo(-r, 0);
  shape.lineTo(r, 0);
  shape.lineTo(r, height - r);
  shape.absarc(0, height - r, r, 0, Math.PI, false);
  shape.closePath();
  const geometry = new THREE.ExtrudeGeometry(shape, {
    depth,
    bevelEnabled: true,
    bevelSize: 0.18,
    bevelThickness: 0.18,
    bevelSegments: 4,
    curveSegments: 64,
  });
  return solid(grained(new THREE.Mesh(geometry, paint(colour)), 60));
}

/** A camera that shows `tall` centimetres around (x, y, 0), looks down by `tilt` degrees and stands `swing` degrees to the right. */
export function view(tall: number, y: number, tilt = 7, x = 0, swing = 0): Shot['camera'] {
  const lens = 22;
  const distance = tall / 2 / Math.tan((lens * Math.PI) / 360);
  const [down, round] = [(tilt * Math.PI) / 180, (swing * Math.PI) / 180];
  return {
    from: [
      x + distance * Math.cos(down) * Math.sin(round),
      y + distance * Math.sin(down),
      distance * Math.cos(down) * Math.cos(round),
    ],
    at: [x, y, 0],
    lens,
    aperture: distance * 0.007,
    focus: [x, y, 1],
  };
}

/** Gives shiny materials the reflected room. Painted walls do not shine, and render faster without it. */
function mirror(scene: THREE.Scene, surroundings: THREE.Texture): void {
  scene.traverse((object) => {
    if (!(object instanceof THREE.Mesh)) return;
    for (const material of [object.material].flat()) {
      if (material instanceof THREE.MeshStandardMaterial) material.envMap = surroundings;
    }
  });
}

/** A scene with these objects in this light. */
export function compose(
  mood: Mood,
  camera: Shot['camera'],
  things: THREE.Object3D[],
  frame: { width?: number; height?: number; reach?: number; bare?: boolean } = {},
): Shot {
  const scene = new THREE.Scene();
  if (!frame.bare) scene.add(cove(mood.backdrop));
  scene.add(...things);
  mirror(scene, room(mood));
  return {
    width: frame.width ?? 960,
    height: frame.height ?? 1200,
    camera,
    scene,
    sun: { from: mood.from, softness: mood.softness, colour: mood.sun, strength: mood.strength },
    sky: { colour: mood.sky, strength: mood.skyStrength },
    bounce: { colour: mood.backdrop, strength: 0.2 },
    reach: frame.reach ?? 34,
    exposure: mood.exposure,
  };
}
