'use client';

import clsx from 'clsx';
import type { CSSProperties } from 'react';
import { servedSizes, storedSizes } from '@/lib/picture-sizes';

type Props = {
  picture: {
    src: string;
    /** the focal point, as shares of the width and height from the top left */
    focal_x?: number;
    focal_y?: number;
    /** a data URL, shown until the picture has loaded */
    placeholder?: string | null;
  };
  alt: string;
  /** how wide it is shown, as in `<img sizes>` */
  sizes: string;
  className?: string;
  loading?: 'eager' | 'lazy';
  fetchPriority?: 'high';
};

/**
 * A picture that fills its `relative` parent. A picture of the media library is shown in the stored size that fits; for a file of this
 * site, Next generates the sizes. A client component, because its props are shorter than the `srcset`s that each page would repeat in its
 * data; not `next/image`, whose script is ten times as large.
 */
export function Picture({ picture, alt, sizes, className, loading = 'lazy', fetchPriority }: Props) {
  const { src, focal_x = 0.5, focal_y = 0.5, placeholder } = picture;
  const stored = storedSizes(src);
  const position = `${focal_x * 100}% ${focal_y * 100}%`;
  const style: CSSProperties = { objectPosition: position };
  if (placeholder) style.background = `url(${placeholder}) ${position} / cover`;
  const image = (
    // biome-ignore lint/performance/noImgElement: see above
    <img
      {...{ src, sizes, loading, fetchPriority, style }}
      alt={alt}
      srcSet={stored?.webp ?? servedSizes(src)}
      decoding="async"
      className={clsx('absolute inset-0 size-full', className)}
    />
  );
  if (!stored) return image;
  return (
    <picture className="contents">
      <source type="image/avif" srcSet={stored.avif} sizes={sizes} />
      {image}
    </picture>
  );
}
