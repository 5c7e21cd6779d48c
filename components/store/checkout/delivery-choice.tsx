import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { ChoiceCard } from '@/components/ui/choice';
import type { ShippingOption } from '@/lib/carts/cart';
import { formatMoney } from '@/lib/money';
import { deliveryTime } from '@/lib/store/checkout/delivery';
import { Section } from './checkout-field';

type Props = {
  rates: ShippingOption[];
  chosen: string | undefined;
  onChoose: (rateId: string) => void;
  error: string | undefined;
  currency: string;
  locale: string;
};

/** The delivery options for the address, with their prices. */
export function DeliveryChoice({ rates, chosen, onChoose, error, currency, locale }: Props) {
  const t = useTranslations('store.checkout');
  return (
    <Section title={t('delivery.title')}>
      {rates.length === 0 && <Alert tone="warn">{t('delivery.none')}</Alert>}
      {rates.map(({ id, name, description, price_minor, total_minor, ...days }) => (
        <ChoiceCard
          key={id}
          name="shipping_rate_id"
          value={id}
          checked={id === chosen}
          onChange={() => onChoose(id)}
          title={name}
          description={
            <>
              {deliveryTime(t, days)}
              {description && ` · ${description}`}
              <noscript>
                {' · '}
                {t('delivery.totalNoJs', { amount: formatMoney(total_minor, currency, locale) })}
              </noscript>
            </>
          }
          aside={price_minor === 0 ? t('delivery.free') : formatMoney(price_minor, currency, locale)}
        />
      ))}
      {error && <p className="text-bad text-sm">{error}</p>}
    </Section>
  );
}
