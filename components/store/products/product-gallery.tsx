'use client';

import clsx from 'clsx';
import Image from 'next/image';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { ProductImage } from '@/lib/products/queries';
import { useVariantChoice } from './variant-choice';

/** The pictures as a strip that snaps to each; small ones below lead to them, as does the choice of a variant. */
export function ProductGallery({ images }: { images: ProductImage[] }) {
  const t = useTranslations('store.products');
  const strip = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(0);
  const { variantId } = useVariantChoice();
  const ofVariant = variantId ? images.findIndex((image) => image.variant_id === variantId) : -1;

  function show(index: number) {
    const { current } = strip;
    current?.scrollTo({ left: index * current.clientWidth });
  }

  // The page opens with the first picture; that of a variant is shown once the shopper has chosen one.
  useEffect(() => {
    const { current } = strip;
    if (current && ofVariant >= 0) current.scrollTo({ left: ofVariant * current.clientWidth });
  }, [ofVariant]);

  return (
    <div className="grid gap-3">
      <ul
        ref={strip}
        // one that can be scrolled can be reached by keyboard
        tabIndex={images.length > 1 ? 0 : undefined}
        aria-label={t('pictures')}
        className="flex snap-x snap-mandatory overflow-x-auto bg-sunken [scrollbar-width:none] motion-safe:scroll-smooth max-lg:-mx-4 sm:max-lg:mx-0 sm:rounded-xl"
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
          setShown(Math.round(scrollLeft / clientWidth))
        }
      >
        {images.map(({ id, src, alt }, index) => (
          <li
            key={id}
            id={`picture-${index + 1}`}
            className="relative aspect-square w-full shrink-0 snap-center sm:aspect-4/5"
          >
            <Image
              src={src}
              alt={alt}
              fill
              loading={index === 0 ? 'eager' : 'lazy'}
              fetchPriority={index === 0 ? 'high' : undefined}
              sizes="(width >= 80rem) 640px, (width >= 64rem) 52vw, 100vw"
              className="object-cover"
            />
          </li>
        ))}
      </ul>
      {images.length > 1 && (
        <ol className="flex gap-2 overflow-x-auto p-1">
          {images.map(({ id, src, alt }, index) => (
            <li key={id} className="shrink-0">
              <a
                href={`#picture-${index + 1}`}
                aria-label={t('showPicture', { number: index + 1, description: alt })}
                aria-current={shown === index}
                onClick={(event) => {
                  event.preventDefault();
                  show(index);
                }}
                className={clsx(
                  'block overflow-hidden rounded-md ring-offset-2 ring-offset-surface',
                  shown === index ? 'ring-2 ring-accent-text' : 'opacity-75 hover:opacity-100',
                )}
              >
                <Image
                  src={src}
                  alt=""
                  width={64}
                  height={80}
                  className="h-16 w-13 object-cover sm:h-20 sm:w-16"
                />
              </a>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
