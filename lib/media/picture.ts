import 'server-only';
import { createHash } from 'node:crypto';
import sharp, { type Raw, type Sharp } from 'sharp';
import { MAX_WIDTH, storedWidths } from '@/lib/picture-sizes';
import { decodePicture, type RefusedFile } from '@/lib/proofs/decode';
import { pictureFormats } from '@/lib/proofs/format';
import type { Sender } from '@/lib/proofs/render';
import { MEDIA_LIMITS } from './limits';

/** One size of a picture. */
export type PictureFile = { name: string; type: 'image/avif' | 'image/webp'; bytes: Buffer };

export type LibraryPicture = {
  /** of the widest size */
  width: number;
  height: number;
  /** a few blurred pixels as a data URL; null for a transparent picture, because they would show through */
  placeholder: string | null;
  /** hash of the uploaded file, in hex: the same file has the same hash */
  sha256: string;
  files: PictureFile[];
};

/** Enough for a tall screenshot to stay legible; a taller picture is no picture of a product, and is scaled down. */
const MAX_HEIGHT = 2 * MAX_WIDTH;
const PLACEHOLDER_SIDE = 16;

/**
 * Turns an uploaded JPEG, PNG, WebP, AVIF or HEIC into the sizes that the media library stores: upright, redrawn from
 * pixels and without metadata. The files of one `sender` share a limit on rendering (lib/proofs/render.ts).
 */
export async function readPicture(file: Uint8Array, sender: Sender): Promise<LibraryPicture | RefusedFile> {
  const { maxBytes } = MEDIA_LIMITS;
  const drawn = await decodePicture(file, { accepted: pictureFormats, maxBytes, sender, draw: redraw });
  if ('refused' in drawn) return drawn;
  const { data, info } = drawn;
  const files: PictureFile[] = [];
  // one width after the other: a server has few processors, and other requests wait for them
  for (const width of storedWidths(info.width)) files.push(...(await encode(data, info, width)));
  return {
    ...{ width: info.width, height: info.height, placeholder: await drawPlaceholder(data, info), files },
    sha256: createHash('sha256').update(file).digest('hex'),
  };
}

const redraw = (picture: Sharp) =>
  picture
    .autoOrient()
    .resize({ width: MAX_WIDTH, height: MAX_HEIGHT, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });

async function encode(pixels: Buffer, raw: Raw, width: number): Promise<PictureFile[]> {
  const sized = () => sharp(pixels, { raw }).resize({ width });
  const [avif, webp] = await Promise.all([
    // a higher effort takes several times as long and saves only a few percent
    sized().avif({ quality: 58, effort: 3 }).toBuffer(),
    sized().webp({ quality: 80 }).toBuffer(),
  ]);
  return [
    { name: `${width}.avif`, type: 'image/avif', bytes: avif },
    { name: `${width}.webp`, type: 'image/webp', bytes: webp },
  ];
}

async function drawPlaceholder(pixels: Buffer, raw: Raw): Promise<string | null> {
  const { isOpaque } = await sharp(pixels, { raw }).stats();
  if (!isOpaque) return null;
  const bytes = await sharp(pixels, { raw })
    .resize({ width: PLACEHOLDER_SIDE, height: PLACEHOLDER_SIDE, fit: 'inside' })
    .webp({ quality: 50 })
    .toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}
