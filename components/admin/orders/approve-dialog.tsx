'use client';

import { useTranslations } from 'next-intl';
import { DialogActions } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { refundPrompts } from '@/lib/admin/refunds/words';
import { formatMoney } from '@/lib/money';
import type { Refund } from '@/lib/orders/order-money';
import { refundReasonOf } from '@/lib/orders/staff-reasons';
import { actorOf } from '@/lib/orders/staff-words';
import { useCommands } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

type Props = { refund: Refund; subject: string; hidden: Record<string, string> };

/** The second person's approval of a refund, asked in a dialog because money that was sent cannot be taken back. */
export function ApproveDialog({ refund, ...about }: Props) {
  const t = useTranslations('admin.refunds');
  const tOrders = useTranslations('admin.orders');
  const tCommands = useTranslations('admin.orderCommands');
  const { order } = useCommands();
  const amount = formatMoney(refund.amount_minor, refund.currency, order.locale);
  const { title, text, confirm, pending } = refundPrompts(t, { amount, number: order.number }).approve_refund;
  return (
    <CommandDialog button={tCommands('approve_refund.label')} title={title} variant="primary" size="sm">
      <CommandForm command="approve_refund" {...about} className="mt-2 grid gap-4">
        <p className="text-muted text-sm">{text}</p>
        <p className="break-words text-sm">
          {refundReasonOf(tOrders, refund)} ·{' '}
          {actorOf(tOrders, { by: refund.requested_by_role, by_name: refund.requested_by_name })}
        </p>
        <DialogActions>
          <SubmitButton pendingLabel={pending}>{confirm}</SubmitButton>
        </DialogActions>
      </CommandForm>
    </CommandDialog>
  );
}
