import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { pdf, pngOf, receipt, zip } from './fixtures/drawings';
import { PROOF_LIMITS } from './limits';
import { readProof } from './picture';

const read = (file: Uint8Array) => readProof(file, { order: randomUUID(), client: null });

vi.setConfig({ testTimeout: 60_000 });

const heic = readFileSync(new URL('./fixtures/receipt.heic', import.meta.url));
const unmarkedPdf = readFileSync(new URL('./fixtures/no-end-marker.pdf', import.meta.url));
const [jpeg, progressive, png, webp] = await Promise.all([
  receipt(7, 160, 240).jpeg().toBuffer(),
  receipt(7, 160, 240).jpeg({ progressive: true }).toBuffer(),
  receipt(7, 160, 240).png().toBuffer(),
  receipt(7, 160, 240).webp().toBuffer(),
]);
const valid = { jpeg, png, webp, heic, pdf: pdf({ size: [72, 144] }) };

const text = (content: string) => Buffer.from(content, 'latin1');
const followedBy = (file: Buffer, more: string | Buffer) =>
  Buffer.concat([file, typeof more === 'string' ? text(more) : more]);
/** A Windows program: the old header points to the new one. */
const exe = text(`MZ${'\0'.repeat(58)}\x80\0\0\0${'\0'.repeat(64)}PE\0\0\x64\x86`);
const elf = text('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0');
const mp4 = text(`\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\x10\0mdat${'MZ<?PK%!'.repeat(511)}`);

