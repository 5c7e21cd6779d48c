import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import type { Membership } from '@/lib/admin/staff/queries';
import { pageFrom } from '@/lib/admin/statements/lines';
import type { OpenMove } from '@/lib/admin/statements/queries';
import { formatMoney } from '@/lib/money';
import { shopStatementsPath } from '@/lib/staff/paths';
import { dayText } from './day';

type Props = { moves: OpenMove[]; shop: Membership['shop'] };

/** Links to the credits whose move waits for approval: they are spread over the list of decided credits. */
export function OpenMoves({ moves, shop }: Props) {
  const t = useTranslations('admin.statements');
  const count = moves.length;
  if (count === 0) return null;
  return (
    <Alert title={t('move.waitTitle', { count })}>
      <p>{t('move.waitText', { count })}</p>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {moves.map((move) => (
          <li key={move.move_id}>
            <Link
              href={shopStatementsPath(shop.slug, { view: 'done', after: pageFrom(move) })}
              className="rounded-sm font-medium text-accent-text underline underline-offset-4"
            >
              {t('credit.name', {
                amount: formatMoney(move.amount_minor, move.currency, shop.locale),
                date: dayText(move.booked_on, shop.locale),
              })}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
