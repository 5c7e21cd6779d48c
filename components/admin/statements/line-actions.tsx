import { useTranslations } from 'next-intl';
import { RowDialog } from '@/components/admin/row-dialog';
import { buttonClass } from '@/components/ui/button';
import type { ListedLine } from '@/lib/admin/statements/lines';
import { formatMoney } from '@/lib/money';
import { FindOrderButton } from './assign-dialog';
import { dayText } from './day';
import { OrderButton } from './order-button';

type Props = { line: ListedLine; locale: string };

/** The actions on one credit besides selecting it: assign an order, or ignore it. */
export function LineActions({ line, locale }: Props) {
  const t = useTranslations('admin.statements');
  const { line_id, match, amount_minor, currency, booked_on } = line;
  const money = formatMoney(amount_minor, currency, locale);
  const of = t('credit.name', { amount: money, date: dayText(booked_on, locale) });
  const { order_id, number, names_order, actions = [] } = match ?? {};
  const order = names_order && order_id && number ? { order_id, number } : null;
  return (
    <div className="flex flex-wrap items-end gap-2">
      {!order && <FindOrderButton of={of} />}
      {actions.includes('another') && order && (
        <OrderButton id={line_id} order={order} of={of} flag="another" />
      )}
      <Ignore id={line_id} money={money} of={of} />
      {order && (
        <details className="open:w-full">
          <summary className={buttonClass({ variant: 'quiet', size: 'sm' }, 'list-none')}>
            {t.rich('credit.more', {
              credit: of,
              hidden: (chunks) => <span className="sr-only">{chunks}</span>,
            })}
          </summary>
          <div className="flex flex-wrap items-end gap-2 pt-2">
            <FindOrderButton of={of} />
            {actions.includes('even_if_short') && (
              <OrderButton id={line_id} order={order} of={of} flag="even_if_short" />
            )}
          </div>
        </details>
      )}
    </div>
  );
}

function Ignore({ id, money, of }: { id: string; money: string; of: string }) {
  const t = useTranslations('admin.statements');
  return (
    <RowDialog
      command="dismiss"
      id={id}
      of={of}
      button={t('credit.ignore')}
      prompt={{
        title: t('credit.ignoreTitle', { amount: money }),
        text: t('credit.ignoreText'),
        field: {
          name: 'reason',
          label: t('credit.reason'),
          hint: t('credit.ignoreReasonHint'),
          maxLength: 200,
        },
        confirm: t('credit.ignore'),
        pending: t('credit.saving'),
      }}
    />
  );
}
