/** Flat drawings that become the skin of things. */
import * as THREE from 'three';

export type Pen = OffscreenCanvasRenderingContext2D;

export function canvas(width: number, height: number): Pen {
  return new OffscreenCanvas(Math.round(width), Math.round(height)).getContext('2d') as Pen;
}

/** What was drawn, as a texture in true colours that may be repeated. */
export function texture(pen: Pen, repeat: THREE.Wrapping = THREE.ClampToEdgeWrapping): THREE.CanvasTexture {
  // three's types know only canvases that stand in a page
  const map = new THREE.CanvasTexture(pen.canvas as unknown as HTMLCanvasElement);
  map.colorSpace = THREE.SRGBColorSpace;
  map.wrapS = map.wrapT = repeat;
  return map;
}
