import { useTranslations } from 'next-intl';
import { RowButton } from '@/components/admin/row-button';
import { RowDialog } from '@/components/admin/row-dialog';
import type { ListedRefund } from '@/lib/admin/refunds/queries';
import { refundPrompts } from '@/lib/admin/refunds/words';
import { formatMoney } from '@/lib/money';
import { offered } from '@/lib/orders/order';
import { PayOutDialog } from './pay-out-dialog';

type Props = {
  refund: ListedRefund;
  /** the reason, and who requested it */
  request: string;
  timeZone: string;
  locale: string;
};

/** The staff member's actions on a refund. */
export function RefundActions({ refund, request, timeZone, locale }: Props) {
  const t = useTranslations('admin.refunds');
  const tCommands = useTranslations('admin.orderCommands');
  const { refund_id: id, number, amount_minor, currency } = refund;
  const amount = formatMoney(amount_minor, currency, locale);
  const prompts = refundPrompts(t, { amount, number });
  const of = t('amountForOrder', { amount, number });
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {offered(refund).map((command) => {
        const common = { id, of };
        if (command === 'pay_out_refund') {
          return (
            <PayOutDialog
              key={command}
              {...common}
              button={tCommands(`${command}.label`)}
              prompt={prompts.pay_out_refund}
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
            button={tCommands(`${command}.label`)}
            prompt={prompts[command]}
          >
            {command === 'approve_refund' && <p className="text-sm">{request}</p>}
          </RowDialog>
        ) : (
          <RowButton
            key={command}
            {...common}
            command={command}
            variant="secondary"
            pendingLabel={tCommands(`${command}.pending`)}
          >
            {tCommands(`${command}.label`)}
          </RowButton>
        );
      })}
    </div>
  );
}
