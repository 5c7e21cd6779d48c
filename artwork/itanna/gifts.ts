/** The gift box, the travel pouch's cloth and the tools. */
import * as THREE from 'three';
import { canvas, texture } from '../canvas.ts';
import { cap } from '../closures.ts';
import { blossom, type } from '../labels.ts';
import { clay, grained, plastic, wood } from '../materials.ts';
import { box, dice, put, sheet, solid, stack, turned } from '../shapes.ts';
import { bottled, shoulderOf, wrapped } from '../vessels.ts';

/** A printed face for a box or a card. */
export function printed(
  width: number,
  height: number,
  ground: string,
  ink: string,
  scale = 1,
  lift = 0,
): THREE.CanvasTexture {
  const pen = canvas(width * 100, height * 100);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width * 100, height * 100);
  const [x, y] = [width * 50, height * 50 - lift * 100];
  blossom(pen, x, y - 70 * scale, 2.6 * scale, ink, 3);
  pen.fillStyle = ink;
  type(pen, 'Ìtànná', x, y + 90 * scale, `500 $ "Fraunces Variable"`, 110 * scale, 0.01, width * 90);
  return texture(pen);
}

const terracotta = '#a9604a';

/** The gift box standing upright with its lid in front, either with a bow or with its print visible. */
export function giftBox(isTied: boolean): THREE.Group {
  const [w, h, d] = [13, 16, 6.5];
  const card = { roughness: 0.75, specularIntensity: 0.3 };
  const side = new THREE.MeshPhysicalMaterial({ color: terracotta, ...card });
  const print = printed(w, h, terracotta, '#f8e7d6', isTied ? 0 : 1.7, 3.6);
  const face = new THREE.MeshPhysicalMaterial({ map: print, ...card });
  const lid = box(w + 0.3, h + 0.3, 2.2, 0.1, [side, side, side, side, face, side]);
  const group = new THREE.Group().add(box(w, h, d, 0.1, side), put(lid, 0, -0.15, d / 2 - 0.6));
  if (isTied) {
    const satin = new THREE.MeshPhysicalMaterial({
      color: '#f6e8d6',
      roughness: 0.42,
      sheen: 0.6,
      sheenColor: new THREE.Color('#ffffff'),
      side: THREE.DoubleSide,
    });
    group.add(
      put(box(1.5, h + 0.4, d + 1.3, 0.05, satin), 0, -0.2, 0.05),
      put(box(w + 0.44, 1.5, d + 1.3, 0.05, satin), 0, h / 2 - 0.75, 0.05),
      put(bow(satin), 0, h / 2, d / 2 + 0.56),
    );
  }
  return solid(group);
}

/** A bow: two loops, two tails and the knot between them. */
function bow(satin: THREE.Material): THREE.Group {
  const loop = (side: number) => (s: number, t: number) => {
    const a = t * Math.PI * 2;
    const r = Math.sin(a / 2);
    return new THREE.Vector3(
      side * (0.3 + 2.5 * r * Math.cos((a - Math.PI) * 0.28)),
      (s - 0.5) * 1.5 * (0.55 + 0.45 * r) + Math.sin(a) * 0.5 + 0.5 * r,
      0.2 + 0.88 * Math.sin(a) + 0.9 * r,
    );
  };
  const tail = (side: number) => (s: number, t: number) => {
    const notch = t > 0.97 ? 0.4 * (1 - Math.abs(s * 2 - 1)) : 0;
    return new THREE.Vector3(
      side * (0.2 + 2 * t) + (s - 0.5) * 1.1,
      -0.3 - 3.4 * t + side * (s - 0.5) * 0.5 + notch,
      0.35 + 0.35 * Math.sin(t * 5),
    );
  };
  const group = new THREE.Group();
  for (const side of [-1, 1]) group.add(sheet(12, 60, loop(side), satin), sheet(8, 40, tail(side), satin));
  return group.add(put(new THREE.Mesh(new THREE.SphereGeometry(0.6, 32, 24), satin), 0, 0, 0.6));
}

