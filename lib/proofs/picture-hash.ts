import 'server-only';
import sharp, { type Raw } from 'sharp';

const COLUMNS = 17;
const ROWS = 16;
/** Greys a cell is averaged from, a side. Resizing to 17 × 16 at once would sample instead, and shift bits with the size. */
const GRAIN = 8;
/** Paper is never quite flat after compression: a difference that small must not set bits. */
const NOISE = 2;

/**
 * 256 characters 0 or 1: where the upright picture, seen from afar, gets brighter from left to right (a dHash of 17 × 16
 * greys). The same picture resized or recompressed is a few bits away, another one 60 or more; two receipts from one bank's
 * app may be close too, so closeness is a reason to look and no proof.
 */
export async function hashPicture(pixels: Buffer, raw: Raw): Promise<string> {
  const greys = await sharp(pixels, { raw })
    .greyscale()
    .resize(COLUMNS * GRAIN, ROWS * GRAIN, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  const cells = new Float64Array(COLUMNS * ROWS);
  for (const [at, grey] of greys.entries()) {
    const column = Math.floor((at % (COLUMNS * GRAIN)) / GRAIN);
    const row = Math.floor(at / (COLUMNS * GRAIN * GRAIN));
    cells[row * COLUMNS + column] = (cells[row * COLUMNS + column] ?? 0) + grey / GRAIN ** 2;
  }
  let bits = '';
  for (const [at, cell] of cells.entries()) {
    if (at % COLUMNS > 0) bits += cell - (cells[at - 1] ?? 0) > NOISE ? '1' : '0';
  }
  return bits;
}
