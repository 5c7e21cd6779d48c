import { randomInt, randomUUID } from 'node:crypto';
import sharp from 'sharp';

export type File = { name: string; mimeType: string; buffer: Buffer };

/** A photo that no test has uploaded yet. */
export async function photo(name = `${randomUUID().slice(0, 8)}.jpg`): Promise<File> {
  const background = { r: randomInt(256), g: randomInt(256), b: randomInt(256) };
  const spot = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="640">
      <circle cx="${randomInt(800)}" cy="${randomInt(640)}" r="100" fill="#fff"/></svg>`,
  );
  const buffer = await sharp({ create: { width: 800, height: 640, channels: 3, background } })
    .composite([{ input: spot }])
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}
