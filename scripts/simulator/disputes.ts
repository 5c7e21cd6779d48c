import type { Dispute, Resolution, Transaction } from './records.ts';
import type { Simulator } from './simulator.ts';
import { customerOf, isPaid, transactionData } from './transaction.ts';
import { announce } from './webhooks.ts';

/** Disputes (https://paystack.com/docs/payments/disputes): a payer's bank demands the money back. */

/** For Nigerian cards a shop has 16 hours to respond. */
const HOURS_TO_ANSWER = 16;

/** Opens a dispute; null when the transaction was not paid. */
export function openDispute(
  sim: Simulator,
  transaction: Transaction,
  category = 'chargeback',
): Dispute | null {
  if (!isPaid(transaction)) return null;
  const now = new Date();
  const dispute = sim.store.disputes.add({
    transaction_id: transaction.id,
    status: 'awaiting-merchant-feedback',
    resolution: null,
    category,
    refund_amount: transaction.amount,
    currency: transaction.currency,
    answer_by: new Date(now.getTime() + HOURS_TO_ANSWER * 3_600_000).toISOString(),
    created_at: now.toISOString(),
    resolved_at: null,
    due_at: null,
  });
  announceDispute(sim, dispute, 'create');
  return dispute;
}

/** Sends the reminder that Paystack sends every four hours until the shop responds. */
export function remindOfDispute(sim: Simulator, dispute: Dispute): void {
  announceDispute(sim, dispute, 'remind');
}

/** Ends a dispute. An accepted one becomes a refund of the rest of the payment, which the shop did not request. */
export function resolveDispute(sim: Simulator, dispute: Dispute, resolution: Resolution): Dispute {
  if (dispute.status === 'resolved') return dispute;
  const now = new Date().toISOString();
  const resolved = sim.store.disputes.save({ ...dispute, status: 'resolved', resolution, resolved_at: now });
  const transaction = sim.store.transactions.get(dispute.transaction_id);
  if (transaction && resolution !== 'declined') refundRest(sim, transaction, now);
  announceDispute(sim, resolved, 'resolve');
  return resolved;
}

function refundRest(sim: Simulator, transaction: Transaction, now: string): void {
  const refunded = sim.store.refunds
    .where('transaction_id', transaction.id)
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount, 0);
  if (refunded >= transaction.amount) return;
  sim.store.refunds.add({
    transaction_id: transaction.id,
    reference: transaction.reference,
    amount: transaction.amount - refunded,
    currency: transaction.currency,
    status: 'processed',
    customer_note: `Dispute of transaction ${transaction.reference}`,
    merchant_note: `Dispute of transaction ${transaction.reference}`,
    created_at: now,
    updated_at: now,
    due_at: null,
  });
  sim.store.transactions.save({ ...transaction, status: 'reversed' });
}

/** The newest open dispute of a transaction. */
export function openDisputeOf(sim: Simulator, transaction: Transaction): Dispute | undefined {
  return sim.store.disputes
    .where('transaction_id', transaction.id)
    .findLast(({ status }) => status !== 'resolved');
}

/** A dispute as the API and the webhooks return it. */
export function disputeData(sim: Simulator, dispute: Dispute): Record<string, unknown> {
  const transaction = sim.store.transactions.get(dispute.transaction_id);
  return {
    id: dispute.id,
    refund_amount: dispute.refund_amount,
    currency: dispute.currency,
    status: dispute.status,
    resolution: dispute.resolution,
    domain: sim.settingsOf(transaction).answers.domain,
    transaction: transaction ? transactionData(sim, transaction) : null,
    transaction_reference: null,
    category: dispute.category,
    customer: transaction ? customerOf(transaction.email) : null,
    bin: '408408',
    last4: '4081',
    dueAt: dispute.answer_by,
    resolvedAt: dispute.resolved_at,
    evidence: null,
    attachments: null,
    note: null,
    history: [{ status: 'pending', by: transaction?.email ?? null, createdAt: dispute.created_at }],
    messages: [],
    createdAt: dispute.created_at,
    updatedAt: dispute.resolved_at ?? dispute.created_at,
  };
}

function announceDispute(sim: Simulator, dispute: Dispute, what: 'create' | 'remind' | 'resolve'): void {
  const transaction = sim.store.transactions.get(dispute.transaction_id);
  const { reference = null, callback_url = null } = transaction ?? {};
  announce(sim, `charge.dispute.${what}`, disputeData(sim, dispute), { reference, callback_url });
}
