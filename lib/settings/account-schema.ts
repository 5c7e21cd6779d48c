import { z } from 'zod';
import { hiddenId } from '@/lib/hidden-fields';
import { text } from '@/lib/text';
import { fieldWords } from './words';

const optional = (max: number, words: string) => text.max(max, words).transform((typed) => typed || null);

/** A bank account as its form sends it, to what bank_accounts holds; without an id it is a new one. */
export const bankAccountSchema = z.object({
  id: hiddenId.optional(),
  bank: text.min(1, fieldWords.bank).max(60, fieldWords.bank),
  account_name: text.min(1, fieldWords.account_name).max(100, fieldWords.account_name),
  account_number: text.toUpperCase().regex(/^[0-9A-Z][0-9A-Z -]{3,39}$/, fieldWords.account_number),
  instructions: optional(300, fieldWords.instructions),
  qr_label: optional(40, fieldWords.qr_label),
  position: text.regex(/^\d{1,3}$/, fieldWords.position).transform(Number),
  is_active: z
    .literal('on')
    .optional()
    .transform((ticked) => ticked === 'on'),
  /** the picture of its code is taken off */
  without_qr: z
    .literal('on')
    .optional()
    .transform((ticked) => ticked === 'on'),
});
