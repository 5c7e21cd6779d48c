import { z } from 'zod';
import { formValue, text } from '@/lib/text';

/** One line in plain letters and figures: those of full width, and no-break spaces, come along from apps. */
const line = text.overwrite((input) => input.normalize('NFKC').replace(/\s+/gu, ' ')).trim();

const upTo = (max: number, message: string) => line.min(1, message).max(max, message);

/** The bank account to which a refund is paid by hand. Keys are the names of its fields. */
export const payoutDetailsSchema = z.object({
  bank: upTo(60, 'Enter the bank or wallet, in up to 60 characters.'),
  /** digits and letters alone, as banking apps take it: people write it in groups */
  account_number: line
    .overwrite((input) => input.replace(/[\s\p{Pd}.+]/gu, '').toUpperCase())
    .regex(/^[0-9A-Z]{4,40}$/, 'Enter the account number: 4 to 40 digits or letters.'),
  account_name: upTo(100, 'Enter the name on the account, in up to 100 characters.'),
});

export type PayoutDetails = z.infer<typeof payoutDetailsSchema>;

/** What was typed into the form, so that nobody types it twice. */
export const detailsValues = (form: FormData): PayoutDetails => ({
  bank: formValue(form, 'bank'),
  account_number: formValue(form, 'account_number'),
  account_name: formValue(form, 'account_name'),
});
