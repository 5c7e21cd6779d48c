/** An independent model of a gateway: it shares nothing with the database, and reports events at any time. */

export type RefundState = 'processing' | 'succeeded' | 'failed' | 'needs_attention';

export interface GatewayRefund {
  id: string;
  transaction: Transaction;
  /** the refund id that we sent along; null when it was made in the gateway's dashboard */
  our_refund_id: string | null;
  amount_minor: number;
  state: RefundState;
}

interface GatewayDispute {
  id: string;
  state: 'open' | 'won' | 'lost';
  amount_minor: number;
}

export interface Transaction {
  id: string;
  reference: string;
  amount_minor: number;
  currency: string;
  refunds: GatewayRefund[];
  disputes: GatewayDispute[];
}

export interface Attempt {
  reference: string;
  amount_minor: number;
  currency: string;
  state: 'open' | 'processing' | 'failed' | 'paid';
  transactions: Transaction[];
}

/** One event to report: delivered late, repeatedly, in any order, or never. */
export interface Notice {
  key: string;
  type: 'charge' | 'refund' | 'dispute';
  reference: string;
  was_delivered: boolean;
}

export interface Gateway {
  attempts: Map<string, Attempt>;
  notices: Notice[];
  /** how many ids were created */
  ids: number;
}

export const openGateway = (): Gateway => ({ attempts: new Map(), notices: [], ids: 0 });

const nextId = (gateway: Gateway, kind: string) => `${kind}-${++gateway.ids}`;
const announce = (gateway: Gateway, type: Notice['type'], reference: string) =>
  gateway.notices.push({ key: nextId(gateway, type), type, reference, was_delivered: false });

/** Opens a checkout page. The same reference again returns the same attempt. */
export function openAttempt(gateway: Gateway, reference: string, amount_minor: number, currency: string) {
  const known = gateway.attempts.get(reference);
  if (known) return known;
  const attempt: Attempt = { reference, amount_minor, currency, state: 'open', transactions: [] };
  gateway.attempts.set(reference, attempt);
  return attempt;
}

export type Amount = 'right' | 'less' | 'more' | 'foreign';

/** The shopper pays, for the first time or again on a page that was left open. */
export function takeMoney(gateway: Gateway, attempt: Attempt, amount: Amount): Transaction {
  const change = { right: 0, less: -1, more: 1000, foreign: 0 }[amount];
  const transaction: Transaction = {
    id: `${attempt.reference}/${attempt.transactions.length}`,
    reference: attempt.reference,
    amount_minor: Math.max(1, attempt.amount_minor + change),
    currency: amount === 'foreign' ? 'USD' : attempt.currency,
    refunds: [],
    disputes: [],
  };
  attempt.transactions.push(transaction);
  attempt.state = 'paid';
  announce(gateway, 'charge', attempt.reference);
  return transaction;
}

const isLive = (refund: GatewayRefund) => refund.state !== 'failed';
export const leftOf = (transaction: Transaction) =>
  transaction.amount_minor - sumOf(transaction.refunds.filter(isLive));
export const sumOf = (refunds: { amount_minor: number }[]) =>
  refunds.reduce((sum, refund) => sum + refund.amount_minor, 0);

/** Refunds a part of a transaction; null if less than that is left. It does not deduplicate requests. */
export function takeBack(
  gateway: Gateway,
  transaction: Transaction,
  amount_minor: number,
  our_refund_id: string | null,
): GatewayRefund | null {
  if (amount_minor < 1 || amount_minor > leftOf(transaction)) return null;
  const refund: GatewayRefund = {
    id: nextId(gateway, `refund-${transaction.id}`),
    transaction,
    our_refund_id,
    amount_minor,
    state: 'processing',
  };
  transaction.refunds.push(refund);
  announce(gateway, 'refund', transaction.reference);
  return refund;
}

/** Moves an unfinished refund to another state. */
export function moveRefund(gateway: Gateway, refund: GatewayRefund, state: RefundState) {
  if (refund.state !== 'processing' && refund.state !== 'needs_attention') return;
  refund.state = state;
  announce(gateway, 'refund', refund.transaction.reference);
}

/** Whether a transaction is being refunded or was refunded, as the gateway reports when we verify it. */
export function reversalOf({ refunds }: Transaction): 'none' | 'pending' | 'reversed' {
  const live = refunds.filter(isLive);
  if (live.length === 0) return 'none';
  return live.every((refund) => refund.state === 'succeeded') ? 'reversed' : 'pending';
}

export function openDispute(gateway: Gateway, transaction: Transaction) {
  const id = nextId(gateway, `dispute-${transaction.id}`);
  transaction.disputes.push({ id, state: 'open', amount_minor: transaction.amount_minor });
  announce(gateway, 'dispute', transaction.reference);
}

/** The bank decides. A lost dispute is a refund in the gateway's books. */
export function closeDispute(gateway: Gateway, transaction: Transaction, state: 'won' | 'lost') {
  for (const dispute of transaction.disputes.filter((one) => one.state === 'open')) dispute.state = state;
  if (state === 'lost' && leftOf(transaction) > 0) {
    const refund = takeBack(gateway, transaction, leftOf(transaction), null);
    if (refund) refund.state = 'succeeded';
  }
  announce(gateway, 'dispute', transaction.reference);
}

export const transactionsOf = (gateway: Gateway) =>
  [...gateway.attempts.values()].flatMap((attempt) => attempt.transactions);
export const refundsOf = (gateway: Gateway) => transactionsOf(gateway).flatMap(({ refunds }) => refunds);
