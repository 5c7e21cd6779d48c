import Link from 'next/link';
import { RowButton } from '@/components/admin/row-button';
import { formatMoney } from '@/lib/money';
import { staffOrderPath } from '@/lib/staff/paths';
import type { Membership } from '@/lib/staff/queries';
import type { ListedLine } from '@/lib/statements/lines';
import { dayText } from './day';
import { LineFacts, lineRow, linesClass } from './line-facts';

type Props = { shop: Membership['shop']; mayVerify: boolean };

/** The credits that are dealt with. */
export function DecidedLines({ lines, ...props }: Props & { lines: ListedLine[] }) {
  return (
    <ol className={linesClass}>
      {lines.map((line) => (
        <DecidedRow key={line.line_id} line={line} {...props} />
      ))}
    </ol>
  );
}

/** The order that it paid, or why it pays none. */
function DecidedRow({ line, shop, mayVerify }: Props & { line: ListedLine }) {
  const { line_id, order_number, dismissed_reason, decided_by_name, amount_minor, currency, booked_on } =
    line;
  const by = decided_by_name && <span className="text-muted"> · {decided_by_name}</span>;
  return (
    <li className={lineRow}>
      <LineFacts line={line} locale={shop.locale} />
      {order_number ? (
        <p className="text-sm">
          Paid{' '}
          <Link
            href={staffOrderPath(shop.slug, order_number)}
            data-row
            className="whitespace-nowrap rounded-sm font-semibold text-base underline-offset-4 hover:underline"
          >
            {order_number}
          </Link>
          {by}
        </p>
      ) : (
        <div className="flex min-w-0 flex-wrap items-start justify-between gap-x-4 gap-y-2 text-sm">
          <p data-row tabIndex={-1} className="min-w-0 break-words rounded-sm">
            Put aside: {dismissed_reason}
            {by}
          </p>
          {mayVerify && (
            <RowButton
              command="restore"
              id={line_id}
              of={`${formatMoney(amount_minor, currency, shop.locale)} of ${dayText(booked_on, shop.locale)}`}
              pendingLabel="Opening it …"
            >
              Open again
            </RowButton>
          )}
        </div>
      )}
    </li>
  );
}
