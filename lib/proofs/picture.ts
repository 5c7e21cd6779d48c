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
  /** Of the file as it was sent, in hex: the same file again has the same. */
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
/** A scrolled screenshot or three pages of a statement would be illegible at LONG_SIDE alone. */
const SHORT_SIDE = 1080;
const LONGEST_SIDE = 3 * LONG_SIDE;
const SECONDS = 20;
/** Fails on what is missing or broken, but not on mere warnings, which phones’ files have. Pixels: see isTooLarge. */
const INPUT = { failOn: 'error', limitInputPixels: false } as const;
const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

/**
 * One harmless picture from whatever a shopper sent as proof of a transfer: JPEG, PNG, WebP, HEIC, or the first three
 * pages of a PDF below each other. Judged by its content alone. What comes out was drawn anew from pixels, so nothing of
 * the file survives but what people can see; that other formats hiding in it are refused as well is a second lock. `sender`: among
 * whom those that need drawing share it (lib/proofs/render.ts).
 */
export async function readProof(file: Uint8Array, sender: Sender): Promise<ProofPicture | Refused> {
  if (file.byteLength > PROOF_LIMITS.maxBytes) return { refused: 'file_too_large' };
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const format = recogniseFormat(bytes);
  if (!format) return { refused: isLatePdf(bytes) ? 'polyglot_file' : 'not_a_picture' };
  const end = endOfPicture(bytes, format);
  // without an end of its own, anything in it may be something else
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

/** Readers of PDF look for the header in the first kilobyte, so that something else may begin there. */
function isLatePdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).includes('%PDF-');
}

/** All pages in one picture, below each other and centred. */
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

/** Known from the header. Some formats are decoded as a whole, so that deep pixels count for more. */
async function isTooLarge(picture: Sharp): Promise<boolean> {
  const { width, height, channels, depth } = await picture.metadata();
  const bytesAPixel = channels * (depth === 'uchar' ? 1 : 2);
  return width * height * Math.max(1, bytesAPixel / 4) > PROOF_LIMITS.maxPixels;
}

/**
 * A JPEG's decoder asks for the end marker even when it has every pixel, and with the marker fills in what is missing with
 * grey. So the marker says nothing: it is supplied where it is lacking, and the decoder's warning that data ran out counts.
 */
async function redrawJpeg(bytes: Buffer, end: number | null) {
  const marked = end === null ? Buffer.concat([bytes, END_OF_JPEG]) : bytes;
  try {
    return await redraw(sharp(marked, { ...INPUT, failOn: 'warning' }));
  } catch (error) {
    if (isTimeout(error) || isCutShort(error)) throw error;
    // Some other warning came first, behind which that one would not be told: then the marker has to be there.
    return redraw(sharp(bytes, INPUT));
  }
}

/** Upright, no larger than it need be, and without metadata: sharp keeps none unless it is asked to. */
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

/** libjpeg's words: needed data were not there. */
function isCutShort(error: unknown): boolean {
  return error instanceof Error && error.message.includes('premature end');
}
