import { randomBytes, randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { call, server } from './caller.ts';
import { type AnyShop, catalog } from './products.ts';

export type Media = Record<string, unknown> & {
  media_id: string;
  src: string;
  alt: string;
  file_name: string;
  use_count: number;
};
type Added = { is_new: boolean; media: Media };

/** What our servers record about a picture that they re-encoded. */
export const drawn = (overrides: Record<string, unknown> = {}) => ({
  ...{ src: `https://files.example/${randomUUID()}/800.webp`, width: 800, height: 1000, bytes: 40_000 },
  ...{ placeholder: 'data:image/webp;base64,AAAA', sha256: randomBytes(32).toString('hex') },
  ...overrides,
});

/** An upload whose file our servers have re-encoded, but that is not in the library yet. Returns its id. */
export async function upload(
  sql: Sql,
  shop: AnyShop,
  { file_name = 'shirt.jpg', ...picture }: Record<string, unknown> = {},
): Promise<string> {
  const started = await call<{ upload_id: string }>(sql, catalog(shop), 'start_media_upload', {
    shop: shop.slug,
    file_name,
  });
  const { upload_id } = started;
  await call(sql, server, 'record_media_upload', { upload_id, picture: drawn(picture) });
  return upload_id;
}

export const add = (sql: Sql, shop: AnyShop, upload_id: string) =>
  call<Added>(sql, catalog(shop), 'add_media', { upload_id });

/** Adds a picture to the library and returns it. */
export const addPicture = async (sql: Sql, shop: AnyShop, picture: Record<string, unknown> = {}) =>
  (await add(sql, shop, await upload(sql, shop, picture))).media;

/** Who may call the functions of the library, and how an outsider would attack a shop with them. */
export const mediaAccess = ({ slug, media, upload }: { slug: string; media: string; upload: string }) => ({
  start_media_upload: { openTo: 'people' as const, attacks: [{ shop: slug, file_name: 'a.jpg' }] },
  record_media_upload: { openTo: 'servers' as const },
  add_media: { openTo: 'people' as const, attacks: [{ upload_id: upload }] },
  list_media_uploads: { openTo: 'people' as const, attacks: [{ shop: slug }] },
  discard_media_upload: { openTo: 'people' as const, attacks: [{ upload_id: upload }] },
  list_media: { openTo: 'people' as const, attacks: [{ shop: slug }] },
  get_media: { openTo: 'people' as const, attacks: [{ media_id: media }] },
  update_media: {
    openTo: 'people' as const,
    attacks: [{ media_id: media, alt: 'Mine', focal_x: 0, focal_y: 0 }],
  },
  delete_media: {
    openTo: 'people' as const,
    attacks: [true, false].map((remove_uses) => ({ media_id: media, remove_uses })),
  },
});
