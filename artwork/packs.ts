/** Tubes, tins, lip balms and soap. */
import * as THREE from 'three';
import { canvas, texture } from './canvas.ts';
import { blossom, type Print, set } from './labels.ts';
import { cream, lacquer, metal, plastic } from './materials.ts';
import { box, sheet, stack, turned } from './shapes.ts';

/** A squeeze tube standing on its cap: round at the bottom, flat at the top seam. The print covers the whole tube. */
export function tube(
  radius: number,
  height: number,
  colour: string,
  print: Print,
  capMaterial: THREE.Material,
  capHeight = 1.9,
): THREE.Group {
  const body = (s: number, t: number) => {
    const a = (s * 2 + 1) * Math.PI;
    const flat = Math.min(1, Math.max(0, (t - 0.06) / 0.9) ** 1.5);
    const deep = Math.max(0.05, radius * (1 - flat ** 0.9));
    return new THREE.Vector3(radius * (1 + 0.42 * flat) * Math.sin(a), t * height, deep * Math.cos(a));
  };
  const perCm = 100;
  const pen = canvas(Math.PI * 2 * radius * 1.2 * perCm, height * perCm);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
  const front = set(print).canvas;
  const [w, h] = [print.width * perCm, print.height * perCm];
  pen.drawImage(front, (pen.canvas.width - w) / 2, (height - print.height) * 0.56 * perCm, w, h);
  pen.fillStyle = 'rgba(0,0,0,0.07)';
  for (let i = 0; i < 5; i += 1) pen.fillRect(0, (0.12 + i * 0.11) * perCm, pen.canvas.width, 0.035 * perCm);
  const skin = plastic('#ffffff', 0.4);
  skin.map = texture(pen);
  skin.side = THREE.DoubleSide;
  return stack(
    [turned(`0,0 ${radius * 0.99},0,0.12 ${radius * 0.96},${capHeight},0.06 0,${capHeight}`, capMaterial), 0],
    [sheet(96, 40, body, skin), capHeight + 0.06],
  );
}

/** A flat round tin: closed, or open with `balm` inside. */
export function tin(radius: number, height: number, balm?: THREE.Material): THREE.Group {
  const bright = metal('#dcd7cf', 0.3);
  const [foot, half] = [radius - 0.1, height / 2];
  if (!balm) {
    const lid = `${radius},${half},0.05 ${radius},${height},0.1 ${radius - 0.35},${height},0.06`;
    const top = `${radius - 0.45},${height - 0.06},0.05 0,${height - 0.06}`;
    return stack([turned(`0,0 ${foot},0,0.1 ${foot},${half} ${lid} ${top}`, bright), 0]);
  }
  const wall = `0,0 ${foot},0,0.1 ${foot},${half},0.03 ${radius},${half},0.03`;
  const rim = `${radius - 0.06},${height * 0.8},0.03 ${radius - 0.06},${height},0.04 ${radius - 0.14},${height},0.03`;
  return stack(
    [turned(`${wall} ${rim} ${radius - 0.14},${height * 0.7}`, bright), 0],
    [turned(`0,0 ${radius * 0.9},0.02,0.2 ${radius - 0.14},0.06`, balm), height * 0.86],
  );
}

/** An open twist-up balm: case, collar and slanted bullet. */
export function lipstick(caseColour: string, bullet: string): THREE.Group {
  const stick = turned('0,0 0.58,0 0.58,1.5,0.1 0.5,1.75,0.25 0,1.9,0.2', cream(bullet));
  const position = stick.geometry.getAttribute('position');
  for (let i = 0; i < position.count; i += 1) {
    const [x, y, z] = [position.getX(i), position.getY(i), position.getZ(i)];
    const cut = Math.min(1, Math.max(0, (y - 0.9) / 0.5));
    position.setY(i, y + (x * 0.55 - z * 0.25) * cut);
  }
  stick.geometry.computeVertexNormals();
  return stack(
    [turned('0,0 0.86,0,0.1 0.86,3.6,0.06 0,3.6', lacquer(caseColour)), 0],
    [turned('0,0 0.7,0 0.7,1.15,0.05 0.58,1.15', metal('#d8b38c', 0.25)), 3.6],
    [stick, 4.6],
  );
}

/** The cap of a lipstick, standing alone. */
export function lipstickCap(caseColour: string): THREE.Mesh {
  return turned('0,0 0.86,0,0.05 0.86,3.1,0.12 0,3.1', lacquer(caseColour));
}

/** A bar of black soap with the blossom stamped into it. */
export function soap(width: number, height: number, depth: number): THREE.Mesh {
  const size = 900;
  const skin = canvas(size, size);
  skin.fillStyle = '#4d3122';
  skin.fillRect(0, 0, size, size);
  for (let i = 0; i < 2600; i += 1) {
    const [x, y, r] = [(i * 733.1) % size, (i * 379.7 + (i % 13) * 51) % size, 0.8 + ((i * 7) % 11) * 0.42];
    skin.fillStyle = ['rgba(20,11,7,.5)', 'rgba(122,86,58,.35)', 'rgba(84,52,33,.5)', 'rgba(160,124,90,.22)'][
      i % 4
    ] as string;
    skin.beginPath();
    skin.ellipse(x, y, r * 1.6, r, i, 0, 7);
    skin.fill();
  }
  const press = canvas(size, size * (height / width));
  press.fillStyle = '#fff';
  press.fillRect(0, 0, size, size);
  press.filter = 'blur(3px)';
  blossom(press, size * 0.5, press.canvas.height * 0.36, 6.2, '#000', 3.2);
  press.fillStyle = '#000';
  press.font = `600 120px "Fraunces Variable"`;
  press.textAlign = 'center';
  press.fillText('Ìtànná', size / 2, press.canvas.height * 0.36 + 290);
  const stamp = texture(press);
  stamp.colorSpace = THREE.NoColorSpace;
  const rough = { roughness: 0.5, clearcoat: 0.12, clearcoatRoughness: 0.5, map: texture(skin) };
  const side = new THREE.MeshPhysicalMaterial(rough);
  const face = new THREE.MeshPhysicalMaterial({ ...rough, bumpMap: stamp, bumpScale: 5 });
  const faces = [side, side, side, side, face, side];
  return box(width, height, depth, Math.min(0.55, depth * 0.4), faces);
}
