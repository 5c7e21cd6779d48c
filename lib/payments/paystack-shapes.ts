import { z } from 'zod';
import type { GatewayErrorKind } from './gateway.ts';
import { paystackError } from './paystack-client.ts';

/** What Paystack's answers and events have in common. */

/** An amount in the subunit, as a number or as text. */
export const minor = z.union([
  z.int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** Numbers up to 64 bits, as text, since a double would round them. */
export const gatewayId = z.union([z.int().positive(), z.string().regex(/^\d{1,20}$/)]).transform(String);

/** The reference enters paths as it is: `../refund` would call another endpoint, and `..` would list transactions. */
export const LEGAL_REFERENCE = /^(?!\.{1,2}$)[A-Za-z0-9.=-]{1,100}$/;

/** The value in its shape; what has another shape is an error of the kind that the caller says. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, otherwise: GatewayErrorKind): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw paystackError(otherwise, `Paystack sent a shape that it does not document (${where})`);
}

/** Who paid, from where and with what stays at Paystack: an authorization code could even be charged again. */
const STORED_KEYS = new Set(
  `event data id domain status reference amount requested_amount currency fees channel message message_type
  gateway_response paid_at created_at transaction transaction_id transaction_reference refund_reference refund_amount
  bank_transfer processor category resolution due_at dueAt`.split(/\s+/),
);

export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  const stored = Object.entries(value).filter(([key]) => STORED_KEYS.has(key));
  return Object.fromEntries(stored.map(([key, inner]) => [key, redact(inner)]));
}
