import 'server-only';
import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { decodePicture, type RefusedFile } from './decode';
import { proofFormats } from './format';
import { PROOF_LIMITS } from './limits';
import { hashPicture } from './picture-hash';
import type { Sender } from './render';

export type ProofPicture = {
  /** WebP, upright, on white, without any metadata. */
  bytes: Buffer;
  width: number;
  height: number;
  /** hash of the uploaded file, in hex: the same file has the same hash */
  sha256: string;
  /** See lib/proofs/picture-hash.ts. */
  pictureHash: string;
};

const LONG_SIDE = 2400;
/** A scrolled screenshot or three pages of a statement would be illegible with LONG_SIDE alone. */
const SHORT_SIDE = 1080;
const LONGEST_SIDE = 3 * LONG_SIDE;

/**
 * Turns an uploaded proof of a transfer into one harmless picture: JPEG, PNG, WebP, HEIC, or the first three pages of
 * a PDF below each other. The files of one `sender` share a limit on rendering (lib/proofs/render.ts).
 */
export async function readProof(file: Uint8Array, sender: Sender): Promise<ProofPicture | RefusedFile> {
  const { maxBytes } = PROOF_LIMITS;
  const drawn = await decodePicture(file, { accepted: proofFormats, maxBytes, sender, draw: redraw });
  if ('refused' in drawn) return drawn;
  return { ...drawn, sha256: createHash('sha256').update(file).digest('hex') };
}

/** Upright, no larger than necessary, and without metadata, which sharp drops by default. */
async function redraw(picture: Sharp): Promise<Omit<ProofPicture, 'sha256'>> {
  const { autoOrient } = await picture.metadata();
  const { data, info } = await picture
    .autoOrient()
    .resize({ ...box(autoOrient.width, autoOrient.height), fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const [bytes, pictureHash] = await Promise.all([
    sharp(data, { raw: info }).webp({ quality: 82 }).toBuffer(),
    hashPicture(data, info),
  ]);
  return { bytes, width, height, pictureHash };
}

function box(width: number, height: number): { width: number; height: number } {
  const long = Math.max(width, height);
  const scale = Math.max(LONG_SIDE / long, SHORT_SIDE / Math.min(width, height));
  const side = Math.ceil(Math.min(long * scale, LONGEST_SIDE));
  return { width: side, height: side };
}
