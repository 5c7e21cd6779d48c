import { z } from 'zod';
import { hiddenId } from '@/lib/hidden-fields';
import { fieldProblems } from '@/lib/settings/words';
import { text } from '@/lib/text';

type Limited = typeof fieldProblems.bank;

const required = (problem: Limited) =>
  text.refine(({ length }) => length > 0 && length <= problem.params.maximum, { ...problem });

const optional = ({ message, params }: Limited) =>
  text.max(params.maximum, message).transform((input) => input || null);

/** Form of a bank account, as input for save_bank_account. */
export const bankAccountSchema = z.object({
  /** the account that it replaces; absent: an additional account */
  replaces_id: hiddenId.optional(),
  /** the account whose picture it keeps: the same one, or a hidden one that is added again */
  copies_id: hiddenId.optional(),
  bank: required(fieldProblems.bank),
  account_name: text.min(1, fieldProblems.account_name.message).max(100, fieldProblems.account_name.message),
  account_number: text
    .toUpperCase()
    .regex(/^[0-9A-Z][0-9A-Z -]{3,39}$/, fieldProblems.account_number.message),
  instructions: optional(fieldProblems.instructions),
  qr_label: optional(fieldProblems.qr_label),
  position: text.refine((input) => /^\d{1,3}$/.test(input), { ...fieldProblems.position }).transform(Number),
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