/** The pouch's àdìrẹ cloth: white rings and leaves on indigo. */
export function adire(): THREE.CanvasTexture {
  const pen = canvas(1400, 1000);
  pen.fillStyle = '#27396b';
  pen.fillRect(0, 0, 1400, 1000);
  pen.strokeStyle = '#dfe4ee';
  pen.lineCap = 'round';
  const roll = dice(3);
  for (let row = 0; row < 6; row += 1) {
    for (let column = 0; column < 8; column += 1) {
      const [x, y] = [column * 190 + 40 + (row % 2) * 95, row * 180 + 50];
      for (const r of row % 2 === column % 2 ? [66, 48, 30, 12] : []) {
        pen.lineWidth = 6 + roll() * 3;
        pen.globalAlpha = 0.75 + roll() * 0.2;
        pen.beginPath();
        pen.ellipse(x + roll() * 4, y + roll() * 4, r, r * (0.95 + roll() * 0.08), roll(), 0, 7);
        pen.stroke();
      }
      for (let i = 0; i < (row % 2 === column % 2 ? 0 : 8); i += 1) {
        const a = (i / 8) * Math.PI * 2;
        pen.lineWidth = 9;
        pen.globalAlpha = 0.85;
        pen.beginPath();
        pen.moveTo(x + 18 * Math.cos(a), y + 18 * Math.sin(a));
        pen.lineTo(x + (56 + roll() * 8) * Math.cos(a), y + (56 + roll() * 8) * Math.sin(a));
        pen.stroke();
      }
    }
  }
  return texture(pen);
}

export function mini(material: THREE.Material, ink: string, name: string[], capColour: string): THREE.Group {
  const [r, h] = [1.15, 4.6];
  return stack(
    [bottled(r, h, 0.6, material, 0.85, 0.6), 0],
    [wrapped(r + 0.012, 0.9, { width: 2.9, height: 3, ink, paper: '#fbf3e8', name, size: '30 ml' }), 0],
    [cap(0.78, 1.3, plastic(capColour, 0.4), 0.12), shoulderOf(r, h, 0.6)],
  );
}

/** A knotted net of diamonds with open meshes. */
function net(colour: string): THREE.MeshPhysicalMaterial {
  const pen = canvas(256, 256);
  const tone = new THREE.Color(colour);
  pen.strokeStyle = `#${tone.getHexString()}`;
  pen.lineWidth = 15;
  for (const [a, b, c, d] of [
    [0, 0, 128, 128],
    [128, 128, 256, 256],
    [256, 0, 128, 128],
    [128, 128, 0, 256],
  ] as const) {
    pen.beginPath();
    pen.moveTo(a, b);
    pen.lineTo(c, d);
    pen.stroke();
  }
  pen.fillStyle = `#${tone.clone().multiplyScalar(0.9).getHexString()}`;
  for (const [x, y] of [
    [0, 0],
    [256, 0],
    [0, 256],
    [256, 256],
    [128, 128],
  ] as const) {
    pen.beginPath();
    pen.arc(x, y, 19, 0, 7);
    pen.fill();
  }
  const map = texture(pen, THREE.RepeatWrapping);
  map.repeat.set(26, 36);
  return new THREE.MeshPhysicalMaterial({
    map,
    alphaTest: 0.4,
    roughness: 0.5,
    side: THREE.DoubleSide,
    specularIntensity: 0.5,
  });
}

