import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';

type Props = { page: number; pages: number; pathTo: (page: number) => Route };

/** Links to the previous and the next page of a list, around the number of the current one. */
export function ListPager({ page, pages, pathTo }: Props) {
  const t = useTranslations('store.lists');
  if (pages <= 1) return null;
  return (
    <nav
      aria-label={t('pages')}
      className="grid grid-cols-2 items-center gap-3 border-line border-t pt-6 sm:grid-cols-[1fr_auto_1fr]"
    >
      <p className="col-span-2 text-center text-muted text-sm sm:order-1 sm:col-span-1 sm:col-start-2">
        {t('pageOf', { page, pages })}
      </p>
      {page > 1 && (
        <ButtonLink
          href={pathTo(page - 1)}
          rel="prev"
          variant="secondary"
          className="justify-self-start max-sm:px-3"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {t('previousPage')}
        </ButtonLink>
      )}
      {page < pages && (
        <ButtonLink
          href={pathTo(page + 1)}
          rel="next"
          variant="secondary"
          className="col-start-2 justify-self-end max-sm:px-3 sm:order-2 sm:col-start-3"
        >
          {t('nextPage')}
          <ArrowRight aria-hidden className="size-4" />
        </ButtonLink>
      )}
    </nav>
  );
}
