import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import type { Candidate } from '@/lib/admin/statements/lines';
import { marksOf, owedWords } from '@/lib/admin/statements/words';
import { statusWord } from '@/lib/orders/staff-words';
import { staffOrderPath } from '@/lib/staff/paths';

type Props = {
  candidate: Candidate;
  currency: string;
  shop: { slug: string; time_zone: string; locale: string };
};

/** An order that a credit may pay: customer, matching marks, amount owed, date and status. */
export function CandidateFacts({ candidate, currency, shop }: Props) {
  const t = useTranslations('admin.statements');
  const tOrders = useTranslations('admin.orders');
  const { number, name, owed_minor, placed_at, status } = candidate;
  return (
    <div className="grid min-w-0 grow gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <Link
          href={staffOrderPath(shop.slug, number)}
          className="whitespace-nowrap rounded-sm font-semibold underline-offset-4 hover:underline"
        >
          {number}
        </Link>
        <span className="min-w-0 break-words">{name}</span>
        {marksOf(candidate).map(({ key, tone }) => (
          <Badge key={key} tone={tone}>
            {t(`mark.${key}`)}
          </Badge>
        ))}
      </p>
      <p className="text-muted text-sm">
        {owedWords(t, owed_minor, currency, shop.locale)} ·{' '}
        {t.rich('candidate.placed', {
          time: () => <Time at={placed_at} timeZone={shop.time_zone} locale={shop.locale} />,
        })}{' '}
        · {statusWord(tOrders, status).label}
      </p>
    </div>
  );
}
