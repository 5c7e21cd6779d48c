import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import { pdf, pngOf, receipt, zip } from '@/lib/proofs/fixtures/drawings';
import { MEDIA_LIMITS } from './limits';
import { type LibraryPicture, readPicture } from './picture';

vi.setConfig({ testTimeout: 60_000 });

const read = (file: Uint8Array) => readPicture(file, { order: randomUUID(), client: null });
const heic = readFileSync(new URL('../proofs/fixtures/receipt.heic', import.meta.url));
const text = (content: string) => Buffer.from(content, 'latin1');
const [jpeg, png, webp, avif] = await Promise.all([
  receipt(7).jpeg().toBuffer(),
  receipt(7).png().toBuffer(),
  receipt(7).webp().toBuffer(),
  receipt(7).avif().toBuffer(),
]);

async function accepted(file: Uint8Array): Promise<LibraryPicture> {
  const picture = await read(file);
  if ('refused' in picture) throw new Error(picture.refused);
  return picture;
}

test.each([
  ['a JPEG', jpeg],
  ['a PNG', png],
  ['a WebP', webp],
  ['an AVIF', avif],
  ['a HEIC', heic],
])('%s becomes AVIF and WebP', async (_, file) => {
  const picture = await accepted(file);
  expect(picture).toMatchObject({ width: 320, height: 480 });
  expect(picture.sha256).toBe(createHash('sha256').update(file).digest('hex'));
  expect(picture.files.map(({ name, type }) => [name, type])).toEqual([
    ['320.avif', 'image/avif'],
    ['320.webp', 'image/webp'],
  ]);
  const formats = await Promise.all(picture.files.map(({ bytes }) => sharp(bytes).metadata()));
  expect(formats.map(({ compression, format }) => compression ?? format)).toEqual(['av1', 'webp']);
});

test('a large picture is stored in all sizes, a small one is not enlarged, a long one is scaled down', async () => {
  const blank = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#258' } })
      .jpeg()
      .toBuffer();
  const large = await accepted(await blank(3000, 1500));
  expect(large).toMatchObject({ width: 1920, height: 960 });
  const webps = large.files.filter(({ type }) => type === 'image/webp');
  expect(webps.map(({ name }) => name)).toEqual(
    ['320', '640', '960', '1280', '1920'].map((each) => `${each}.webp`),
  );
  expect(await sharp(webps[1]?.bytes).metadata()).toMatchObject({ width: 640, height: 320 });
  expect((await accepted(await blank(30, 40))).files).toHaveLength(2);
  expect(await accepted(await blank(1000, 10_000))).toMatchObject({ width: 384, height: 3840 });
});

test('a sideways photo is turned upright, and its location is removed', async () => {
  const sideways = await receipt(7).rotate(-90).png().toBuffer();
  const file = await sharp(sideways)
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Ada' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '6/1 27/1 0/1' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">secret</x:xmpmeta>')
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const { width, height, files } = await accepted(file);
  expect([width, height]).toEqual([320, 480]);
  for (const { bytes } of files) {
    const stored = await sharp(bytes).metadata();
    for (const part of ['exif', 'xmp', 'iptc', 'orientation'] as const)
      expect(stored[part], part).toBeUndefined();
    for (const word of ['Ada', 'secret']) expect(bytes.includes(word), word).toBe(false);
  }
});

test('a picture has a tiny placeholder, unless it is transparent', async () => {
  const { placeholder } = await accepted(jpeg);
  expect(placeholder?.length).toBeLessThan(600);
  const bytes = Buffer.from(placeholder?.split(',')[1] ?? '', 'base64');
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 11, height: 16 });
  const clear = sharp({ create: { width: 20, height: 20, channels: 4, background: '#0008' } });
  const glass = await accepted(await clear.png().toBuffer());
  expect(glass.placeholder).toBeNull();
  for (const { bytes } of glass.files)
    expect(await sharp(bytes).metadata()).toMatchObject({ hasAlpha: true });
});

describe('refuses', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const frame = jpeg.indexOf(text('\xff\xc0'));
  const lyingJpeg = Buffer.from(jpeg);
  lyingJpeg.writeUInt16BE(65_000, frame + 5);
  lyingJpeg.writeUInt16BE(65_000, frame + 7);

  test.each([
    ['an empty file', text(''), 'not_a_picture'],
    ['an SVG with a script', text(svg), 'not_a_picture'],
    ['a program', text(`MZ${'\0'.repeat(58)}\x80\0\0\0${'\0'.repeat(64)}PE\0\0\x64\x86`), 'not_a_picture'],
    ['a PDF', pdf(), 'not_a_picture'],
    ['a photo with an archive behind it', Buffer.concat([jpeg, zip()]), 'polyglot_file'],
    ['an AVIF with a web page behind it', Buffer.concat([avif, text('<html><script>')]), 'polyglot_file'],
    [
      'a photo with a script behind it',
      Buffer.concat([jpeg, text('<?php system($_GET[0]); ?>')]),
      'polyglot_file',
    ],
    ['a PNG of 3.6 gigapixels', pngOf(png, 60_000, 60_000), 'picture_too_large'],
    ['a JPEG of 4.2 gigapixels', lyingJpeg, 'picture_too_large'],
    ['half of a JPEG', jpeg.subarray(0, jpeg.length / 2), 'unreadable_picture'],
    ['half of a PNG', png.subarray(0, png.length / 2), 'unreadable_picture'],
    ['half of a WebP', webp.subarray(0, webp.length / 2), 'unreadable_picture'],
    ['half of an AVIF', avif.subarray(0, avif.length / 2), 'unreadable_picture'],
    ['half of a HEIC', heic.subarray(0, heic.length / 2), 'unreadable_picture'],
    ['more than 20 MB', new Uint8Array(MEDIA_LIMITS.maxBytes + 1), 'file_too_large'],
  ])('%s', async (_, file, refused) => {
    const before = process.memoryUsage().rss;
    expect(await read(file)).toEqual({ refused });
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });
});
