import { RowDialog } from '@/components/admin/row-dialog';
import { buttonClass } from '@/components/ui/button';
import type { ListedLine } from '@/lib/admin/statements/lines';
import { formatMoney } from '@/lib/money';
import { FindOrderButton } from './assign-dialog';
import { dayText } from './day';
import { OrderButton } from './order-button';

type Props = { line: ListedLine; locale: string };

/** What can be done about one credit, beside ticking it: say which order it pays, or that it pays none. */
export function LineActions({ line, locale }: Props) {
  const { line_id, match, amount_minor, currency, booked_on } = line;
  const money = formatMoney(amount_minor, currency, locale);
  const of = `${money} of ${dayText(booked_on, locale)}`;
  const { order_id, number, names_order, actions = [] } = match ?? {};
  const order = names_order && order_id && number ? { order_id, number } : null;
  return (
    <div className="flex flex-wrap items-end gap-2">
      {!order && <FindOrderButton of={of} />}
      {actions.includes('another') && order && (
        <OrderButton id={line_id} order={order} of={of} flag="another">
          Record as a second payment
        </OrderButton>
      )}
      <Ignore id={line_id} money={money} of={of} />
      {order && (
        <details className="open:w-full">
          <summary className={buttonClass({ variant: 'quiet', size: 'sm' }, 'list-none')}>
            More …<span className="sr-only">, {of}</span>
          </summary>
          <div className="flex flex-wrap items-end gap-2 pt-2">
            <FindOrderButton of={of} />
            {actions.includes('even_if_short') && (
              <OrderButton id={line_id} order={order} of={of} flag="even_if_short">
                Record it even if goods are gone
              </OrderButton>
            )}
          </div>
        </details>
      )}
    </div>
  );
}

function Ignore({ id, money, of }: { id: string; money: string; of: string }) {
  return (
    <RowDialog
      command="dismiss"
      id={id}
      of={of}
      button="Ignore"
      prompt={{
        title: `Ignore ${money}?`,
        text: 'It pays none of your orders. You can open it again under Done.',
        field: {
          name: 'reason',
          label: 'Why',
          hint: 'For your colleagues: our own money, rent, a sale in the shop.',
          maxLength: 200,
        },
        confirm: 'Ignore',
        pending: 'Saving …',
      }}
    />
  );
}
