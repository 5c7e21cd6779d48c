import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { pdf, receipt } from './fixtures/drawings';
import { type ProofPicture, readProof } from './picture';

const read = (file: Uint8Array) => readProof(file, { order: randomUUID(), client: null });

vi.setConfig({ testTimeout: 60_000 });

const heic = readFileSync(new URL('./fixtures/receipt.heic', import.meta.url));
/** Complete except for the closing %%EOF. */
const unmarkedPdf = readFileSync(new URL('./fixtures/no-end-marker.pdf', import.meta.url));

async function accepted(file: Uint8Array): Promise<ProofPicture> {
  const proof = await read(file);
  if ('refused' in proof) throw new Error(proof.refused);
  return proof;
}

/** The number of differing bits, as Postgres counts them. */
function distance(one: ProofPicture, other: ProofPicture): number {
  return [...one.pictureHash].filter((bit, at) => bit !== other.pictureHash[at]).length;
}

/** The colour of one pixel, 0 to 255 per channel. */
async function colourAt(proof: ProofPicture, left: number, top: number): Promise<number[]> {
  const area = sharp(proof.bytes).extract({ left, top, width: 1, height: 1 });
  return [...(await area.raw().toBuffer())];
}

test.each([
  ['a photo', () => receipt(7).jpeg().toBuffer()],
  ['a progressive photo', () => receipt(7).jpeg({ progressive: true }).toBuffer()],
  ['a photo in greys', () => receipt(7).greyscale().jpeg().toBuffer()],
  ['a screenshot', () => receipt(7).png().toBuffer()],
  ['a screenshot of few colours', () => receipt(7).png({ palette: true, colours: 16 }).toBuffer()],
  ['a screenshot of deep colours', () => receipt(7).toColourspace('rgb16').png().toBuffer()],
  ['a picture from the web', () => receipt(7).webp().toBuffer()],
  ['a photo from an iPhone', async () => heic],
])('turns %s into a plain WebP', async (_, draw) => {
  const file = await draw();
  const proof = await accepted(file);
  expect(await sharp(proof.bytes).metadata()).toMatchObject({ format: 'webp', width: 320, height: 480 });
  expect(proof).toMatchObject({ width: 320, height: 480 });
  expect(proof.sha256).toBe(createHash('sha256').update(file).digest('hex'));
  expect(proof.pictureHash).toMatch(/^[01]{256}$/);
  const drawn = await accepted(await receipt(7).png().toBuffer());
  expect(distance(proof, drawn)).toBeLessThanOrEqual(10);
});

test('rotates a sideways photo upright, and removes its metadata', async () => {
  const sideways = await receipt(7).rotate(-90).png().toBuffer();
  const file = await sharp(sideways)
    .jpeg()
    .withExif({
      IFD0: { Make: 'samsung', Model: 'SM-A546E', Copyright: 'Ada' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '6/1 27/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '3/1 23/1 0/1',
      },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret</x:xmpmeta>')
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const sent = await sharp(file).metadata();
  expect(sent, 'the input has metadata').toMatchObject({ orientation: 6, width: 480, height: 320 });
  expect(sent.exif?.includes('SM-A546E')).toBe(true);

  const proof = await accepted(file);
  const stored = await sharp(proof.bytes).metadata();
  expect(stored).toMatchObject({ width: 320, height: 480 });
  for (const part of ['exif', 'xmp', 'iptc', 'icc', 'orientation'] as const)
    expect(stored[part], part).toBeUndefined();
  for (const word of ['SM-A546E', 'Ada', 'secret', 'EXIF', 'XMP '])
    expect(proof.bytes.includes(word), word).toBe(false);
  expect(distance(proof, await accepted(await receipt(7).png().toBuffer()))).toBeLessThanOrEqual(10);
});

test("recognizes a receipt that a chat app scaled down, and not another bank's", async () => {
  const original = await accepted(await receipt(7, 640, 960).png().toBuffer());
  const small = receipt(7, 640, 960).resize(300).jpeg({ quality: 40 });
  const large = receipt(7, 1080, 1620).webp({ quality: 60 });
  for (const copy of [small, large])
    expect(distance(original, await accepted(await copy.toBuffer()))).toBeLessThanOrEqual(10);
  for (const seed of [8, 100, 2026, 31337])
    expect(distance(original, await accepted(await receipt(seed).png().toBuffer()))).toBeGreaterThan(50);
});

test('scales a large photo down, and keeps a scrolled screenshot legible', async () => {
  const blank = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: 'white' } })
      .jpeg()
      .toBuffer();
  expect(await accepted(await blank(3000, 1500))).toMatchObject({ width: 2400, height: 1200 });
  expect(await accepted(await blank(1080, 2700))).toMatchObject({ width: 1080, height: 2700 });
  expect(await accepted(await blank(200, 9000))).toMatchObject({ width: 160, height: 7200 });
  expect(await accepted(await blank(30, 40))).toMatchObject({ width: 30, height: 40 });
});

test('makes transparency white', async () => {
  const file = sharp({ create: { width: 20, height: 20, channels: 4, background: '#0000' } });
  expect(await colourAt(await accepted(await file.png().toBuffer()), 10, 10)).toEqual([255, 255, 255]);
});

test('turns a PDF into a picture of its first three pages, one below the other', async () => {
  const one = await accepted(pdf());
  expect(one, 'A4 at 150 dots an inch').toMatchObject({ width: 1239, height: 1754 });
  const [red = 0, , blue = 0] = await colourAt(one, 300, 460);
  expect(blue - red, 'its bar is blue').toBeGreaterThan(100);
  expect(await accepted(pdf({ pages: 2, size: [72, 144] }))).toMatchObject({ width: 150, height: 600 });
  expect(await accepted(pdf({ pages: 4, size: [72, 144] }))).toMatchObject({ width: 150, height: 900 });
});

test('accepts a PDF that lacks only its end marker', async () => {
  const proof = await accepted(unmarkedPdf);
  expect(proof).toMatchObject({ width: 625, height: 833 });
  const [red = 0, , blue = 0] = await colourAt(proof, 100, 100);
  expect(blue - red, 'its bar is blue').toBeGreaterThan(100);
});

test.each([
  ['a photo without its end marker', receipt(7).jpeg(), 2],
  ['a photo with half of its end marker', receipt(7).jpeg(), 1],
  ['a progressive photo without its end marker', receipt(7).jpeg({ progressive: true }), 2],
  ['a screenshot without its end marker', receipt(7).png(), 12],
])('treats %s like the complete file', async (_, drawing, marker) => {
  const file = await drawing.toBuffer();
  const proof = await accepted(file.subarray(0, -marker));
  expect(proof.bytes.equals((await accepted(file)).bytes)).toBe(true);
});

test('ignores scripts in a PDF', async () => {
  const size: [number, number] = [300, 800];
  const scripted = pdf({ size, more: '/OpenAction<</S/JavaScript/JS(while\\(1\\);)>>' });
  expect((await accepted(scripted)).pictureHash).toBe((await accepted(pdf({ size }))).pictureHash);
});
