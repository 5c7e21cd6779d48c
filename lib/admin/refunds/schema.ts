import { z } from 'zod';
import { hiddenId } from '@/lib/hidden-fields';
import { text } from '@/lib/text';

const row = z.object({ id: hiddenId });

/** Forms of the refunds list. The database decides whether a command is allowed. */
export const refundCommandSchema = z.discriminatedUnion('command', [
  row.extend({ command: z.enum(['approve_refund', 'retry_refund']) }),
  row.extend({
    command: z.literal('decline_refund'),
    reason: text.min(1, 'Enter a reason.').max(300, 'Keep the reason under 300 characters.'),
  }),
  row.extend({
    command: z.literal('pay_out_refund'),
    reference: text
      .min(1, 'Enter the reference of this payment.')
      .max(200, 'Keep the reference under 200 characters.'),
  }),
]);

export type RefundInput = z.infer<typeof refundCommandSchema>;
