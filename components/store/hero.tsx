import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { Picture } from '@/components/ui/picture';
import { productsPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';

/** The shop in one picture and two sentences; a shop without a picture shows only the text. */
export function Hero({ shop: { name, tagline, theme } }: { shop: Shop }) {
  const t = useTranslations('store.home');
  return (
    <section className="lg:wrap lg:pt-6">
      <div className="grid bg-sunken lg:grid-cols-[5fr_7fr] lg:overflow-hidden lg:rounded-xl">
        {theme.hero_image && (
          <div className="relative aspect-4/3 lg:order-last lg:aspect-auto lg:min-h-136">
            <Picture
              picture={{ src: theme.hero_image }}
              alt={theme.hero_image_alt}
              loading="eager"
              fetchPriority="high"
              sizes="(width >= 80rem) 720px, (width >= 64rem) 58vw, 100vw"
              className="object-cover"
            />
          </div>
        )}
        <div className="wrap grid content-center justify-items-start gap-5 py-10 lg:mx-0 lg:px-14 lg:py-20">
          <h1 className="font-display text-[2.75rem] leading-[1.05] tracking-[-0.01em] sm:text-6xl">
            {theme.hero_title ?? name}
          </h1>
          <p className="max-w-md text-lg text-muted leading-relaxed">{theme.hero_text ?? tagline}</p>
          <ButtonLink href={productsPath} size="lg" className="mt-2">
            {t('shopNow')}
          </ButtonLink>
        </div>
      </div>
    </section>
  );
}
