import 'server-only';
import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { containsEmbeddedFile } from './embedded-files';
import { endOfPicture, recogniseFormat, SIGNATURE_LENGTH } from './format';
import { PROOF_LIMITS } from './limits';
import { hashPicture } from './picture-hash';
import { type RenderedPage, render, type Sender } from './render';

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

type ProofRefusal =
  | 'file_too_large'
  | 'not_a_picture'
  | 'polyglot_file'
  | 'unreadable_picture'
  | 'picture_too_large'
  | 'too_many_files';

type Refused = { refused: ProofRefusal };

const LONG_SIDE = 2400;
/** A scrolled screenshot or three pages of a statement would be illegible with LONG_SIDE alone. */
const SHORT_SIDE = 1080;
const LONGEST_SIDE = 3 * LONG_SIDE;
const SECONDS = 20;
/** Fails on missing or broken data, but not on warnings, which are common in phones' files. Pixels: see isTooLarge. */
const INPUT = { failOn: 'error', limitInputPixels: false } as const;
const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

/**
 * Turns an uploaded proof of a transfer into one harmless picture: JPEG, PNG, WebP, HEIC, or the first three pages of
 * a PDF below each other. Only the content decides. The result is redrawn from pixels, so nothing of the file
 * survives except what people can see; refusing other formats hidden in it is a second safeguard. `sender` identifies
 * who shares the limited rendering (lib/proofs/render.ts).
 */
export async function readProof(file: Uint8Array, sender: Sender): Promise<ProofPicture | Refused> {
  if (file.byteLength > PROOF_LIMITS.maxBytes) return { refused: 'file_too_large' };
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const format = recogniseFormat(bytes);
  if (!format) return { refused: isLatePdf(bytes) ? 'polyglot_file' : 'not_a_picture' };
  const end = endOfPicture(bytes, format);
  // without a known end, any part of it may be another file
  if (containsEmbeddedFile(bytes.subarray(end ?? SIGNATURE_LENGTH))) return { refused: 'polyglot_file' };

  const rendered = format === 'heic' || format === 'pdf' ? await render({ format, bytes }, sender) : null;
  if (rendered && 'refused' in rendered) return rendered;
  try {
    const picture = rendered ? await stack(rendered.pages) : sharp(bytes, INPUT);
    if (await isTooLarge(picture)) return { refused: 'picture_too_large' };
    const drawn = await (format === 'jpeg' ? redrawJpeg(bytes, end) : redraw(picture));
    return { ...drawn, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    return { refused: isTimeout(error) ? 'picture_too_large' : 'unreadable_picture' };
  }
}

/** PDF readers search for the header in the first kilobyte, so the file may start as something else. */
function isLatePdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).includes('%PDF-');
}

/** Combines all pages into one picture, below each other and centred. */
async function stack(pages: RenderedPage[]): Promise<Sharp> {
  const width = Math.max(...pages.map((page) => page.width));
  const height = pages.reduce((sum, page) => sum + page.height, 0);
  let top = 0;
  const layers = pages.map((page) => {
    const raw = { width: page.width, height: page.height, channels: 4 as const };
    const layer = {
      input: Buffer.from(page.data.buffer),
      raw,
      left: Math.floor((width - page.width) / 2),
      top,
    };
    top += page.height;
    return layer;
  });
  const paper = sharp({ create: { width, height, channels: 3, background: 'white' } });
  const { data, info } = await paper
    .composite(layers)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}

/** Checked from the header. Some formats are decoded as a whole, so deeper pixels count more. */
async function isTooLarge(picture: Sharp): Promise<boolean> {
  const { width, height, channels, depth } = await picture.metadata();
  const bytesAPixel = channels * (depth === 'uchar' ? 1 : 2);
  return width * height * Math.max(1, bytesAPixel / 4) > PROOF_LIMITS.maxPixels;
}

/**
 * A JPEG decoder requires the end marker even if every pixel is there, and with the marker it fills missing parts
 * with grey. So the marker proves nothing: it is added if missing, and the decoder's warning about missing data
 * decides.
 */
async function redrawJpeg(bytes: Buffer, end: number | null) {
  const marked = end === null ? Buffer.concat([bytes, END_OF_JPEG]) : bytes;
  try {
    return await redraw(sharp(marked, { ...INPUT, failOn: 'warning' }));
  } catch (error) {
    if (isTimeout(error) || isCutShort(error)) throw error;
    // Another warning came first and hides that one: then the marker itself is required.
    return redraw(sharp(bytes, INPUT));
  }
}

/** Upright, no larger than necessary, and without metadata, which sharp drops by default. */
async function redraw(picture: Sharp): Promise<Omit<ProofPicture, 'sha256'>> {
  const { autoOrient } = await picture.metadata();
  const { data, info } = await picture
    .timeout({ seconds: SECONDS })
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

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout');
}

/** libjpeg's message for missing data. */
function isCutShort(error: unknown): boolean {
  return error instanceof Error && error.message.includes('premature end');
}
