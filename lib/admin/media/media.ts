import { z } from 'zod';

/** A picture of the library, as `list_media` returns it. */
export const mediaRow = z.object({
  media_id: z.uuid(),
  /** of its widest size: lib/picture-sizes.ts */
  src: z.string(),
  file_name: z.string(),
  /** for screen readers; empty: not written yet */
  alt: z.string(),
  width: z.int(),
  height: z.int(),
  focal_x: z.number(),
  focal_y: z.number(),
  placeholder: z.string().nullable(),
  /** of all its sizes; null: it is a file of this site */
  bytes: z.int().nullable(),
  created_at: z.string(),
  /** how often products, categories and collections show it */
  use_count: z.int(),
});
export type MediaRow = z.infer<typeof mediaRow>;

export const mediaDetails = mediaRow.extend({
  shop: z.string(),
  products: z.array(z.object({ product_id: z.uuid(), name: z.string() })),
  categories: z.array(z.object({ category_id: z.uuid(), name: z.string() })),
  collections: z.array(z.object({ collection_id: z.uuid(), name: z.string() })),
});
export type MediaDetails = z.infer<typeof mediaDetails>;

/**
 * An upload of this user that is not in the library yet. `over_in`: seconds until it counts as abandoned; 0: it already
 * does.
 */
export const openUpload = z.object({ upload_id: z.uuid(), file_name: z.string(), over_in: z.int() });
export type OpenUpload = z.infer<typeof openUpload>;

/** The views of the library, as in `list_media`. */
export const mediaViews = ['all', 'unused', 'no_alt'] as const;
export type MediaView = (typeof mediaViews)[number];

export const mediaViewOf = (text: unknown): MediaView => mediaViews.find((view) => view === text) ?? 'all';

/** The point of a picture that stays in view: shares of its width and height, from the top left. Arrow keys move it by a step. */
export type FocalPoint = { focal_x: number; focal_y: number };

const STEP = 0.05;
const moves: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** A focal point as the database stores it: inside the picture, in thousandths. */
export const focalPoint = (x: number, y: number): FocalPoint => ({ focal_x: share(x), focal_y: share(y) });

const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

/** The point after an arrow key; null for any other key. */
export function movedFocal({ focal_x, focal_y }: FocalPoint, key: string): FocalPoint | null {
  const move = moves[key];
  return move ? focalPoint(focal_x + move[0], focal_y + move[1]) : null;
}
