/** The materials of the objects. */
import * as THREE from 'three';
import { canvas, texture } from './canvas.ts';

/** A grey texture of value noise that makes paint and stone less uniform. */
function mottle(size: number, grain: number, depth: number, seed = 1): THREE.CanvasTexture {
  const pen = canvas(size, size);
  const image = pen.createImageData(size, size);
  const value = (x: number, y: number, wrap: number) => {
    const k = Math.sin((x % wrap) * 127.1 + (y % wrap) * 311.7 + seed * 74.7) * 43758.5453;
    return k - Math.floor(k);
  };
  const smooth = (x: number, y: number, wrap: number) => {
    const [i, j] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [x - i, y - j].map((t) => t * t * (3 - 2 * t)) as [number, number];
    const top = value(i, j, wrap) * (1 - u) + value(i + 1, j, wrap) * u;
    const bottom = value(i, j + 1, wrap) * (1 - u) + value(i + 1, j + 1, wrap) * u;
    return top * (1 - v) + bottom * v;
  };
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let sum = 0;
      for (let octave = 0; octave < 4; octave += 1) {
        const cells = grain * 2 ** octave;
        sum += smooth((x / size) * cells, (y / size) * cells, cells) / 2 ** (octave + 1);
      }
      const level = 255 * (1 - depth + depth * sum);
      image.data.set([level, level, level, 255], (y * size + x) * 4);
    }
  }
  pen.putImageData(image, 0, 0);
  return texture(pen, THREE.RepeatWrapping);
}

let plaster: THREE.Texture | undefined;
let grit: THREE.Texture | undefined;

/** A wall painted by hand: slightly uneven. */
export function paint(colour: string): THREE.MeshLambertMaterial {
  if (!plaster) {
    plaster = mottle(512, 5, 0.1);
    plaster.repeat.set(3, 2);
  }
  return new THREE.MeshLambertMaterial({ color: colour, map: plaster, side: THREE.DoubleSide });
}

/** Fired clay or plaster, with a fine grit. */
export function clay(colour: string): THREE.MeshPhysicalMaterial {
  if (!grit) {
    grit = mottle(512, 40, 0.5, 3);
    grit.repeat.set(4, 2);
  }
  return new THREE.MeshPhysicalMaterial({
    color: colour,
    roughness: 0.88,
    bumpMap: grit,
    bumpScale: 0.6,
    specularIntensity: 0.3,
    side: THREE.DoubleSide,
  });
}

/** Wood with its grain along x; `grained` maps it onto a shape. */
export function wood(colour: string, dark: string): THREE.MeshPhysicalMaterial {
  const pen = canvas(1024, 512);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1024, 512);
  pen.strokeStyle = dark;
  for (let i = 0; i < 230; i += 1) {
    const y = ((i * 197.3) % 523) - 5;
    pen.globalAlpha = 0.04 + ((i * 37) % 19) / 130;
    pen.lineWidth = 0.6 + ((i * 13) % 7) * 0.5;
    pen.beginPath();
    for (let x = 0; x <= 1024; x += 16) {
      const turn = (x / 1024) * Math.PI * 2;
      pen.lineTo(x, y + 7 * Math.sin(turn + i) + 4 * Math.sin(turn * 3 + i * 0.3));
    }
    pen.stroke();
  }
  const map = texture(pen, THREE.RepeatWrapping);
  return new THREE.MeshPhysicalMaterial({ map, roughness: 0.55, specularIntensity: 0.5 });
}

/**
 * Maps a texture onto a shape as if it were cut from one block; the texture repeats every `size` centimetres. `slant`: how far the
 * layers tilt towards the camera; on a wide round shape, a steep tilt looks like folds of cloth.
 */
export function grained<T extends THREE.Mesh>(mesh: T, size = 9, slant = 0.55): T {
  const position = mesh.geometry.getAttribute('position');
  const uv = new Float32Array(position.count * 2);
  for (let i = 0; i < position.count; i += 1) {
    uv[2 * i] = (position.getX(i) + 0.2 * position.getZ(i)) / size;
    uv[2 * i + 1] = (position.getY(i) * 0.9 + position.getZ(i) * slant) / size;
  }
  mesh.geometry.setAttribute('uv', new THREE.BufferAttribute(uv, 2));
  return mesh;
}

/** Coloured glass or liquid. `clearness`: the distance in centimetres after which light takes on the colour. */
export function glass(colour: string, clearness: number, roughness = 0.04): THREE.MeshPhysicalMaterial {
  return new THREE.MeshPhysicalMaterial({
    color: '#ffffff',
    roughness,
    transmission: 1,
    ior: 1.42,
    thickness: 2.4,
    attenuationColor: new THREE.Color(colour),
    attenuationDistance: clearness,
    clearcoat: 1,
    clearcoatRoughness: 0.03,
    envMapIntensity: 0.9,
  });
}

/** A thin clear shell that shows only reflections. */
export function shine(roughness = 0.03): THREE.MeshPhysicalMaterial {
  return new THREE.MeshPhysicalMaterial({
    color: '#000000',
    roughness,
    ior: 1.5,
    blending: THREE.AdditiveBlending,
    depthWrite: false,
    transparent: true,
    envMapIntensity: 0.85,
  });
}

export function plastic(colour: string, roughness = 0.42): THREE.MeshPhysicalMaterial {
  return new THREE.MeshPhysicalMaterial({ color: colour, roughness, ior: 1.46 });
}

/** Glazed or lacquered: a matt body under a clear coat. */
export function lacquer(colour: string, gloss = 0.12): THREE.MeshPhysicalMaterial {
  return new THREE.MeshPhysicalMaterial({
    color: colour,
    roughness: 0.55,
    clearcoat: 0.8,
    clearcoatRoughness: gloss,
  });
}

export function metal(colour: string, roughness = 0.28): THREE.MeshPhysicalMaterial {
  return new THREE.MeshPhysicalMaterial({ color: colour, roughness, metalness: 1, envMapIntensity: 1.1 });
}

/** Creams and butters: soft and slightly luminous. */
export function cream(colour: string): THREE.MeshPhysicalMaterial {
  return new THREE.MeshPhysicalMaterial({
    color: colour,
    roughness: 0.46,
    clearcoat: 0.35,
    clearcoatRoughness: 0.3,
    emissive: new THREE.Color(colour),
    emissiveIntensity: 0.1,
    side: THREE.DoubleSide,
  });
}
