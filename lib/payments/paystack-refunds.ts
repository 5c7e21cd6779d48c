import { z } from 'zod';
import type { GatewayDispute, GatewayRefund, GatewayRefundState, RefundInput } from './gateway.ts';
import { call, type HardenedPayStack, paystackError } from './paystack-client.ts';
import { gatewayId, LEGAL_REFERENCE, minor, parse, redact } from './paystack-shapes.ts';

/**
 * Money on its way back at Paystack: refunds (https://paystack.com/docs/payments/refunds) and disputes
 * (https://paystack.com/docs/payments/disputes). A refund has no idempotency key; what we write in `merchant_note` comes back
 * in the list, and says which of ours it is.
 */

const PER_PAGE = 100;

export async function createRefund(
  client: HardenedPayStack,
  { refundId, transactionId, money }: RefundInput,
): Promise<GatewayRefund> {
  if (!Number.isSafeInteger(money.minor)) throw new RangeError(`${money.minor} is no amount in minor units`);
  const data = await call('write', () =>
    client.createRefund({
      transaction: transactionId,
      // never left away: that would be the whole payment
      amount: money.minor,
      currency: money.currency,
      customer_note: 'Refund of your order',
      merchant_note: noteOf(refundId),
    }),
  );
  const refund = refundOf(parse(refundAnswer, data, 'unknown_outcome'), data);
  const { amountMinor, currency } = refund;
  if (amountMinor !== money.minor || currency !== money.currency || refund.transactionId !== transactionId) {
    throw paystackError('unknown_outcome', `Paystack refunds something else than was asked for ${refundId}`);
  }
  return refund;
}

/** Those of a transaction, or the newest hundred of the account. */
export async function listRefunds(
  client: HardenedPayStack,
  transactionId?: string,
): Promise<GatewayRefund[]> {
  const found: GatewayRefund[] = [];
  for (let page = 1; ; page++) {
    const data = await call('read', () =>
      client.listRefund({ transaction: transactionId, perPage: PER_PAGE, page }),
    );
    const rows = parse(z.array(z.unknown()), data, 'unavailable');
    for (const row of rows) {
      const refund = refundOf(parse(refundAnswer, row, 'unavailable'), row);
      // an account's list in place of a transaction's would make other orders' refunds this one's
      if (transactionId === undefined || refund.transactionId === transactionId) found.push(refund);
    }
    if (transactionId === undefined || rows.length < PER_PAGE) return found;
  }
}

/** Those about a transaction, or the newest hundred of the account. */
export async function listDisputes(
  client: HardenedPayStack,
  transactionId?: string,
): Promise<GatewayDispute[]> {
  const about = transactionId === undefined ? {} : { transaction: Number(transactionId) };
  const data = await call('read', () => client.listDisputes({ ...about, perPage: PER_PAGE, page: 1 }));
  return parse(z.array(disputeAnswer), data, 'unavailable')
    .filter(({ transaction }) => transactionId === undefined || transaction?.id === transactionId)
    .map(disputeOf);
}

const NOTE = 'Kedai refund ';
const noteOf = (refundId: string) => `${NOTE}${refundId}`;

const refundAnswer = z.object({
  id: gatewayId,
  // the whole transaction in the answer to a new one, its id in a list
  transaction: z.union([gatewayId, z.object({ id: gatewayId }).transform(({ id }) => id)]),
  status: z.string(),
  amount: minor,
  currency: z.string().regex(/^[A-Z]{3}$/),
  merchant_note: z.string().nullish(),
});

function refundOf(refund: z.infer<typeof refundAnswer>, data: unknown): GatewayRefund {
  const note = refund.merchant_note ?? '';
  return {
    refundId: refund.id,
    ourRefundId: note.startsWith(NOTE) ? note.slice(NOTE.length) : null,
    transactionId: refund.transaction,
    // a word that nobody has heard of is no end
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
  resolution: z.string().nullish(),
  category: z.string().nullish(),
  refund_amount: minor.nullish(),
  currency: z.string().nullish(),
  dueAt: z.string().nullish(),
  transaction: z.object({ id: gatewayId, reference: z.string() }).nullish(),
});

function disputeOf(dispute: z.infer<typeof disputeAnswer>): GatewayDispute {
  const reference = dispute.transaction?.reference ?? '';
  const dueAt = new Date(dispute.dueAt ?? Number.NaN);
  return {
    disputeId: dispute.id,
    state: disputeState(dispute.status, dispute.resolution ?? null),
    reference: LEGAL_REFERENCE.test(reference) ? reference : null,
    reason: dispute.category ?? null,
    amountMinor: dispute.refund_amount || null,
    currency: dispute.currency ?? null,
    dueAt: Number.isNaN(dueAt.getTime()) ? null : dueAt.toISOString(),
    resolution: dispute.resolution ?? null,
    raw: redact(dispute),
  };
}

/** `declined` is the shop's no to the claim, which ended it; an end without a word is a claim that was taken back. */
function disputeState(status: string, resolution: string | null): GatewayDispute['state'] {
  if (status !== 'resolved' && status !== 'archived') return 'open';
  if (resolution === 'merchant-accepted' || resolution === 'auto-accepted') return 'lost';
  return resolution === 'declined' ? 'won' : 'withdrawn';
}
