import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { countryName, regionLabel } from '@/lib/checkout/regions';
import type { Translator } from '@/lib/messages/messages';
import type { Address, Order } from '@/lib/orders/order';

export function OrderAddress({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('store.orders');
  const lines = order.shipping_address ? shownLines(t, order.shipping_address, locale) : [];
  return (
    <Card className="grid gap-3">
      <h2 className="font-display text-xl">
        {order.shipping_address ? t('address.deliveryTitle') : t('address.contactTitle')}
      </h2>
      <address className="grid text-[0.9375rem] not-italic leading-relaxed">
        <span className="font-medium">{order.name}</span>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        <span className="mt-2 text-muted">{order.phone}</span>
        <span className="break-all text-muted">{order.email}</span>
      </address>
      {order.note && (
        <p className="border-line border-t pt-3 text-sm">{t('address.note', { note: order.note })}</p>
      )}
    </Card>
  );
}

type Words = Translator<'store.orders'>;

function shownLines(t: Words, address: Address, locale: string) {
  const { line1, line2, landmark, city, region, postcode, country } = address;
  return [
    line1,
    line2,
    landmark && landmarkText(t, landmark),
    [postcode, city].filter(Boolean).join(' '),
    region && region !== city ? regionLabel(region) : null,
    countryName(country, locale),
  ].filter((line) => line !== null);
}

/** Adds "near" unless the landmark already starts with such a word: "Opposite the market", "Behind GTBank". */
function landmarkText(t: Words, landmark: string): string {
  return /^(near|opp(osite)?|beside|behind|by|before|after|next|close|off|around|inside|at|in|in front)\b/i.test(
    landmark,
  )
    ? landmark
    : t('address.nearLandmark', { landmark });
}
