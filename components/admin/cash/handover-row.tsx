import { useTranslations } from 'next-intl';
import { RowTime } from '@/components/admin/orders/row-time';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { differenceOf, differenceTones } from '@/lib/admin/cash/cash';
import type { Handover } from '@/lib/admin/cash/queries';
import type { Membership } from '@/lib/admin/staff/queries';

type Props = { handover: Handover; shop: Membership['shop'] };

/** One handover: the courier, the counted and the expected amount, and who counted. */
export function HandoverRow({ handover, shop }: Props) {
  const t = useTranslations('admin.cash');
  const { courier, expected_minor, counted_minor, currency, note, counted_at, counter } = handover;
  const difference = differenceOf(handover, shop.locale);
  return (
    <li className="grid gap-1 border-line px-4 py-3 not-first:border-t">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{courier}</span>
        <Money
          minor={counted_minor}
          currency={currency}
          locale={shop.locale}
          className="font-semibold tabular-nums"
        />
        <Badge tone={differenceTones[difference.direction]}>{t('difference', difference)}</Badge>
      </p>
      <p className="text-muted text-sm">
        {t.rich(difference.direction === 'exact' ? 'handovers.counted' : 'handovers.countedOf', {
          name: counter?.name || t('colleague'),
          time: () => <RowTime at={counted_at} timeZone={shop.time_zone} locale={shop.locale} />,
          expected: () => <Money minor={expected_minor} currency={currency} locale={shop.locale} />,
        })}
      </p>
      {note && <p className="text-sm [overflow-wrap:anywhere]">{note}</p>}
    </li>
  );
}
