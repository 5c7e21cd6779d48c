import { findCard } from './cards.ts';
import type { Refund, RefundStatus, Transaction } from './records.ts';
import type { Simulator } from './simulator.ts';
import { customerOf, isPaid } from './transaction.ts';
import { announce } from './webhooks.ts';

/** Refunds (https://paystack.com/docs/payments/refunds): slow, without an idempotency key, limited only by the totals. */

export type RefundRequest = {
  amount?: number;
  currency?: string;
  customer_note?: string;
  merchant_note?: string;
};

/** The smallest refund is one major unit of any currency. */
const MINIMUM = 100;

/** Returns the queued refund, or Paystack's error message and code. */
export function createRefund(
  sim: Simulator,
  transaction: Transaction,
  request: RefundRequest,
): Refund | { refused: string; code: string } {
  const amount = request.amount ?? transaction.amount;
  const earlier = sim.store.refunds
    .where('transaction_id', transaction.id)
    .filter(({ status }) => status !== 'failed');
  const refunded = earlier.reduce((sum, refund) => sum + refund.amount, 0);
  const { currency, reference } = transaction;

  if (!isPaid(transaction)) return refuse('Transaction has not been successful', 'invalid_transaction');
  if (request.currency !== undefined && request.currency !== currency) {
    return refuse('Transaction currency must match refund currency', 'invalid_params');
  }
  if (amount > transaction.amount) {
    return refuse('Refund amount exceeds transaction amount', 'refund_amount_exceeds_transaction_amount');
  }
  if (refunded >= transaction.amount)
    return refuse('Transaction has been fully reversed', 'transaction_reversed');
  if (refunded + amount > transaction.amount) {
    const message = 'Total refund amount cannot exceed original transaction amount';
    return refuse(message, 'refund_amount_exceeds_transaction_amount');
  }
  if (amount < MINIMUM) {
    const message = `The minimum amount you may send in a single refund at this time is: ${currency}1.00`;
    return refuse(message, 'invalid_params');
  }
  if (sim.settingsOf(transaction).answers.insufficient_balance) {
    return refuse('Insufficient balance to fulfill this refund. Please top up.', 'insufficient_balance');
  }
  const now = new Date().toISOString();
  const refund = sim.store.refunds.add({
    transaction_id: transaction.id,
    reference,
    amount,
    currency,
    status: 'pending',
    customer_note: request.customer_note ?? `Refund for transaction ${reference}`,
    merchant_note: request.merchant_note ?? `Refund for transaction ${reference} by shop@example.com`,
    created_at: now,
    updated_at: now,
    due_at: Date.now() + sim.settingsOf(transaction).pace.refund_ms,
  });
  sim.store.transactions.save({ ...transaction, status: 'reversal-pending' });
  announceRefund(sim, refund);
  return refund;
}

function refuse(refused: string, code: string): { refused: string; code: string } {
  return { refused, code };
}

/** Moves refunds that are due to their next state. */
export function processDueRefunds(sim: Simulator): void {
  for (const refund of sim.store.refunds.due(Date.now())) {
    if (refund.status === 'pending') move(sim, refund, 'processing');
    else move(sim, refund, finalStatusOf(sim, refund));
  }
}

/** Retries a refund that needed attention, after bank details were given. It then succeeds. */
export function retryRefund(sim: Simulator, refund: Refund): Refund {
  return move(sim, refund, 'processing', 'retried');
}

function finalStatusOf(sim: Simulator, { transaction_id, customer_note }: Refund): RefundStatus {
  if (customer_note.endsWith(RETRIED)) return 'processed';
  const card = sim.store.transactions.get(transaction_id)?.card;
  return (card && findCard(card)?.refund) || 'processed';
}

const RETRIED = ' (retried)';

function move(sim: Simulator, refund: Refund, status: RefundStatus, retried?: 'retried'): Refund {
  const transaction = sim.store.transactions.get(refund.transaction_id);
  const { refund_ms } = sim.settingsOf(transaction).pace;
  const moved = sim.store.refunds.save({
    ...refund,
    status,
    customer_note: retried ? `${refund.customer_note}${RETRIED}` : refund.customer_note,
    updated_at: new Date().toISOString(),
    due_at: status === 'processing' ? Date.now() + refund_ms : null,
  });
  if (transaction) sim.store.transactions.save({ ...transaction, status: reversalOf(sim, transaction) });
  announceRefund(sim, moved);
  return moved;
}

/** A pending refund outweighs a processed one; a failed refund does not count. */
function reversalOf(sim: Simulator, transaction: Transaction): Transaction['status'] {
  const states = sim.store.refunds.where('transaction_id', transaction.id).map(({ status }) => status);
  if (states.some((status) => ['pending', 'processing', 'needs-attention'].includes(status)))
    return 'reversal-pending';
  return states.includes('processed') ? 'reversed' : 'success';
}

/** Amounts are strings here, except when a refund fails. Older events do not contain the refund's id. */
function announceRefund(sim: Simulator, refund: Refund): void {
  const transaction = sim.store.transactions.get(refund.transaction_id);
  const { id, ...customer } = customerOf(transaction?.email ?? '');
  const { answers } = sim.settingsOf(transaction);
  const identified = answers.refund_event_id || refund.status === 'needs-attention';
  const data = {
    status: refund.status,
    transaction_reference: refund.reference,
    refund_reference: refund.status === 'processed' ? `${refund.id}0318` : null,
    amount: refund.status === 'failed' ? refund.amount : String(refund.amount),
    currency: refund.currency,
    processor: 'instant-transfer',
    customer: { first_name: customer.first_name, last_name: customer.last_name, email: customer.email },
    integration: INTEGRATION,
    domain: answers.domain,
    ...(identified && {
      id: String(refund.id),
      customer_note: refund.customer_note,
      merchant_note: refund.merchant_note,
    }),
  };
  const { reference } = refund;
  announce(sim, `refund.${refund.status}`, data, {
    reference,
    callback_url: transaction?.callback_url ?? null,
  });
}

const INTEGRATION = 417_417;

/** A refund as the API returns it. */
export function refundData(sim: Simulator, refund: Refund): Record<string, unknown> {
  const transaction = sim.store.transactions.get(refund.transaction_id);
  return {
    integration: INTEGRATION,
    transaction: refund.transaction_id,
    dispute: null,
    settlement: null,
    id: refund.id,
    domain: sim.settingsOf(transaction).answers.domain,
    currency: refund.currency,
    amount: refund.amount,
    status: refund.status,
    refunded_at: refund.status === 'processed' ? refund.updated_at : null,
    expected_at: new Date(Date.parse(refund.created_at) + 9 * 86_400_000).toISOString(),
    channel: null,
    refunded_by: 'shop@example.com',
    customer_note: refund.customer_note,
    merchant_note: refund.merchant_note,
    deducted_amount: refund.status === 'processed' ? refund.amount : 0,
    fully_deducted: refund.status === 'processed',
    bank_reference: null,
    reason: refund.status.toUpperCase(),
    customer: null,
    initiated_by: 'shop@example.com',
    reversed_at: null,
    session_id: null,
    createdAt: refund.created_at,
    updatedAt: refund.updated_at,
  };
}
