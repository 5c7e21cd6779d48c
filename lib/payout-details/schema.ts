import { z } from 'zod';
import { type FieldMessage, fieldMessage } from '@/lib/field-messages';
import { formValue, text } from '@/lib/text';

/** A single line with plain characters: apps insert full-width ones and no-break spaces. */
const line = text.overwrite((input) => input.normalize('NFKC').replace(/\s+/gu, ' ')).trim();

const upTo = (maximum: number, message: FieldMessage) =>
  line.refine(({ length }) => length > 0 && length <= maximum, { message, params: { maximum } });

/** The bank account for a manual refund. Keys are field names. */
export const payoutDetailsSchema = z.object({
  bank: upTo(60, fieldMessage('fields.payoutBank')),
  /** only digits and letters, as banking apps require: people type it in groups */
  account_number: line
    .overwrite((input) => input.replace(/[\s\p{Pd}.+]/gu, '').toUpperCase())
    .regex(/^[0-9A-Z]{4,40}$/, fieldMessage('fields.payoutNumber')),
  account_name: upTo(100, fieldMessage('fields.payoutName')),
});

export type PayoutDetails = z.infer<typeof payoutDetailsSchema>;

/** The form's values, to refill it. */
export const detailsValues = (form: FormData): PayoutDetails => ({
  bank: formValue(form, 'bank'),
  account_number: formValue(form, 'account_number'),
  account_name: formValue(form, 'account_name'),
});
