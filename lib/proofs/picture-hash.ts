import 'server-only';
import sharp, { type Raw } from 'sharp';

const COLUMNS = 17;
const ROWS = 16;
/**
 * Each cell averages GRAIN × GRAIN grey values. Resizing directly to 17 × 16 would sample instead, and bits would
 * change with the size.
 */
const GRAIN = 8;
/** Compression noise: smaller differences must not set bits. */
const NOISE = 2;

/**
 * A dHash of 17 × 16 grey cells: 256 characters, 1 where the upright picture gets brighter from left to right, else 0.
 * A resized or recompressed copy differs in a few bits, another picture in 50 or more. Two receipts from the same
 * banking app may be close too, so closeness is a reason to look, not a proof.
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
