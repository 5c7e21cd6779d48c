import clsx from 'clsx';
import { Picture } from '@/components/ui/picture';
import type { Shop } from '@/lib/shops/queries';

export function Story({ shop: { theme } }: { shop: Shop }) {
  if (!theme.story_title || !theme.story_text) return null;
  return (
    <section className="wrap pt-16 lg:pt-24" aria-labelledby="story">
      <div
        className={clsx(
          'grid items-center gap-8 overflow-hidden rounded-xl bg-sunken',
          theme.story_image && 'lg:grid-cols-2',
        )}
      >
        {theme.story_image && (
          <div className="relative aspect-4/3 lg:h-full">
            <Picture
              picture={{ src: theme.story_image }}
              alt={theme.story_image_alt}
              sizes="(width >= 80rem) 600px, (width >= 64rem) 46vw, 92vw"
              className="object-cover"
            />
          </div>
        )}
        <div className="grid gap-4 px-6 pb-10 lg:px-12 lg:py-14">
          <h2 id="story" className="font-display text-3xl leading-tight lg:text-5xl">
            {theme.story_title}
          </h2>
          <p className="max-w-prose text-lg text-muted leading-relaxed">{theme.story_text}</p>
        </div>
      </div>
    </section>
  );
}
