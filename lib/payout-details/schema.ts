import { z } from 'zod';

/** As it was typed, without what nobody sees: marks that come along from chats and apps, and the spaces around. */
const text = z.string().transform((typed) =>
  typed
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim(),
);

const upTo = (max: number, message: string) => text.pipe(z.string().min(1, message).max(max, message));

/** The bank account to which a refund is paid by hand. Keys are the names of its fields. */
export const payoutDetailsSchema = z.object({
  bank: upTo(60, 'Name the bank or wallet, in up to 60 characters.'),
  /** digits and letters alone, as banking apps take it: people write it in groups */
  account_number: text
    .transform((typed) => typed.replace(/[\s\p{Pd}.+]/gu, '').toUpperCase())
    .pipe(z.string().regex(/^[0-9A-Z]{4,40}$/, 'Enter the account number: 4 to 40 digits or letters.')),
  account_name: upTo(100, 'Enter the name on the account, in up to 100 characters.'),
});

export type PayoutDetails = z.infer<typeof payoutDetailsSchema>;

/** What was typed into the form, so that nobody types it twice. */
export function typedDetails(form: FormData): PayoutDetails {
  const typed = (name: keyof PayoutDetails) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    bank: typed('bank'),
    account_number: typed('account_number'),
    account_name: typed('account_name'),
  };
}