describe('a file that is not a picture', () => {
  test.each([
    ['nothing', text('')],
    ['one byte', text('\xff')],
    ['a program for Windows', exe],
    ['a program for Linux', elf],
    ['an SVG with a script', text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    [
      'an animation',
      text(
        'GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;',
      ),
    ],
    ['an animation that is a JAR as well', followedBy(text('GIF89a\x01\0\x01\0\x80\0\0;'), zip())],
    ['a web page', text('<!doctype html><title>receipt.jpg</title>')],
    ['plain text', text('I have paid, honestly.')],
    ['an archive', zip()],
    ['a video', mp4],
    ['a sound', text('RIFF\x24\0\0\0WAVEfmt ')],
    ['a TIFF from a scanner', text('II*\0\x08\0\0\0\0\0\0\0')],
  ])('is refused, whatever its name: %s', async (_, file) => {
    expect(await read(file)).toEqual({ refused: 'not_a_picture' });
  });
});

describe('a file that is too large', () => {
  test('is refused above 5 MB without being parsed', async () => {
    const refused = { refused: 'file_too_large' };
    expect(await read(new Uint8Array(50 * 1024 * 1024))).toEqual(refused);
    const full = followedBy(png, Buffer.alloc(PROOF_LIMITS.maxBytes - png.length));
    expect(await read(full), 'exactly 5 MB').toHaveProperty('width', 160);
    expect(await read(followedBy(full, '\0'))).toEqual(refused);
  });

  test.each([
    ['a PNG of 3.6 gigapixels', () => pngOf(png, 60_000, 60_000)],
    ['a PNG just above the largest sensor', () => pngOf(png, 8200, 6400)],
    ['a JPEG of 4.2 gigapixels', () => jpegOf(65_000, 65_000)],
    ['a HEIC of 3.6 gigapixels', () => heicOf(60_000, 60_000)],
    ['a PDF with a page of 70 × 70 metres', () => pdf({ size: [200_000, 200_000] })],
    ['a PDF with 300 pages', () => pdf({ pages: 300 })],
  ])('is refused by its header, before decoding: %s', async (_, craft) => {
    const before = process.memoryUsage().rss;
    expect(await read(craft())).toEqual({ refused: 'picture_too_large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  function jpegOf(width: number, height: number): Buffer {
    const lying = Buffer.from(jpeg);
    const frame = lying.indexOf(text('\xff\xc0'));
    lying.writeUInt16BE(height, frame + 5);
    lying.writeUInt16BE(width, frame + 7);
    return lying;
  }

  function heicOf(width: number, height: number): Buffer {
    const lying = Buffer.from(heic);
    for (let at = lying.indexOf('ispe'); at >= 0; at = lying.indexOf('ispe', at + 4)) {
      lying.writeUInt32BE(width, at + 8);
      lying.writeUInt32BE(height, at + 12);
    }
    return lying;
  }
});

describe('a picture that is also another file', () => {
  test.each([
    ['a photo and an archive', followedBy(jpeg, zip())],
    [
      'a photo and, further on, an archive with a long comment',
      followedBy(jpeg, followedBy(followedBy(mp4, zip()), ' '.repeat(9999))),
    ],
    ['a photo and a script', followedBy(jpeg, '<?php system($_GET[0]); ?>')],
    ['a photo and a short script', followedBy(jpeg, '\n<?= `$_GET[0]` ?>')],
    ['a photo and a program for Windows', followedBy(jpeg, exe)],
    ['a photo and a program for Linux', followedBy(jpeg, elf)],
    ['a photo and a PDF', followedBy(jpeg, pdf())],
    ['a screenshot and a web page', followedBy(png, '<HTML><script>alert(1)</script>')],
    ['a screenshot and a JAR', followedBy(png, zip())],
    ['a WebP and a web page', followedBy(webp, '<!DOCTYPE  html>')],
    ['a HEIC and an archive', followedBy(heic, zip())],
    ['a PDF and an archive', followedBy(pdf(), zip())],
    ['a PDF and a web page', followedBy(pdf(), '<script src=x></script>')],
    ['a PDF that begins late', followedBy(text('junk\n'), pdf())],
    ['an animation and a PDF', followedBy(text('GIF89a\x01\0\x01\0\0\0\0;'), pdf())],
    ['a program and a PDF', followedBy(exe, pdf())],
    ['a photo without its end marker and an archive', followedBy(jpeg.subarray(0, -2), zip())],
    ['a photo without its end marker and a PDF', followedBy(jpeg.subarray(0, -2), pdf())],
    ['a screenshot without its end marker and a web page', followedBy(png.subarray(0, -12), '<html><body>')],
    ['a PDF without its end marker and an archive', followedBy(unmarkedPdf, zip())],
    ['a PDF without its end marker and a web page', followedBy(unmarkedPdf, '<script src=x></script>')],
    ['a PDF without its end marker and a program', followedBy(unmarkedPdf, exe)],
  ])('is refused: %s', async (_, file) => {
    expect(await read(file)).toEqual({ refused: 'polyglot_file' });
  });

  test.each([
    ['the video of a motion photo', followedBy(jpeg, mp4)],
    ['a second picture, as newer phones do', followedBy(jpeg, jpeg)],
    [
      "Samsung's metadata",
      followedBy(jpeg, `\0\0\x30\x0a\x10\0\0\0MotionPhoto_Data${mp4.toString('latin1')}SEFHk\0\0\0SEFT`),
    ],
    ['zeros', followedBy(png, Buffer.alloc(512))],
    ['nothing, with a thumbnail inside that ends like an archive', withThumbnail()],
    ['stray bytes before its end marker', followedBy(progressive.subarray(0, -2), 'stray\xff\xd9')],
  ])('accepts data that phones append to a photo: %s', async (_, file) => {
    expect(await read(file)).toHaveProperty('width', 160);
  });

  function withThumbnail(): Buffer {
    const exif = followedBy(followedBy(text('Exif\0\0'), jpeg), 'PK\x05\x06\0\0\0\0');
    const segment = Buffer.from([0xff, 0xe1, 0, 0]);
    segment.writeUInt16BE(exif.length + 2, 2);
    return Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)]);
  }
});

describe('a broken file', () => {
  test.each(Object.entries(valid))('half of a %s is refused', async (_, file) => {
    expect(await read(file.subarray(0, file.length / 2))).toEqual({ refused: 'unreadable_picture' });
  });

  test.each([
    ['a photo', jpeg, (half: Buffer) => followedBy(half, '\xff\xd9')],
    ['a progressive photo', progressive, (half: Buffer) => followedBy(half, '\xff\xd9')],
    ['a screenshot', png, (half: Buffer) => followedBy(half, '\0\0\0\0IEND\xae\x42\x60\x82')],
    [
      'a picture from the web',
      webp,
      (half: Buffer) => sizedAs(half, { 4: half.length - 8, 16: half.length - 20 }),
    ],
    ['a photo from an iPhone', heic, (half: Buffer) => sizedBox(half, 'mdat')],
    ['a PDF', unmarkedPdf, (half: Buffer) => followedBy(half, '\n%%EOF\n')],
  ])('half of %s with an end marker is refused', async (_, file, end) => {
    const half = file.subarray(0, (file.length / 2) & ~1);
    expect(await read(end(half))).toEqual({ refused: 'unreadable_picture' });
  });

  function sizedAs(file: Buffer, sizes: Record<number, number>): Buffer {
    const lying = Buffer.from(file);
    for (const [at, size] of Object.entries(sizes)) lying.writeUInt32LE(size, Number(at));
    return lying;
  }

  function sizedBox(file: Buffer, box: string): Buffer {
    const lying = Buffer.from(file);
    const at = lying.indexOf(box) - 4;
    lying.writeUInt32BE(lying.length - at, at);
    return lying;
  }

  test.each(Object.entries(valid))('garbage after the header of a %s is refused', async (_, file) => {
    const garbage = Buffer.alloc(4000, 'garbage!');
    expect(await read(followedBy(file.subarray(0, 16), garbage))).toEqual({
      refused: 'unreadable_picture',
    });
  });

  test('a PDF page thinner than a point is refused', async () => {
    expect(await read(pdf({ size: [0.5, 144] }))).toEqual({ refused: 'unreadable_picture' });
  });

  test('a PDF with a password is refused', async () => {
    const secret = `<${'ab'.repeat(32)}>`;
    const locked = pdf({
      trailer: `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O${secret}/U${secret}>>`,
    });
    expect(await read(locked)).toEqual({ refused: 'unreadable_picture' });
  });
});

test('any damaged file gives a picture or a refusal', async () => {
  const anyDamage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 });
  const damaged = (file: Buffer, damage: [number, number][], cut: number) => {
    const copy = Buffer.from(file);
    for (const [at, byte] of damage) copy[at % copy.length] = byte;
    return cut === 0 ? copy : copy.subarray(0, cut % copy.length);
  };
  const holds = (files: Buffer[]) =>
    fc.asyncProperty(
      fc.constantFrom(...files),
      anyDamage,
      fc.option(fc.nat(), { nil: 0 }),
      async (file, damage, cut) => {
        const answer = await read(damaged(file, damage, cut));
        expect('refused' in answer || answer.bytes.length > 0).toBe(true);
      },
    );
  await fc.assert(holds([jpeg, png, webp]), { numRuns: 60 });
  await fc.assert(holds([valid.heic, valid.pdf]), { numRuns: 10 });
});
