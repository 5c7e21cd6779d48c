import { z } from 'zod';
import { GatewayError, type GatewayErrorKind, type Listed } from '@/lib/payments/gateway';
import { cleanText, type Json } from '@/lib/payments/parse-json';
import { paystackError } from './client';

/* Shared by the parsers of Paystack's answers and events. */

/** An amount in the subunit, as a number or a string. */
export const minor = z.union([
  z.int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/**
 * Wraps the schema of a secondary field: an invalid value counts as missing, so that it never prevents a payment from
 * being recorded. Fields that the payment depends on are parsed without it.
 */
export const side = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);

/** ISO 8601, UTC; null if it is not a time. */
export function timeOf(text: string | null | undefined): string | null {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** Ids of up to 64 bits, as text, because a double would round them. */
export const gatewayId = z.union([z.int().positive(), z.string().regex(/^\d{1,20}$/)]).transform(String);

/** References are put into paths unescaped: `../refund` would call another endpoint, and `..` would list transactions. */
export const LEGAL_REFERENCE = /^(?!\.{1,2}$)[A-Za-z0-9.=-]{1,100}$/;

/** Parses a value, or throws an error of the given kind. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, otherwise: GatewayErrorKind): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw paystackError(otherwise, `Paystack sent an undocumented answer (${where})`);
}

/** Parses each row separately: an unreadable row is reported and does not affect the others. */
export function parseRows<Row>(data: unknown, read: (row: unknown) => Row): Listed<Row> {
  const rows: Row[] = [];
  const unread: GatewayError[] = [];
  for (const row of parse(z.array(z.unknown()), data, 'unavailable')) {
    try {
      rows.push(read(row));
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      unread.push(error);
    }
  }
  return { rows, unread };
}

/** The only keys that are stored. Payer data stays at Paystack: an authorization code could even be charged again. */
const STORED_KEYS = new Set(
  `event data id domain status reference amount requested_amount currency fees channel message message_type
  gateway_response paid_at created_at transaction transaction_id transaction_reference refund_reference refund_amount
  bank_transfer processor category resolution due_at dueAt`.split(/\s+/),
);

/** Reduces a `parseJson` result to what may be stored, and truncates extremely long texts and lists. */
export function redact(value: unknown): Json {
  // truncating may split a character
  if (typeof value === 'string') return cleanText(value.slice(0, 2_000));
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.slice(0, 200).map(redact);
  if (typeof value !== 'object' || value === null) return null;
  const stored = Object.entries(value).filter(([key]) => STORED_KEYS.has(key));
  return Object.fromEntries(stored.map(([key, inner]) => [key, redact(inner)]));
}
