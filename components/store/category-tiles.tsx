import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/ui/intent-link';
import { Picture } from '@/components/ui/picture';
import { categoryPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';

export function CategoryTiles({ shop: { categories } }: { shop: Shop }) {
  const t = useTranslations('store.home');
  if (categories.length === 0) return null;
  return (
    <section className="wrap pt-16 lg:pt-24" aria-labelledby="categories">
      <h2 id="categories" className="mb-6 font-display text-3xl lg:mb-10 lg:text-4xl">
        {t('shopByCategory')}
      </h2>
      <ul
        className={clsx(
          'grid grid-cols-2 gap-3 sm:gap-5 lg:gap-6',
          // rows of three would leave a single tile in the last row
          categories.length % 3 === 1 ? 'lg:grid-cols-4' : 'lg:grid-cols-3',
        )}
      >
        {categories.map(({ id, slug, name, image_src }) => (
          <li key={id}>
            <IntentLink href={categoryPath(slug)} className="group block rounded-lg">
              <span className="relative block aspect-4/3 overflow-hidden rounded-lg bg-sunken">
                {image_src && (
                  <Picture
                    picture={{ src: image_src }}
                    alt=""
                    sizes="(width >= 80rem) 390px, (width >= 64rem) 31vw, 46vw"
                    className="object-cover transition-transform duration-500 ease-out-soft motion-safe:group-hover:scale-[1.03]"
                  />
                )}
              </span>
              <span className="mt-2.5 block font-medium underline-offset-4 group-hover:underline lg:text-lg">
                {name}
              </span>
            </IntentLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
