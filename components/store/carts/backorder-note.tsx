import { useTranslations } from 'next-intl';
import type { CartLine } from '@/lib/carts/cart';
import { formatTime } from '@/lib/time';

/** How many units of a line are sent later, because they are not in stock. */
export function BackorderNote({ line, locale }: { line: CartLine; locale: string }) {
  const t = useTranslations('store.carts');
  const { backordered_quantity: count, backorder_on } = line;
  if (count === 0) return null;
  return (
    <span className="block text-sm text-warn">
      {backorder_on
        ? t('backorderedUntil', { count, date: formatTime(backorder_on, 'UTC', locale) })
        : t('backordered', { count })}
    </span>
  );
}
