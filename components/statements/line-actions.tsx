import { RowDialog } from '@/components/admin/row-dialog';
import { buttonClass } from '@/components/ui/button';
import { formatMoney } from '@/lib/money';
import type { ListedLine, Match } from '@/lib/statements/lines';
import { dayText } from './day';
import { LineOrderButton, LineOrderForm } from './line-order-form';

type Props = { line: ListedLine; locale: string };

/** What can be done about one credit, beside ticking it: say which order it pays, or that it pays none. */
export function LineActions({ line, locale }: Props) {
  const { line_id, match, amount_minor, currency, booked_on } = line;
  const money = formatMoney(amount_minor, currency, locale);
  const of = `${money} of ${dayText(booked_on, locale)}`;
  const kind = match?.match ?? 'none';
  const number = match?.number;
  return (
    <div className="flex flex-wrap items-end gap-2">
      {kind === 'none' && <LineOrderForm id={line_id} of={of} />}
      {kind === 'paid' && match?.status !== 'requested' && number && (
        <LineOrderButton id={line_id} number={number} of={of} flag="another">
          Note a second transfer
        </LineOrderButton>
      )}
      <PutAside id={line_id} money={money} of={of} />
      {kind !== 'none' && (
        <details className="open:w-full">
          <summary className={buttonClass({ variant: 'quiet', size: 'sm' }, 'list-none')}>
            More …<span className="sr-only">, {of}</span>
          </summary>
          <div className="flex flex-wrap items-end gap-2 pt-2">
            <LineOrderForm id={line_id} of={of} />
            {mayBeShort.has(kind) && number && (
              <LineOrderButton id={line_id} number={number} of={of} flag="even_if_short">
                Note it even if goods are gone
              </LineOrderButton>
            )}
          </div>
        </details>
      )}
    </div>
  );
}

const mayBeShort = new Set<Match['match']>(['exact', 'cancelled', 'amount_only']);

function PutAside({ id, money, of }: { id: string; money: string; of: string }) {
  return (
    <RowDialog
      command="dismiss"
      id={id}
      of={of}
      button="Put aside"
      question={{
        title: `Put ${money} aside?`,
        text: 'It pays none of your orders. You can open it again under Done.',
        field: {
          name: 'reason',
          label: 'Why',
          hint: 'For your colleagues: our own money, rent, a sale in the shop.',
          maxLength: 200,
        },
        confirm: 'Put aside',
        pending: 'Putting it aside …',
      }}
    />
  );
}
