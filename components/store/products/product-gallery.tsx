'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Picture } from '@/components/ui/picture';
import type { ProductImage, Variant } from '@/lib/products/queries';
import { useVariantChoice } from './variant-choice';

type Props = { images: ProductImage[]; variants: Variant[] };

/** The pictures as a scrolling strip that snaps to each picture. Thumbnails below and the choice of a variant scroll to a picture. */
export function ProductGallery({ images, variants }: Props) {
  const t = useTranslations('store.products');
  const strip = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(0);
  const { variantId } = useVariantChoice();
  const ofVariant = pictureOf(variantId, images, variants);

  function show(index: number) {
    const { current } = strip;
    current?.scrollTo({ left: index * current.clientWidth });
  }

  // The page opens with the first picture, and shows a variant's picture only once the shopper has chosen it.
  useEffect(() => {
    const { current } = strip;
    if (current && ofVariant >= 0) current.scrollTo({ left: ofVariant * current.clientWidth });
  }, [ofVariant]);

  return (
    <div className="grid gap-3">
      <ul
        ref={strip}
        // a scrollable strip has to be reachable by keyboard
        tabIndex={images.length > 1 ? 0 : undefined}
        aria-label={t('pictures')}
        className="flex snap-x snap-mandatory overflow-x-auto bg-sunken [scrollbar-width:none] motion-safe:scroll-smooth max-lg:-mx-4 sm:max-lg:mx-0 sm:rounded-xl"
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
          setShown(Math.round(scrollLeft / clientWidth))
        }
      >
        {images.map(({ id, alt, ...picture }, index) => (
          <li
            key={id}
            id={`picture-${index + 1}`}
            className="relative aspect-square w-full shrink-0 snap-center sm:aspect-4/5"
          >
            <Picture
              picture={picture}
              alt={alt}
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
          {images.map(({ id, alt, ...picture }, index) => (
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
                  'relative block h-16 w-13 overflow-hidden rounded-md ring-offset-2 ring-offset-surface sm:h-20 sm:w-16',
                  shown === index ? 'ring-2 ring-accent-text' : 'opacity-75 hover:opacity-100',
                )}
              >
                <Picture picture={picture} alt="" sizes="64px" className="object-cover" />
              </a>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** The index of the picture of a variant or else of one of its choices; -1 if there is none. */
function pictureOf(variantId: string | null, images: ProductImage[], variants: Variant[]): number {
  const variant = variants.find(({ id }) => id === variantId);
  if (!variant) return -1;
  const own = images.findIndex((image) => image.variant_id === variant.id);
  if (own >= 0) return own;
  return images.findIndex(({ choice }) => choice !== null && variant.options.includes(choice));
}