/** A hanging net sponge: gathered at the top, loose at the bottom. */
export function sponge(colour: string, seed: number): THREE.Group {
  const group = new THREE.Group();
  const roll = dice(seed);
  const material = net(colour);
  for (let layer = 0; layer < 4; layer += 1) {
    const [a, b, c] = [roll() * 6, roll() * 6, roll() * 6];
    group.add(
      sheet(
        120,
        90,
        (s, t) => {
          const open = 0.35 + 2.9 * Math.min(1, t * 1.1) ** 0.75 * (1 - 0.12 * t);
          const turn = s * Math.PI * 2;
          const fold =
            0.62 * open * Math.sin(turn * 5 + a) * (0.4 + 0.6 * t) + 0.25 * open * Math.sin(turn * 9 + b);
          const radius = open * (0.45 + layer * 0.13) + fold * 0.42;
          return new THREE.Vector3(
            radius * Math.sin(turn) * 1.05,
            -t * (15.5 + layer * 0.35 + 0.5 * Math.sin(turn * 3 + c)) + 0.2 * Math.sin(turn * 4),
            radius * Math.cos(turn) * 0.62,
          );
        },
        material,
      ),
    );
  }
  const knot = new THREE.TorusKnotGeometry(0.62, 0.3, 120, 14, 2, 3);
  group.add(put(new THREE.Mesh(knot, clay(colour)), 0, 0.1, 0));
  const string = new THREE.TorusGeometry(0.95, 0.13, 14, 60);
  group.add(put(new THREE.Mesh(string, clay(colour)), 0, 1.3, 0));
  return solid(group);
}

/** A peg in the back wall. */
export function peg(): THREE.Group {
  const pin = turned(
    '0,0 0.42,0,0.05 0.42,2.4 0.62,2.7,0.15 0.62,3.2,0.2 0,3.25',
    wood('#c99a6a', '#7b4c28'),
  );
  pin.rotation.x = Math.PI / 2;
  return stack([pin, 0]);
}

/** Red jasper: soft clouds of deep red with a few pale veins. */
function jasper(): THREE.MeshPhysicalMaterial {
  const pen = canvas(1024, 1024);
  pen.fillStyle = '#7f3327';
  pen.fillRect(0, 0, 1024, 1024);
  const roll = dice(11);
  for (let i = 0; i < 240; i += 1) {
    const [x, y, r] = [roll() * 1024, roll() * 1024, 40 + 190 * roll() ** 2];
    const cloud = pen.createRadialGradient(x, y, 0, x, y, r);
    const tone = ['#9d4a38', '#6a261d', '#8a3b2d', '#b06a52'][i % 4] as string;
    cloud.addColorStop(0, `${tone}66`);
    cloud.addColorStop(1, `${tone}00`);
    pen.fillStyle = cloud;
    pen.fillRect(x - r, y - r, 2 * r, 2 * r);
  }
  for (let i = 0; i < 13; i += 1) {
    let [x, y, turn] = [roll() * 1024, roll() * 1024, 0.5 + roll() * 0.6];
    pen.strokeStyle = i % 4 ? '#4c1913' : '#d8a98d';
    pen.globalAlpha = 0.25 + 0.35 * roll();
    pen.beginPath();
    pen.moveTo(x, y);
    for (let step = 0; step < 60; step += 1) {
      turn += (roll() - 0.5) * 0.5;
      x += 13 * Math.cos(turn);
      y += 13 * Math.sin(turn);
      pen.lineTo(x, y);
    }
    pen.lineWidth = 1 + 4 * roll() ** 2;
    pen.stroke();
  }
  const map = texture(pen, THREE.MirroredRepeatWrapping);
  return new THREE.MeshPhysicalMaterial({ map, roughness: 0.28, clearcoat: 1, clearcoatRoughness: 0.06 });
}

export function guaSha(): THREE.Mesh {
  const shape = new THREE.Shape();
  shape.moveTo(0.2, -2.2);
  shape.bezierCurveTo(2.6, -2.6, 4.6, -1.4, 4.3, 0.9);
  shape.bezierCurveTo(4.1, 2.4, 2.6, 2.9, 1.7, 2);
  shape.bezierCurveTo(0.9, 1.2, 0.1, 1.2, -0.7, 1.9);
  shape.bezierCurveTo(-2, 3, -4.2, 2.6, -4.4, 0.7);
  shape.bezierCurveTo(-4.5, -1.2, -2.2, -1.8, 0.2, -2.2);
  const geometry = new THREE.ExtrudeGeometry(shape, {
    depth: 0.12,
    bevelEnabled: true,
    bevelSize: 0.32,
    bevelThickness: 0.28,
    bevelSegments: 10,
    curveSegments: 48,
  });
  return solid(grained(new THREE.Mesh(geometry, jasper()), 10));
}
