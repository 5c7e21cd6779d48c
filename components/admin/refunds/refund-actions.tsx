import { RowButton } from '@/components/admin/row-button';
import { RowDialog } from '@/components/admin/row-dialog';
import { commands } from '@/lib/admin/orders/commands';
import type { ListedRefund } from '@/lib/admin/refunds/queries';
import { refundPrompts } from '@/lib/admin/refunds/words';
import { formatMoney } from '@/lib/money';
import { offered } from '@/lib/orders/order';
import { PayOutDialog } from './pay-out-dialog';

type Props = {
  refund: ListedRefund;
  /** why, and at whose wish */
  asked: string;
  timeZone: string;
  locale: string;
};

/** The buttons of a refund: what this person may do with it now. */
export function RefundActions({ refund, asked, timeZone, locale }: Props) {
  const { refund_id: id, number, amount_minor, currency } = refund;
  const amount = formatMoney(amount_minor, currency, locale);
  const of = `${amount} for ${number}`;
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {offered(refund).map((command) => {
        const words = commands[command];
        const common = { id, of };
        if (command === 'pay_out_refund') {
          return (
            <PayOutDialog
              key={command}
              {...common}
              button={words.label}
              prompt={refundPrompts.pay_out_refund({ amount, number })}
              timeZone={timeZone}
              locale={locale}
            />
          );
        }
        return command === 'decline_refund' || command === 'approve_refund' ? (
          <RowDialog
            key={command}
            {...common}
            command={command}
            variant={command === 'approve_refund' ? 'primary' : 'secondary'}
            button={words.label}
            prompt={refundPrompts[command]({ amount, number })}
          >
            {command === 'approve_refund' && <p className="text-sm">{asked}</p>}
          </RowDialog>
        ) : (
          <RowButton
            key={command}
            {...common}
            command={command}
            variant="secondary"
            pendingLabel={words.pending}
          >
            {words.label}
          </RowButton>
        );
      })}
    </div>
  );
}
