import { useTranslations } from 'next-intl';
import { formatMoney } from '@/lib/money';
import type { Price as PriceOf } from '@/lib/products/product';

type Props = PriceOf & { currency: string; locale: string /** shows `From` before it */; from?: boolean };

/** A price, with the former price struck through if there is one. */
export function Price({ price_minor, compare_at_minor, currency, locale, from }: Props) {
  const t = useTranslations('store.products');
  const price = formatMoney(price_minor, currency, locale);
  return (
    <span className="inline-flex max-w-full flex-wrap items-baseline gap-x-2">
      <span className="wrap-break-word max-w-full font-semibold tabular-nums">
        {from
          ? t.rich('priceFrom', {
              price,
              muted: (words) => <span className="font-normal text-muted">{words}</span>,
            })
          : price}
      </span>
      {compare_at_minor && (
        <s className="wrap-break-word max-w-full text-[0.875em] text-muted tabular-nums">
          {t.rich('priceBefore', {
            price: formatMoney(compare_at_minor, currency, locale),
            hidden: (words) => <span className="sr-only">{words}</span>,
          })}
        </s>
      )}
    </span>
  );
}
