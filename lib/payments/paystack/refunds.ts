import { z } from 'zod';
import type {
  GatewayDispute,
  GatewayErrorKind,
  GatewayRefund,
  GatewayRefundState,
  Listed,
  RefundInput,
} from '@/lib/payments/gateway';
import { call, type HardenedPayStack, paystackError } from './client';
import { gatewayId, LEGAL_REFERENCE, minor, parse, parseRows, redact, side, timeOf } from './schema';

/**
 * Refunds (https://paystack.com/docs/payments/refunds) and disputes (https://paystack.com/docs/payments/disputes).
 * Paystack has no idempotency key for refunds; `merchant_note` comes back in the list and holds Kedai's own refund
 * id.
 */

const PER_PAGE = 100;
/** More than a transaction can have. Without a limit, a gateway that ignores `page` would be asked forever. */
const MOST_PAGES = 20;

/** Paystack shows it to the payer, in English like the rest of its emails. */
const CUSTOMER_NOTE = 'Refund of your order';

export async function createRefund(
  client: HardenedPayStack,
  { refundId, transactionId, money }: RefundInput,
): Promise<GatewayRefund> {
  if (!Number.isSafeInteger(money.minor))
    throw new RangeError(`${money.minor} is not an amount in minor units`);
  const data = await call('write', () =>
    client.createRefund({
      transaction: transactionId,
      // never omitted: Paystack would refund the whole payment
      amount: money.minor,
      currency: money.currency,
      customer_note: CUSTOMER_NOTE,
      merchant_note: noteOf(refundId),
    }),
  );
  const refund = refundOf(data, 'unknown_outcome');
  const { amountMinor, currency } = refund;
  if (amountMinor !== money.minor || currency !== money.currency || refund.transactionId !== transactionId) {
    throw paystackError('unknown_outcome', `Paystack created another refund than requested for ${refundId}`);
  }
  return refund;
}

/** The refunds of a transaction, or the account's latest hundred. */
export async function listRefunds(
  client: HardenedPayStack,
  transactionId?: string,
): Promise<Listed<GatewayRefund>> {
  const found: Listed<GatewayRefund> = { rows: [], unread: [] };
  for (let page = 1; page <= MOST_PAGES; page++) {
    const data = await call('read', () =>
      client.listRefund({ transaction: transactionId, perPage: PER_PAGE, page }),
    );
    const { rows, unread } = parseRows(data, (row) => refundOf(row, 'unavailable'));
    // if Paystack ignored the filter, refunds of other orders would be recorded for this one
    found.rows.push(
      ...rows.filter((refund) => transactionId === undefined || refund.transactionId === transactionId),
    );
    found.unread.push(...unread);
    if (transactionId === undefined || rows.length + unread.length < PER_PAGE) return found;
  }
  throw paystackError('unavailable', `Paystack listed no end of the refunds of ${transactionId}`);
}

/** The disputes about a transaction, or the account's latest hundred. */
export async function listDisputes(
  client: HardenedPayStack,
  transactionId?: string,
): Promise<Listed<GatewayDispute>> {
  const data = await call('read', () =>
    client.listDisputes({ transaction: transactionId, perPage: PER_PAGE, page: 1 }),
  );
  const { rows, unread } = parseRows(data, (row) => parse(disputeAnswer, row, 'unavailable'));
  const about = rows.filter(
    ({ transaction }) => transactionId === undefined || transaction?.id === transactionId,
  );
  return { rows: about.map(disputeOf), unread };
}

const NOTE = 'Kedai refund ';
const noteOf = (refundId: string) => `${NOTE}${refundId}`;

const refundAnswer = z.object({
  id: gatewayId,
  // the whole transaction in the answer to a new refund, its id in a list
  transaction: z.union([gatewayId, z.object({ id: gatewayId }).transform(({ id }) => id)]),
  status: z.string(),
  amount: minor,
  currency: z.string().regex(/^[A-Z]{3}$/),
  merchant_note: side(z.string()),
});

function refundOf(data: unknown, otherwise: GatewayErrorKind): GatewayRefund {
  const refund = parse(refundAnswer, data, otherwise);
  const note = refund.merchant_note ?? '';
  return {
    refundId: refund.id,
    ourRefundId: note.startsWith(NOTE) ? note.slice(NOTE.length) : null,
    transactionId: refund.transaction,
    // an unknown status is not treated as final
    state: REFUND_STATES.get(refund.status) ?? 'processing',
    amountMinor: refund.amount,
    currency: refund.currency,
    raw: redact(data),
  };
}

const REFUND_STATES = new Map<string, GatewayRefundState>([
  ['pending', 'processing'],
  ['processing', 'processing'],
  ['needs-attention', 'needs_attention'],
  ['processed', 'succeeded'],
  ['failed', 'failed'],
]);

const disputeAnswer = z.object({
  id: gatewayId,
  status: z.string(),
  // tells who won
  resolution: z.string().nullish(),
  category: side(z.string()),
  refund_amount: side(minor),
  currency: side(z.string()),
  dueAt: side(z.string()),
  transaction: z.object({ id: gatewayId, reference: z.string() }).nullish(),
});

function disputeOf(dispute: z.infer<typeof disputeAnswer>): GatewayDispute {
  const reference = dispute.transaction?.reference ?? '';
  return {
    disputeId: dispute.id,
    state: disputeState(dispute.status, dispute.resolution ?? null),
    reference: LEGAL_REFERENCE.test(reference) ? reference : null,
    reason: dispute.category ?? null,
    amountMinor: dispute.refund_amount || null,
    currency: dispute.currency ?? null,
    dueAt: timeOf(dispute.dueAt),
    resolution: dispute.resolution ?? null,
    raw: redact(dispute),
  };
}

/** `declined`: the shop rejected the claim and won. A closed dispute without a resolution was withdrawn. */
function disputeState(status: string, resolution: string | null): GatewayDispute['state'] {
  if (status !== 'resolved' && status !== 'archived') return 'open';
  if (resolution === 'merchant-accepted' || resolution === 'auto-accepted') return 'lost';
  return resolution === 'declined' ? 'won' : 'withdrawn';
}
