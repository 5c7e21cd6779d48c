/** Types for the part of the untyped package that lib/proofs/render-worker.ts uses. */

declare module 'heic-decode' {
  type Pixels = { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> };
  /** Reads the headers of all pictures in the file; `decode` returns one picture's pixels, RGBA. */
  export function all(options: {
    buffer: Uint8Array;
  }): Promise<{ width: number; height: number; decode: () => Promise<Pixels> }[]>;
}
