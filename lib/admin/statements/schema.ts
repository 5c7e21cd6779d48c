import { z } from 'zod';
import { exactText } from '@/lib/text';

export const dateFormats = ['DMY', 'MDY', 'YMD'] as const;
export type DateFormat = (typeof dateFormats)[number];
export type Decimal = '.' | ',';

/** A column name from `readTable`. */
const column = exactText().min(1).max(110);

const shared = {
  date: column,
  /** Joined in this order. Payers write order numbers anywhere, so include every column with payer text. */
  description: z.array(column).min(1).max(10),
  reference: column.optional(),
  dateFormat: z.enum(dateFormats),
  decimal: z.enum(['.', ',']),
};

/**
 * The column mapping of a bank's CSV, stored per bank account. Either one column holds both directions, distinguished
 * by a sign, by "CR" and "DR" after the amount or by a `direction` column; or incoming amounts have their own column.
 * `unmarked`: the direction that a person chose for amounts without a mark in a file where others have one.
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
