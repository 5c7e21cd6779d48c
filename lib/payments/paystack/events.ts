import { z } from 'zod';
import type { EventSubject } from '@/lib/payments/gateway';
import { gatewayId, LEGAL_REFERENCE, side } from './schema';

/** Paystack's webhooks (https://paystack.com/docs/payments/webhooks), parsed only for their subject. */
export const eventBody = z.object({ event: z.string().min(1), data: z.unknown().optional() });

const legalReference = side(z.string().regex(LEGAL_REFERENCE));

/**
 * Where each kind of event names its payment. A charge has a reference, a refund its transaction's reference, a dispute
 * its transaction, and a rejected transfer only a transaction id.
 */
const named = z.object({
  reference: legalReference,
  transaction_reference: legalReference,
  transaction: side(z.object({ reference: legalReference })),
  bank_transfer: side(z.object({ transaction_id: gatewayId })),
});

/** The type under which an unparseable event is stored as text. */
export const UNREADABLE = 'unreadable';

const KINDS: [RegExp, EventSubject['kind']][] = [
  [/^(charge\.success|charge\.failed|bank\.transfer\.rejected)$/, 'payment'],
  [/^refund\./, 'refund'],
  [/^charge\.dispute\./, 'dispute'],
  [/^unreadable$/, 'unreadable'],
];

/** `payload` is the received or stored event: `{ event, data }`. */
export function subjectOf(type: string, payload: unknown): EventSubject {
  const data = eventBody.safeParse(payload).data?.data;
  const names = named.safeParse(data).data;
  return {
    kind: KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'other',
    reference: names?.reference ?? names?.transaction_reference ?? names?.transaction?.reference ?? null,
    transactionId: names?.bank_transfer?.transaction_id ?? null,
  };
}
