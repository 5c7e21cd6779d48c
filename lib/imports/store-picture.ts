import 'server-only';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { serviceClient } from '@/lib/supabase/service';

const LONG_SIDE = 2400;
const MAX_PIXELS = 52_000_000;
const SECONDS = 20;
/** Pictures that browsers show and that carry no program: an SVG could. */
const formats = ['jpeg', 'png', 'webp', 'gif', 'avif', 'heif', 'tiff'];

export type StoredPicture = { src: string; width: number; height: number };

/**
 * Stores a picture of a shop's product, which everyone may see, and says where. It is redrawn from its pixels, upright and no larger than
 * our pages need, so that nothing else of the file survives. The same picture is stored once. Null: it is no picture.
 */
export async function storePicture(shop: string, bytes: Uint8Array): Promise<StoredPicture | null> {
  const drawn = await redraw(bytes);
  if (!drawn) return null;
  const bucket = serviceClient().storage.from('shop-pictures');
  const path = `${shop}/${createHash('sha256').update(drawn.data).digest('hex')}.webp`;
  const { error } = await bucket.upload(path, drawn.data, { contentType: 'image/webp', upsert: true });
  if (error) throw new Error(`shop-pictures: ${error.message}`);
  return { src: bucket.getPublicUrl(path).data.publicUrl, width: drawn.width, height: drawn.height };
}

/** Null for what is no picture, or too large to be drawn. */
export async function redraw(bytes: Uint8Array) {
  try {
    const picture = sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS });
    const { format } = await picture.metadata();
    if (!formats.includes(format)) return null;
    const { data, info } = await picture
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch {
    return null;
  }
}
