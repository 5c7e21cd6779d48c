import { z } from 'zod';
import { formValue, text } from '@/lib/text';

/** A single line with plain characters: apps insert full-width ones and no-break spaces. */
const line = text.overwrite((input) => input.normalize('NFKC').replace(/\s+/gu, ' ')).trim();

const upTo = (max: number, message: string) => line.min(1, message).max(max, message);

/** The bank account for a manual refund. Keys are field names. */
export const payoutDetailsSchema = z.object({
  bank: upTo(60, 'Enter the bank or wallet, in up to 60 characters.'),
  /** only digits and letters, as banking apps require: people type it in groups */
  account_number: line
    .overwrite((input) => input.replace(/[\s\p{Pd}.+]/gu, '').toUpperCase())
    .regex(/^[0-9A-Z]{4,40}$/, 'Enter the account number: 4 to 40 digits or letters.'),
  account_name: upTo(100, 'Enter the name on the account, in up to 100 characters.'),
});

export type PayoutDetails = z.infer<typeof payoutDetailsSchema>;

/** The form's values, to refill it. */
export const detailsValues = (form: FormData): PayoutDetails => ({
  bank: formValue(form, 'bank'),
  account_number: formValue(form, 'account_number'),
  account_name: formValue(form, 'account_name'),
});
