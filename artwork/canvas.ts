/** 2D canvases that become textures. */
import * as THREE from 'three';

export type Pen = OffscreenCanvasRenderingContext2D;

export function canvas(width: number, height: number): Pen {
  return new OffscreenCanvas(Math.round(width), Math.round(height)).getContext('2d') as Pen;
}

/** A drawing as an sRGB texture; `repeat`: how it wraps. */
export function texture(pen: Pen, repeat: THREE.Wrapping = THREE.ClampToEdgeWrapping): THREE.CanvasTexture {
  // three's types accept only a canvas element
  const map = new THREE.CanvasTexture(pen.canvas as unknown as HTMLCanvasElement);
  map.colorSpace = THREE.SRGBColorSpace;
  map.wrapS = map.wrapT = repeat;
  return map;
}
