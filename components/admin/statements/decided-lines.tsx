import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RowButton } from '@/components/admin/row-button';
import type { Membership } from '@/lib/admin/staff/queries';
import type { ListedLine } from '@/lib/admin/statements/lines';
import { formatMoney } from '@/lib/money';
import { staffOrderPath } from '@/lib/staff/paths';
import { dayText } from './day';
import { LineFacts, lineRow, linesClass } from './line-facts';
import { MoveDialog } from './move-dialog';
import { PendingMove } from './pending-move';

type Props = { shop: Membership['shop']; canVerify: boolean };

/** Credits that are assigned or ignored. */
export function DecidedLines({ lines, ...props }: Props & { lines: ListedLine[] }) {
  return (
    <ol className={linesClass}>
      {lines.map((line) => (
        <DecidedRow key={line.line_id} line={line} {...props} />
      ))}
    </ol>
  );
}

/** The order that the credit paid and its pending move, or why the credit was ignored. */
function DecidedRow({ line, shop, canVerify }: Props & { line: ListedLine }) {
  const t = useTranslations('admin.statements');
  const { line_id, order_number, order_name, dismissed_reason, decided_by_name, move } = line;
  const of = t('credit.name', {
    amount: formatMoney(line.amount_minor, line.currency, shop.locale),
    date: dayText(line.booked_on, shop.locale),
  });
  const by = decided_by_name && <span className="text-muted"> · {decided_by_name}</span>;
  return (
    <li className={lineRow}>
      <LineFacts line={line} locale={shop.locale} />
      <div className="grid min-w-0 content-start gap-3 text-sm">
        <div className="flex min-w-0 flex-wrap items-start justify-between gap-x-4 gap-y-2">
          {order_number ? (
            <p className="min-w-0 break-words">
              {t.rich('credit.paid', {
                name: order_name ?? '',
                order: () => (
                  <Link
                    href={staffOrderPath(shop.slug, order_number)}
                    data-row
                    className="whitespace-nowrap rounded-sm font-semibold text-base underline-offset-4 hover:underline"
                  >
                    {order_number}
                  </Link>
                ),
                strong: (chunks) => <span className="font-medium">{chunks}</span>,
              })}
              {by}
            </p>
          ) : (
            <p data-row tabIndex={-1} className="min-w-0 break-words rounded-sm">
              {t('credit.ignored', { reason: dismissed_reason ?? '' })}
              {by}
            </p>
          )}
          {canVerify && order_number && !move && <MoveDialog line={line} of={of} />}
          {canVerify && !order_number && (
            <RowButton command="restore" id={line_id} of={of} pendingLabel={t('credit.reopening')}>
              {t('credit.reopen')}
            </RowButton>
          )}
        </div>
        {move && <PendingMove move={move} line={line} shop={shop} />}
      </div>
    </li>
  );
}
