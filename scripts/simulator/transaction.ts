import { createHash } from 'node:crypto';
import type { Transaction } from './records.ts';
import type { Simulator } from './simulator.ts';

export function isPaid(transaction: Transaction): boolean {
  return ['success', 'reversal-pending', 'reversed'].includes(transaction.status);
}

/** A transaction as the API and the webhooks return it. */
export function transactionData(sim: Simulator, transaction: Transaction): Record<string, unknown> {
  const { answers } = sim.settingsOf(transaction);
  const paid = isPaid(transaction);
  return {
    id: transaction.id,
    domain: answers.domain,
    status: answers.unknown_status ? 'settling' : transaction.status,
    reference: transaction.reference,
    receipt_number: null,
    amount: transaction.amount,
    message: transaction.message,
    gateway_response: transaction.gateway_response,
    gateway_response_code: null,
    response_code: null,
    paid_at: transaction.paid_at,
    created_at: transaction.created_at,
    channel: transaction.channel,
    currency: transaction.currency,
    ip_address: '203.0.113.7, 198.51.100.20',
    metadata: metadataVariant(sim, transaction),
    log: transaction.attempts === 0 ? null : logOf(transaction),
    fees: transaction.fees,
    fees_split: null,
    authorization: transaction.authorization,
    customer: customerOf(transaction.email),
    plan: null,
    split: {},
    order_id: null,
    paidAt: transaction.paid_at,
    createdAt: transaction.created_at,
    requested_amount: transaction.requested_amount,
    pos_transaction_data: null,
    source: null,
    fees_breakdown: null,
    connect: null,
    transaction_date: transaction.created_at,
    plan_object: {},
    subaccount: {},
    ...(answers.extra_keys && { settlement_hint: { batch: 7, eligible: paid }, risk_score: 0.12 }),
  };
}

/** Paystack returns metadata in any of these types and adds the payer's previous page. */
function metadataVariant(sim: Simulator, transaction: Transaction): unknown {
  const { metadata, access_code, attempts } = transaction;
  const referrer = attempts > 0 ? { referrer: `${sim.publicUrl}/checkout/${access_code}` } : {};
  switch (sim.settingsOf(transaction).answers.metadata) {
    case 'empty':
      return '';
    case 'zero':
      return 0;
    case 'null':
      return null;
    case 'text':
      return JSON.stringify(metadata ?? {});
    default:
      return typeof metadata === 'object' && metadata !== null
        ? { ...metadata, ...referrer }
        : (metadata ?? '');
  }
}

function logOf({ created_at, status, attempts, errors, history }: Transaction): Record<string, unknown> {
  return {
    start_time: Math.floor(Date.parse(created_at) / 1000),
    time_spent: history.at(-1)?.time ?? 0,
    attempts,
    errors,
    success: status === 'success',
    mobile: false,
    input: [],
    history,
  };
}

/** One customer per email address, as at Paystack. Ids are derived from the address, so they need no storage. */
export function customerOf(email: string): Record<string, unknown> {
  const hash = createHash('sha256').update(email.toLowerCase()).digest();
  return {
    id: 100_000_000 + (hash.readUInt32BE(0) % 900_000_000),
    first_name: null,
    last_name: null,
    email,
    customer_code: `CUS_${hash.toString('hex').slice(0, 15)}`,
    phone: null,
    metadata: null,
    risk_action: 'default',
    international_format_phone: null,
  };
}
