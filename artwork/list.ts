/** Every picture of the demo shops, by its path under public/demo. Runs in the browser. */

import { products } from './canting/products.ts';
import { rooms as cantingRooms } from './canting/rooms.ts';
import { bodyButters } from './itanna/body-butters.ts';
import { cleansers } from './itanna/cleansers.ts';
import { moisturisers } from './itanna/moisturisers.ts';
import { rooms as itannaRooms } from './itanna/rooms.ts';
import { serums } from './itanna/serums.ts';
import { setsTools } from './itanna/sets-tools.ts';
import { sunCare } from './itanna/sun-care.ts';
import { photograph, type Shot } from './studio.ts';

const shops: Record<string, Record<string, () => Shot>> = {
  itanna: {
    ...itannaRooms,
    ...cleansers,
    ...serums,
    ...moisturisers,
    ...sunCare,
    ...bodyButters,
    ...setsTools,
  },
  canting: { ...cantingRooms, ...products },
};

export function list(): string[] {
  return Object.entries(shops).flatMap(([shop, shots]) =>
    Object.keys(shots).map((name) => `${shop}/${name}`),
  );
}

/** Draws one picture and returns it as a PNG data URL. */
export async function draw(path: string, samples: number, scale: number): Promise<string> {
  const [shop = '', name = ''] = path.split('/');
  const shot = shops[shop]?.[name]?.();
  if (!shot) throw new Error(`no such picture: ${path}`);
  shot.width = Math.round(shot.width * scale);
  shot.height = Math.round(shot.height * scale);
  return (await photograph(shot, samples)).toDataURL('image/png');
}
