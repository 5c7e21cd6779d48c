import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { StockRow } from '@/lib/admin/stock/queries';

/** The four quantities of a variant; none if it is not tracked. */
export function StockNumbers({ stock }: { stock: StockRow }) {
  const t = useTranslations('admin.stock');
  if (!stock.is_tracked) return <p className="text-muted text-sm">{t('notTracked')}</p>;
  const numbers = [
    [t('onHand'), stock.on_hand],
    [t('committed'), stock.committed],
    [t('reserved'), stock.reserved],
    [t('available'), stock.available ?? 0],
  ] as const;
  return (
    <dl className="grid grid-cols-4 gap-x-3 text-right max-sm:text-left">
      {numbers.map(([label, count], index) => (
        <div key={label} className="grid gap-0.5 sm:w-20">
          <dt className="truncate text-muted text-xs">{label}</dt>
          <dd className={index === numbers.length - 1 ? 'font-semibold tabular-nums' : 'tabular-nums'}>
            {count}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Whether a variant is sold out, low, or not for sale. */
export function StockBadges({ stock: { mark, is_active } }: { stock: StockRow }) {
  const t = useTranslations('admin.stock');
  return (
    <>
      {!is_active && <Badge>{t('inactive')}</Badge>}
      {mark && <Badge tone={mark === 'out' ? 'bad' : 'warn'}>{t(mark)}</Badge>}
    </>
  );
}
