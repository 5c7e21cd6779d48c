/*
 * A picture of the media library is stored in several widths, each as AVIF and as WebP: `…/media/<shop>/<folder>/640.avif`. Its `src` is
 * its widest WebP, from which the other addresses follow. lib/media/picture.ts creates these files, components/ui/picture.tsx shows them.
 */

/** Wide enough for every screen. */
export const MAX_WIDTH = 1920;
const WIDTHS = [320, 640, 960, 1280];

/** The widths in which Next serves a file of this site (next.config.ts). */
export const servedWidths = [...WIDTHS, MAX_WIDTH];

/** The widths in which a picture of this width is stored. It is never enlarged, and no two widths are nearly the same. */
export const storedWidths = (width: number): number[] => [
  ...WIDTHS.filter((each) => each < width * 0.85),
  width,
];

const STORED = /^(https?:\/\/[^?#]+\/object\/public\/media\/)([^?#]+\/)(\d{1,4})\.webp$/;

/** The `srcset` of each format; null for a picture from outside the media library. */
export function storedSizes(src: string): { avif: string; webp: string } | null {
  const [, folder = '', path = '', widest] = STORED.exec(src) ?? [];
  if (!widest) return null;
  const set = (format: 'avif' | 'webp') =>
    storedWidths(Number(widest))
      .map((width) => `${folder}${path}${width}.${format} ${width}w`)
      .join(', ');
  return { avif: set('avif'), webp: set('webp') };
}

/** The `srcset` of a file of this site, of which Next generates the sizes; undefined for a vector file, which needs none. */
export const servedSizes = (src: string): string | undefined =>
  src.endsWith('.svg')
    ? undefined
    : servedWidths
        .map((width) => `/_next/image?url=${encodeURIComponent(src)}&w=${width}&q=75 ${width}w`)
        .join(', ');

/** The paths of all files of a picture in the bucket; none for a picture from outside the media library. */
export function storedFiles(src: string): string[] {
  const [, , path, widest] = STORED.exec(src) ?? [];
  return storedWidths(Number(widest ?? 0)).flatMap((width) =>
    width > 0 ? [`${path}${width}.avif`, `${path}${width}.webp`] : [],
  );
}
