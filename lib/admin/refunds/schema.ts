import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenId } from '@/lib/hidden-fields';
import { text } from '@/lib/text';

const row = z.object({ id: hiddenId });

/** Forms of the refunds list. The database decides whether a command is allowed. */
export const refundCommandSchema = z.discriminatedUnion('command', [
  row.extend({ command: z.enum(['approve_refund', 'retry_refund']) }),
  row.extend({
    command: z.literal('decline_refund'),
    reason: text
      .min(1, fieldMessage('reasons.reason_required'))
      .max(300, fieldMessage('fields.reasonTooLong')),
  }),
  row.extend({
    command: z.literal('pay_out_refund'),
    reference: text
      .min(1, fieldMessage('fields.paymentReference'))
      .max(200, fieldMessage('fields.referenceTooLong')),
  }),
]);

export type RefundInput = z.infer<typeof refundCommandSchema>;
