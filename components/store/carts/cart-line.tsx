import { useTranslations } from 'next-intl';
import { Answers } from '@/components/ui/answers';
import { IntentLink } from '@/components/ui/intent-link';
import { Money } from '@/components/ui/money';
import { Picture } from '@/components/ui/picture';
import type { CartLine as Line } from '@/lib/carts/cart';
import { productPath } from '@/lib/shops/paths';
import { BackorderNote } from './backorder-note';
import { LineQuantity } from './line-quantity';

type Props = { line: Line; currency: string; locale: string };

export function CartLine({ line, currency, locale }: Props) {
  const t = useTranslations('store.carts');
  const { product_slug, name, option_value, image, quantity, unit_price_minor, line_total_minor } = line;
  const price = <Money minor={unit_price_minor} currency={currency} locale={locale} />;
  return (
    <li className="grid grid-cols-[min(5rem,25%)_minmax(0,1fr)] gap-4 border-line border-b py-5 sm:grid-cols-[6.5rem_1fr] sm:gap-6">
      <IntentLink
        href={productPath(product_slug)}
        tabIndex={-1}
        aria-hidden
        className="relative block aspect-4/5 overflow-hidden rounded-md bg-sunken"
      >
        {image && <Picture picture={image} alt="" sizes="104px" className="object-cover" />}
      </IntentLink>
      <div className="grid content-start gap-2">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <div className="min-w-0 basis-40 grow">
            <IntentLink
              href={productPath(product_slug)}
              className="font-medium leading-snug underline-offset-4 hover:underline"
            >
              {name}
            </IntentLink>
            <p className="text-muted text-sm">
              {option_value && `${option_value} · `}
              {quantity > 1 ? t.rich('priceEach', { price: () => price }) : price}
            </p>
          </div>
          <span className="max-w-full font-semibold">
            <Money minor={line_total_minor} currency={currency} locale={locale} />
          </span>
        </div>
        <Answers answers={line.answers} />
        <BackorderNote line={line} locale={locale} />
        <LineQuantity line={line} />
      </div>
    </li>
  );
}
