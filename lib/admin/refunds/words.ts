import { commands, doneMessage } from '@/lib/admin/orders/commands';
import type { RowPrompt } from '@/lib/admin/row-prompt';
import type { RefundAction } from '@/lib/orders/order-money';

/** What was done to a refund, in words. */
export const refundDone = {
  approve_refund: commands.approve_refund.done,
  decline_refund: commands.decline_refund.done,
  retry_refund: commands.retry_refund.done,
  pay_out_refund: commands.pay_out_refund.done,
  refund_requested: doneMessage('retry_refund', 'requested'),
};

const blockedTexts: Record<NonNullable<RefundAction['blocked_by']>, string> = {
  separation_of_duties: 'You asked for it, so a colleague has to approve it.',
  dispute_open: 'It can be tried again once the dispute has ended.',
  refund_exceeds_paid:
    'It cannot be given back again: its money or its items have gone back since. Refund what is missing anew.',
};

/** Why some of what is done to a refund cannot be done by this person, or not now. */
export const whyBlocked = (actions: RefundAction[]): string[] => [
  ...new Set(actions.flatMap(({ blocked_by }) => (blocked_by ? [blockedTexts[blocked_by]] : []))),
];

/** What is asked before it is done; `amount` as people read it. */
export const refundPrompts: Record<
  'approve_refund' | 'decline_refund' | 'pay_out_refund',
  (refund: { amount: string; number: string }) => RowPrompt
> = {
  approve_refund: ({ amount, number }) => ({
    title: `Approve ${amount} for ${number}?`,
    text: 'It is sent to the customer at once. It cannot be taken back.',
    confirm: 'Approve refund',
    pending: 'Approving …',
  }),
  decline_refund: ({ amount, number }) => ({
    title: `Decline ${amount} for ${number}?`,
    text: 'The money stays with the order. Whoever asked for it can ask again.',
    field: { name: 'reason', label: 'Reason', hint: 'Only staff can read it.', maxLength: 300 },
    confirm: 'Decline',
    pending: 'Declining …',
    isDanger: true,
  }),
  pay_out_refund: ({ amount, number }) => ({
    title: `Did you pay out ${amount} for ${number}?`,
    text: 'Pay it out first, by bank transfer or in cash. The customer gets a mail that the money is back.',
    field: {
      name: 'reference',
      label: 'Reference',
      hint: 'Under which it is found on the bank statement or the receipt.',
      maxLength: 200,
    },
    confirm: 'It is paid out',
    pending: 'Saving …',
  }),
};
