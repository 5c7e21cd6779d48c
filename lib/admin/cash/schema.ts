import { z } from 'zod';
import { moneyAboveZero, moneyInput } from '@/lib/amount-schema';
import { hiddenCount, hiddenCurrency, hiddenId, hiddenLocale, hiddenMinor } from '@/lib/hidden-fields';
import { words } from '@/lib/refusals';
import { text } from '@/lib/text';

/** Form for cash on delivery, with its amount in minor units; the database decides whether it may be recorded. */
export const collectSchema = z.object({
  order_id: hiddenId,
  expected_version: hiddenCount,
  currency: hiddenCurrency,
  amount_minor: moneyAboveZero(
    undefined,
    'Enter an amount above zero. If nothing was paid, the delivery has failed.',
  ),
  courier: text.min(1, 'Enter who has the money.').max(80, 'Keep this under 80 characters.'),
  /** a further payment for the same order */
  another: z.literal('on').optional(),
});

/** Form for a courier's cash count; `id` is the courier. The count arrives in major units and becomes minor units. */
export const countSchema = z
  .object({
    id: text.min(1, words.invalid_form).max(80, words.invalid_form),
    currency: hiddenCurrency,
    locale: hiddenLocale,
    /** the amount that the page showed as expected */
    expected_minor: hiddenMinor,
    counted_minor: moneyInput(),
    note: text.max(300, 'Keep the note under 300 characters.'),
  })
  .refine(({ counted_minor, expected_minor, note }) => counted_minor === expected_minor || note, {
    path: ['note'],
    message: 'Enter why the count differs.',
  });
