import { z } from 'zod';
import { moneyAboveZero, typedMoney } from '@/lib/amount-schema';

/** What the form for cash at the door sends, to its amount in minor units; whether it may be recorded is the database's to say. */
export const collectSchema = z.object({
  shop: z.string().max(40),
  order_id: z.uuid(),
  expected_version: z.coerce.number().int(),
  amount_minor: moneyAboveZero(
    undefined,
    'Enter an amount above zero. If nothing was paid, the delivery has failed.',
  ),
  courier: z.string().trim().min(1, 'Say who has the money.').max(80, 'Keep this under 80 characters.'),
  /** a second sum for the same order */
  another: z.literal('on').optional(),
});

/** What the form for a courier's cash sends; `id` is the courier. The count is typed in major units and becomes minor ones. */
export const countSchema = z
  .object({
    shop: z.string().max(40),
    id: z.string().min(1).max(80),
    currency: z.string(),
    locale: z.string(),
    /** what the page said that should be there */
    expected_minor: z.coerce.number().int(),
    counted_minor: typedMoney(),
    note: z.string().trim().max(300, 'Keep the note under 300 characters.'),
  })
  .refine(({ counted_minor, expected_minor, note }) => counted_minor === expected_minor || note, {
    path: ['note'],
    message: 'Say why the count differs.',
  });
