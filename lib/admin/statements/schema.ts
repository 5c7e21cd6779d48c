import { z } from 'zod';
import { exactText } from '@/lib/text';

export const dateFormats = ['DMY', 'MDY', 'YMD'] as const;
export type DateFormat = (typeof dateFormats)[number];
export type Decimal = '.' | ',';

/** The name of a column, as `readTable` gives it. */
const column = exactText().min(1).max(110);

const shared = {
  date: column,
  /** Joined in this order. Payers write order numbers anywhere, so whatever they may have written belongs here. */
  description: z.array(column).min(1).max(10),
  reference: column.optional(),
  dateFormat: z.enum(dateFormats),
  decimal: z.enum(['.', ',']),
};

/**
 * Which column of a bank's CSV holds what; kept per bank account. Either one column has both directions of money, told apart by
 * a sign, by "CR" and "DR" behind the amount or by a column `direction` of their own; or money that came in has a column to
 * itself. `unmarked`: which way those amounts went that have no mark where others have one, if a person has said so.
 */
export const mappingSchema = z.union([
  z.strictObject({
    ...shared,
    amount: column,
    direction: column.optional(),
    unmarked: z.enum(['in', 'out']).optional(),
  }),
  z
    .strictObject({ ...shared, credit: column, debit: column.optional() })
    .refine(({ credit, debit }) => credit !== debit, { path: ['debit'] }),
]);

export type Mapping = z.infer<typeof mappingSchema>;
