import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { BackorderNote } from '@/components/store/carts/backorder-note';
import { Answers } from '@/components/ui/answers';
import { Card } from '@/components/ui/card';
import { IntentLink } from '@/components/ui/intent-link';
import { Money } from '@/components/ui/money';
import { Picture } from '@/components/ui/picture';
import type { ShippingOption } from '@/lib/carts/cart';
import type { RegionKind } from '@/lib/checkout/regions';
import { cartPath } from '@/lib/shops/paths';
import type { ShownCart } from '@/lib/store/carts/queries';

type Props = {
  cart: ShownCart;
  rate: ShippingOption | undefined;
  /** the address field that is needed before delivery has a price and the order a total; null: none */
  missing: RegionKind | 'city' | null;
  locale: string;
  children: ReactNode;
};

/** The items and the totals. The server computes all amounts. */
export function OrderSummary({ cart, rate, missing, locale, children }: Props) {
  const t = useTranslations('store.checkout');
  const money = { currency: cart.currency, locale };
  return (
    <Card className="grid gap-5 lg:sticky lg:top-24">
      <div className="flex items-baseline justify-between">
        <h2 className="font-display text-2xl">{t('summary.title')}</h2>
        <IntentLink
          href={cartPath}
          className="inline-flex min-h-11 items-center text-accent-text text-sm underline underline-offset-4"
        >
          {t('summary.editCart')}
        </IntentLink>
      </div>
      <ul className="grid gap-4">
        {cart.lines.map((line) => (
          <li
            key={line.line_id}
            className="grid grid-cols-[min(3rem,20%)_minmax(0,1fr)] items-center gap-3 text-sm"
          >
            <span className="relative block aspect-4/5 overflow-hidden rounded-sm bg-sunken">
              {line.image && <Picture picture={line.image} alt="" sizes="48px" className="object-cover" />}
            </span>
            <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <span className="min-w-0 grow basis-28">
                <span className="block font-medium leading-snug">{line.name}</span>
                <span className="text-muted">
                  {line.option_value && `${line.option_value} · `}
                  {t('summary.items', { quantity: line.quantity })}
                </span>
                <Answers answers={line.answers} />
                <BackorderNote line={line} locale={locale} />
              </span>
              <Money minor={line.line_total_minor} {...money} />
            </span>
          </li>
        ))}
      </ul>
      <dl className="grid gap-2 border-line border-t pt-4 text-[0.9375rem]">
        <Sum label={t('summary.subtotal')}>
          <Money minor={cart.subtotal_minor} {...money} />
        </Sum>
        {missing && <Sum label={t('summary.delivery')}>{t(`deliveryNeeds.${missing}`)}</Sum>}
        {!missing && rate && (
          <Sum label={rate.name}>
            {rate.price_minor === 0 ? t('delivery.free') : <Money minor={rate.price_minor} {...money} />}
          </Sum>
        )}
        {!missing && (
          <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-4 border-line border-t pt-4 font-semibold text-lg">
            <dt>{t('summary.total')}</dt>
            <dd aria-live="polite" className="max-w-full">
              <Money minor={rate?.total_minor ?? cart.subtotal_minor} {...money} />
            </dd>
          </div>
        )}
      </dl>
      {children}
      <p className="text-center text-muted text-xs">{t('summary.terms')}</p>
    </Card>
  );
}

function Sum({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-muted">{label}</dt>
      <dd className="max-w-full">{children}</dd>
    </div>
  );
}
