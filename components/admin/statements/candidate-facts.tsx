import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import type { Candidate } from '@/lib/admin/statements/lines';
import { marksOf, owedWords } from '@/lib/admin/statements/words';
import { statusWords } from '@/lib/orders/staff-words';
import { staffOrderPath } from '@/lib/staff/paths';

type Props = {
  candidate: Candidate;
  currency: string;
  shop: { slug: string; time_zone: string; locale: string };
};

/** An order that a credit may pay: whose it is, what speaks for it, what it owes, and since when. */
export function CandidateFacts({ candidate, currency, shop }: Props) {
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
        {marksOf(candidate).map(({ label, tone }) => (
          <Badge key={label} tone={tone}>
            {label}
          </Badge>
        ))}
      </p>
      <p className="text-muted text-sm">
        {owedWords(owed_minor, currency, shop.locale)} · placed{' '}
        <Time at={placed_at} timeZone={shop.time_zone} locale={shop.locale} /> · {statusWords[status].label}
      </p>
    </div>
  );
}
