import { z } from 'zod';
import { moneyAboveZero, moneyInput } from '@/lib/amount-schema';
import { hiddenCount, hiddenCurrency, hiddenId, hiddenLocale, hiddenMinor } from '@/lib/hidden-fields';
import { words } from '@/lib/refusals';
import { text } from '@/lib/text';

/** What the form for cash at the door sends, to its amount in minor units; whether it may be recorded is the database's to say. */
export const collectSchema = z.object({
  order_id: hiddenId,
  expected_version: hiddenCount,
  currency: hiddenCurrency,
  amount_minor: moneyAboveZero(
    undefined,
    'Enter an amount above zero. If nothing was paid, the delivery has failed.',
  ),
  courier: text.min(1, 'Enter who has the money.').max(80, 'Keep this under 80 characters.'),
  /** a second sum for the same order */
  another: z.literal('on').optional(),
});

/** What the form for a courier's cash sends; `id` is the courier. The count is typed in major units and becomes minor ones. */
export const countSchema = z
  .object({
    id: text.min(1, words.invalid_form).max(80, words.invalid_form),
    currency: hiddenCurrency,
    locale: hiddenLocale,
    /** what the page said that should be there */
    expected_minor: hiddenMinor,
    counted_minor: moneyInput(),
    note: text.max(300, 'Keep the note under 300 characters.'),
  })
  .refine(({ counted_minor, expected_minor, note }) => counted_minor === expected_minor || note, {
    path: ['note'],
    message: 'Enter why the count differs.',
  });
