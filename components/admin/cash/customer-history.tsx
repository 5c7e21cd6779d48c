import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Order } from '@/lib/orders/order';

/**
 * The customer's past deliveries, highlighted if any were refused at the door. A new customer is mentioned only for cash orders,
 * where the shop has to trust that they will pay.
 */
export function CustomerHistory({ order: { history, payment_method } }: { order: Order }) {
  const t = useTranslations('admin.cash');
  if (!history) return null;
  if (history.refused > 0) {
    return (
      <p className="flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 font-medium text-bad text-sm">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {t('history', history)}
      </p>
    );
  }
  if (history.delivered === 0 && payment_method !== 'cod') return null;
  return <p className="text-muted text-sm">{t('history', history)}</p>;
}
