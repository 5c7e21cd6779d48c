import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import { ChoiceCard } from '@/components/ui/choice';
import { regionLabel } from '@/lib/checkout/regions';
import { formatMoney } from '@/lib/money';
import type { Shop } from '@/lib/shops/queries';
import { type KnownOrder, type Limit, violatedLimit } from '@/lib/store/checkout/payment';
import { Section } from './checkout-field';

type Props = {
  methods: Shop['payment_methods'];
  initial: string | undefined;
  /** the facts of the order that are known so far */
  order: KnownOrder;
  onChoose: () => void;
  error: string | undefined;
  currency: string;
  locale: string;
};

/** The payment methods. A method that this order cannot use stays visible and says why. */
export function PaymentChoice({ methods, initial, order, onChoose, error, currency, locale }: Props) {
  const t = useTranslations('store.checkout.payment');
  const [picked, pick] = useState(initial);
  const box = useRef<HTMLDivElement>(null);
  const options = methods.map((method) => ({ ...method, limit: violatedLimit(method, order) }));
  const describe = (limit: Limit) =>
    'regions' in limit
      ? t('onlyIn', { regions: limit.regions.map(regionLabel).join(', ') })
      : t('upTo', { amount: formatMoney(limit.max_total_minor, currency, locale) });
  const open = options.filter(({ limit }) => limit === null);
  const checked = open.find(({ method }) => method === picked) ?? open[0];

  // keeps a choice made before hydration
  useLayoutEffect(() => pick(box.current?.querySelector<HTMLInputElement>(':checked')?.value), []);

  return (
    <Section title={t('title')}>
      <div ref={box} className="contents">
        {options.map(({ method, label, description, limit }) => (
          <ChoiceCard
            key={method}
            name="payment_method"
            value={method}
            checked={method === checked?.method}
            disabled={limit !== null}
            onChange={() => {
              pick(method);
              onChoose();
            }}
            title={label}
            description={limit ? describe(limit) : description}
          />
        ))}
      </div>
      {error && <p className="text-bad text-sm">{error}</p>}
    </Section>
  );
}
