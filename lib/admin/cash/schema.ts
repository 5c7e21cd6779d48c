import { z } from 'zod';
import { moneyAboveZero, moneyInput } from '@/lib/amount-schema';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenCount, hiddenCurrency, hiddenId, hiddenLocale, hiddenMinor } from '@/lib/hidden-fields';
import { text } from '@/lib/text';

/** Form for cash on delivery. The amount becomes minor units; the database decides whether it may be recorded. */
export const collectSchema = z.object({
  order_id: hiddenId,
  expected_version: hiddenCount,
  currency: hiddenCurrency,
  amount_minor: moneyAboveZero(undefined, fieldMessage('fields.cashAboveZero')),
  courier: text.min(1, fieldMessage('reasons.courier_required')).max(80, fieldMessage('fields.tooLong')),
  /** a further payment for the same order */
  another: z.literal('on').optional(),
});

/** Form for counting a courier's cash; `id` is the courier. The count becomes minor units too. */
export const countSchema = z
  .object({
    id: text.min(1, fieldMessage('reasons.invalid_form')).max(80, fieldMessage('reasons.invalid_form')),
    currency: hiddenCurrency,
    locale: hiddenLocale,
    /** the amount that the page showed as expected */
    expected_minor: hiddenMinor,
    counted_minor: moneyInput(),
    note: text.max(300, fieldMessage('fields.noteTooLong')),
  })
  .refine(({ counted_minor, expected_minor, note }) => counted_minor === expected_minor || note, {
    path: ['note'],
    message: fieldMessage('fields.countDiffers'),
  });
