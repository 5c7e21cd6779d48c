import { RowButton } from '@/components/admin/row-button';
import { RowDialog } from '@/components/admin/row-dialog';
import { formatMoney } from '@/lib/money';
import { commandWords } from '@/lib/orders/staff-command-words';
import type { RefundCommand } from '@/lib/refunds/refund';
import { refundQuestions } from '@/lib/refunds/words';

type Props = {
  id: string;
  number: string;
  amount_minor: number;
  currency: string;
  locale: string;
  commands: RefundCommand[];
};

/** The buttons of a refund: those of `commands`, in their order. */
export function RefundActions({ id, number, amount_minor, currency, locale, commands }: Props) {
  const amount = formatMoney(amount_minor, currency, locale);
  const of = `${amount} for ${number}`;
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {commands.map((command) => {
        const words = commandWords[command];
        const common = { id, command, of };
        return command === 'decline_refund' || command === 'pay_out_refund' ? (
          <RowDialog
            key={command}
            {...common}
            button={words?.button ?? ''}
            question={refundQuestions[command]({ amount, number })}
          />
        ) : (
          <RowButton
            key={command}
            {...common}
            variant={command === 'approve_refund' ? 'primary' : 'secondary'}
            pendingLabel={words?.pending ?? ''}
          >
            {words?.button}
          </RowButton>
        );
      })}
    </div>
  );
}
