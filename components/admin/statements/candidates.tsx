import { useTranslations } from 'next-intl';
import type { Membership } from '@/lib/admin/staff/queries';
import type { ListedLine } from '@/lib/admin/statements/lines';
import { formatMoney } from '@/lib/money';
import { CompareButton } from './assign-dialog';
import { CandidateFacts } from './candidate-facts';
import { dayText } from './day';
import { OrderButton } from './order-button';

type Props = { line: ListedLine; shop: Membership['shop']; canVerify: boolean };

/** The orders that a credit may pay, likeliest first. An order that the credit does not name needs a comparison of the names. */
export function Candidates({ line, shop, canVerify }: Props) {
  const t = useTranslations('admin.statements');
  const { line_id, match, amount_minor, currency, booked_on } = line;
  const candidates = match?.candidates ?? [];
  const of = t('credit.name', {
    amount: formatMoney(amount_minor, currency, shop.locale),
    date: dayText(booked_on, shop.locale),
  });
  return (
    <>
      {(match?.same_amount_count ?? 0) > candidates.length && (
        <p className="text-muted text-sm">{t('candidate.mostLikely', { count: candidates.length })}</p>
      )}
      <ul className="grid gap-2.5">
        {candidates.map((candidate) => (
          <li key={candidate.order_id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <CandidateFacts candidate={candidate} currency={currency} shop={shop} />
            {canVerify &&
              (candidate.is_named ? (
                <OrderButton id={line_id} order={candidate} of={of} />
              ) : (
                <CompareButton candidate={candidate} of={of} />
              ))}
          </li>
        ))}
      </ul>
    </>
  );
}
