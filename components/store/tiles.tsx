import clsx from 'clsx';
import type { Route } from 'next';
import { IntentLink } from '@/components/ui/intent-link';
import { Picture } from '@/components/ui/picture';

type Tile = { id: string; name: string; image_src: string | null; href: Route };

/** Links with pictures, such as the categories or the collections of a shop. */
export function Tiles({ id: headingId, title, tiles }: { id: string; title: string; tiles: Tile[] }) {
  if (tiles.length === 0) return null;
  return (
    <section className="wrap pt-16 lg:pt-24" aria-labelledby={headingId}>
      <h2 id={headingId} className="mb-6 font-display text-3xl lg:mb-10 lg:text-4xl">
        {title}
      </h2>
      <ul
        className={clsx(
          'grid grid-cols-2 gap-3 sm:gap-5 lg:gap-6',
          // rows of three would leave a single tile in the last row
          tiles.length % 3 === 1 ? 'lg:grid-cols-4' : 'lg:grid-cols-3',
        )}
      >
        {tiles.map(({ id, name, image_src, href }) => (
          <li key={id}>
            <IntentLink href={href} className="group block rounded-lg">
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
