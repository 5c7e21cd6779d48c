import { z } from 'zod';
import { hiddenId } from '@/lib/hidden-fields';
import { fieldWords } from '@/lib/settings/words';
import { text } from '@/lib/text';

const optional = (max: number, words: string) => text.max(max, words).transform((input) => input || null);

/** Form of a bank account, as input for save_bank_account. */
export const bankAccountSchema = z.object({
  /** the account that it replaces; absent: an additional account */
  replaces_id: hiddenId.optional(),
  /** the account whose picture it keeps: the same one, or a hidden one that is added again */
  copies_id: hiddenId.optional(),
  bank: text.min(1, fieldWords.bank).max(60, fieldWords.bank),
  account_name: text.min(1, fieldWords.account_name).max(100, fieldWords.account_name),
  account_number: text.toUpperCase().regex(/^[0-9A-Z][0-9A-Z -]{3,39}$/, fieldWords.account_number),
  instructions: optional(300, fieldWords.instructions),
  qr_label: optional(40, fieldWords.qr_label),
  position: text.regex(/^\d{1,3}$/, fieldWords.position).transform(Number),
  /** remove the QR picture */
  without_qr: z
    .literal('on')
    .optional()
    .transform((checked) => checked === 'on'),
});

/** The other commands on an account, and their functions. */
export const accountCommands = {
  approve: 'approve_bank_account',
  withdraw: 'withdraw_bank_account',
  hide: 'hide_bank_account',
} as const;
export type AccountCommand = keyof typeof accountCommands;

export const accountCommandSchema = z.object({
  command: z.enum(['approve', 'withdraw', 'hide']),
  id: z.uuid(),
});
