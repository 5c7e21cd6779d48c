import { doneMessage } from '@/lib/admin/orders/commands';
import type { RowPrompt } from '@/lib/admin/row-prompt';
import type { Translator } from '@/lib/messages/messages';
import type { RefundAction } from '@/lib/orders/order-money';

/** The messages that confirm a refund command. */
export const refundDone = (t: Translator<'admin.orderCommands'>) => ({
  approve_refund: t('approve_refund.done'),
  decline_refund: t('decline_refund.done'),
  retry_refund: t('retry_refund.done'),
  pay_out_refund: t('pay_out_refund.done'),
  refund_requested: doneMessage(t, 'retry_refund', 'requested'),
});

/** The distinct reasons why some actions are blocked for this user or for now: `refunds.blocked` of the messages. */
export const whyBlocked = (actions: RefundAction[]): NonNullable<RefundAction['blocked_by']>[] => [
  ...new Set(actions.flatMap(({ blocked_by }) => blocked_by ?? [])),
];

type Prompted = 'approve_refund' | 'decline_refund' | 'pay_out_refund';

/** The confirmation prompts; `refund.amount` is already formatted. */
export const refundPrompts = (
  t: Translator<'admin.refunds'>,
  refund: { amount: string; number: string },
): Record<Prompted, RowPrompt> => ({
  approve_refund: {
    title: t('approve.title', refund),
    text: t('approve.text'),
    confirm: t('approve.confirm'),
    pending: t('approve.pending'),
  },
  decline_refund: {
    title: t('decline.title', refund),
    text: t('decline.text'),
    field: { name: 'reason', label: t('decline.reason'), hint: t('decline.reasonHint'), maxLength: 300 },
    confirm: t('decline.confirm'),
    pending: t('decline.pending'),
    isDanger: true,
  },
  pay_out_refund: {
    title: t('payOut.title', refund),
    text: t('payOut.text'),
    field: {
      name: 'reference',
      label: t('payOut.reference'),
      hint: t('payOut.referenceHint'),
      maxLength: 200,
    },
    confirm: t('payOut.confirm'),
    pending: t('payOut.pending'),
  },
});
