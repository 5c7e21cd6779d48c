import 'server-only';
import sharp, { type Sharp } from 'sharp';
import { containsEmbeddedFile } from './embedded-files';
import { endOfPicture, type FileFormat, recogniseFormat, SIGNATURE_LENGTH } from './format';
import { PROOF_LIMITS } from './limits';
import { type RenderedPage, render, type Sender } from './render';

export type FileRefusal =
  | 'file_too_large'
  | 'not_a_picture'
  | 'polyglot_file'
  | 'unreadable_picture'
  | 'picture_too_large'
  | 'too_many_files';

export type RefusedFile = { refused: FileRefusal };

type Decoding<Drawn> = {
  accepted: readonly FileFormat[];
  maxBytes: number;
  /** whose files share a limit on rendering (lib/proofs/render.ts) */
  sender: Sender;
  /** draws the picture to keep from the uploaded one, which still has its metadata */
  draw: (picture: Sharp) => Promise<Drawn>;
};

const SECONDS = 20;
/**
 * Fails on missing or broken data, but not on warnings, which are common in phones' files. isTooLarge limits the
 * pixels.
 */
const INPUT = { failOn: 'error', limitInputPixels: false } as const;
const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

/**
 * Decodes and redraws an uploaded picture. The content alone decides the format. Only what people can see survives;
 * refusing files that are hidden in a picture is a second safeguard.
 */
export async function decodePicture<Drawn>(
  file: Uint8Array,
  { accepted, maxBytes, sender, draw }: Decoding<Drawn>,
): Promise<Drawn | RefusedFile> {
  if (file.byteLength > maxBytes) return { refused: 'file_too_large' };
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const format = recogniseFormat(bytes, accepted);
  if (!format) return { refused: isLatePdf(bytes) ? 'polyglot_file' : 'not_a_picture' };
  const end = endOfPicture(bytes, format);
  // without a known end, any part of it may be another file
  if (containsEmbeddedFile(bytes.subarray(end ?? SIGNATURE_LENGTH))) return { refused: 'polyglot_file' };

  const rendered = format === 'heic' || format === 'pdf' ? await render({ format, bytes }, sender) : null;
  if (rendered && 'refused' in rendered) return rendered;
  const drawInTime = (picture: Sharp) => draw(picture.timeout({ seconds: SECONDS }));
  try {
    const picture = rendered ? await stack(rendered.pages) : sharp(bytes, INPUT);
    if (await isTooLarge(picture)) return { refused: 'picture_too_large' };
    return await (format === 'jpeg' ? drawJpeg(bytes, end, drawInTime) : drawInTime(picture));
  } catch (error) {
    return { refused: isTimeout(error) ? 'picture_too_large' : 'unreadable_picture' };
  }
}

/** PDF readers search for the header in the first kilobyte, so the file may start as something else. */
function isLatePdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).indexOf('%PDF-') > 0;
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
 * A JPEG decoder requires the end marker even if every pixel is there. With the marker, it fills missing parts with
 * grey. So the marker proves nothing: it is added if missing, and the decoder's warning about missing data decides.
 */
async function drawJpeg<Drawn>(bytes: Buffer, end: number | null, draw: (picture: Sharp) => Promise<Drawn>) {
  const marked = end === null ? Buffer.concat([bytes, END_OF_JPEG]) : bytes;
  try {
    return await draw(sharp(marked, { ...INPUT, failOn: 'warning' }));
  } catch (error) {
    if (isTimeout(error) || isCutShort(error)) throw error;
    // Another warning came first and hides the one about missing data: the marker itself is then required.
    return draw(sharp(bytes, INPUT));
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout');
}

/** libjpeg's message for missing data. */
function isCutShort(error: unknown): boolean {
  return error instanceof Error && error.message.includes('premature end');
}
