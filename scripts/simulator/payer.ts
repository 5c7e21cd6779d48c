import { createHash } from 'node:crypto';
import { type CardStep, findCard, OTP, type TestCard } from './cards.ts';
import type { Channel, Transaction } from './records.ts';
import type { Simulator } from './simulator.ts';
import { isPaid, transactionData } from './transaction.ts';
import { announce } from './webhooks.ts';

/**
 * The actions of a payer, in a browser or through POST /control/pay. Each function returns the transaction after the action.
 * A declined payer stays on the page and can try again with the same reference.
 */

export type CardInput = { number: string; expiry: string; cvv: string };

export function payByCard(sim: Simulator, transaction: Transaction, input: CardInput): Transaction {
  if (isPaid(transaction)) return transaction;
  const digits = input.number.replace(/\s/g, '');
  const problem = validateCard({ ...input, number: digits });
  if (problem) return save(sim, { ...transaction, channel: 'card', problem });
  const card = findCard(digits);
  const attempt = attempted(transaction, 'card', 'Attempted to pay with card');
  if (!card) {
    const message = 'Transaction declined. Please use the test card.';
    return failed(sim, { ...attempt, status: 'abandoned' }, message);
  }
  return afterStep(sim, attempt, card, undefined);
}

function validateCard({ number, expiry, cvv }: CardInput): string | null {
  if (!/^\d{12,19}$/.test(number)) return 'Enter the number on the card.';
  const [, month, year] = /^(0[1-9]|1[0-2])\s*\/?\s*(?:20)?(\d{2})$/.exec(expiry.trim()) ?? [];
  if (!month || !year) return 'Enter the expiry date as month and year, like 09/30.';
  if (new Date(2000 + Number(year), Number(month)) <= new Date()) return 'This card has expired.';
  if (!/^\d{3,4}$/.test(cvv)) return 'Enter the three digits on the back of the card.';
  return null;
}

/** The payer's input for the current step: PIN, phone number, one-time code, or `approve` for the bank's confirmation. */
export function answerCardStep(sim: Simulator, transaction: Transaction, answer: string): Transaction {
  const { step } = transaction;
  if (isPaid(transaction) || step?.kind !== 'card') return transaction;
  const card = findCard(step.number);
  if (!card) return transaction;
  if (step.wants === 'phone' && answer.replace(/\D/g, '').length < 10) {
    return save(sim, { ...transaction, problem: 'Enter a phone number of at least ten digits.' });
  }
  const isCorrect = {
    pin: answer === card.pin,
    phone: true,
    otp: answer === OTP,
    bank: answer === 'approve',
  };
  const refusals = { pin: 'Incorrect PIN', phone: '', otp: 'Incorrect OTP', bank: 'Declined' };
  if (!isCorrect[step.wants]) return failed(sim, transaction, refusals[step.wants]);
  return afterStep(sim, transaction, card, step.wants);
}

function afterStep(
  sim: Simulator,
  transaction: Transaction,
  card: TestCard,
  done: CardStep | undefined,
): Transaction {
  const steps = card.steps ?? [];
  const wants = steps[done === undefined ? 0 : steps.indexOf(done) + 1];
  if (wants !== undefined) {
    const history = { type: 'auth', message: `Authentication Required: ${wants}` };
    const step = { kind: 'card', number: card.number, wants } as const;
    return waiting(sim, logged(transaction, history), { status: 'ongoing', step, due_at: null });
  }
  if (card.refusal) return failed(sim, transaction, card.refusal);
  if (card.silent)
    return waiting(sim, transaction, { status: 'pending', step: { kind: 'silent' }, due_at: null });
  return succeeded(sim, { ...transaction, card: card.number });
}

/** Goes back to the choice of payment methods and keeps the status. A transfer that was sent cannot be recalled. */
export function startAgain(sim: Simulator, transaction: Transaction): Transaction {
  if (isPaid(transaction) || transaction.step?.kind === 'transfer') return transaction;
  return save(sim, { ...transaction, step: null, problem: null, due_at: null });
}

/** `now`: the money has arrived. `later`: it arrives after `pace.transfer_ms`. `wrong_amount`: the bank sends it back. */
export function sendTransfer(
  sim: Simulator,
  transaction: Transaction,
  sent: 'now' | 'later' | 'wrong_amount',
): Transaction {
  if (isPaid(transaction)) return transaction;
  const attempt = attempted(transaction, 'bank_transfer', 'Set payment method to: bank_transfer');
  if (sent === 'now') return succeeded(sim, attempt);
  if (sent === 'later') {
    const due_at = Date.now() + sim.settingsOf(transaction).pace.transfer_ms;
    return waiting(sim, attempt, { status: 'ongoing', step: { kind: 'transfer', promised: true }, due_at });
  }
  rejectTransfer(sim, attempt);
  return waiting(sim, attempt, {
    status: 'ongoing',
    step: { kind: 'transfer', promised: false },
    problem: 'The amount was not right. The bank sends it back; please transfer the exact amount.',
    due_at: null,
  });
}

/** This event contains no reference, only the transaction's id, and its amount is a string. */
function rejectTransfer(sim: Simulator, transaction: Transaction): void {
  const data = {
    bank_transfer: {
      amount: String(transaction.requested_amount - 100),
      message: 'incorrect amount sent',
      message_type: 'INCORRECT_AMOUNT',
      transaction_id: String(transaction.id),
    },
    customer: transactionData(sim, transaction).customer,
  };
  announce(sim, 'bank.transfer.rejected', data, { ...transaction, reference: null });
}

/** Paystack's own test numbers approve at once; any other gets a prompt. */
const APPROVING_PHONES = ['0551234987', '+254710000000'];

export function startPrompt(sim: Simulator, transaction: Transaction, phone: string): Transaction {
  if (isPaid(transaction)) return transaction;
  const number = phone.replace(/[^\d+]/g, '');
  if (number.replace(/\D/g, '').length < 9) {
    return save(sim, {
      ...transaction,
      channel: 'mobile_money',
      problem: 'Enter the number of your mobile money account.',
    });
  }
  const attempt = attempted(transaction, 'mobile_money', 'Attempted to pay with mobile money');
  if (APPROVING_PHONES.includes(number)) return succeeded(sim, attempt);
  const due_at = Date.now() + sim.settingsOf(transaction).pace.prompt_ms;
  return waiting(sim, attempt, {
    status: 'pending',
    step: { kind: 'prompt', phone: number, ignored: false },
    due_at,
  });
}

/** An ignored prompt can still be approved until it expires. */
export function answerPrompt(
  sim: Simulator,
  transaction: Transaction,
  answer: 'approve' | 'ignore' | 'decline',
): Transaction {
  if (isPaid(transaction) || transaction.step?.kind !== 'prompt') return transaction;
  if (answer === 'approve') return succeeded(sim, transaction);
  if (answer === 'decline') return failed(sim, transaction, 'Declined');
  return save(sim, { ...transaction, step: { ...transaction.step, ignored: true } });
}

/** Processes transactions that are due: a transfer arrives, or a prompt expires. */
export function processDuePayments(sim: Simulator): void {
  for (const transaction of sim.store.transactions.due(Date.now())) {
    if (transaction.step?.kind === 'transfer') succeeded(sim, transaction);
    else failed(sim, transaction, 'The payment was not approved in time');
  }
}

/** The money arrives now, in any step. */
export function succeeded(sim: Simulator, transaction: Transaction): Transaction {
  if (isPaid(transaction)) return transaction;
  const fees = feeOf(transaction.requested_amount, transaction.currency);
  const { channel } = transaction;
  const paid = save(sim, {
    ...logged(transaction, { type: 'success', message: `Successfully paid with ${channel}` }),
    status: 'success',
    amount: transaction.requested_amount + (sim.settingsOf(transaction).answers.fee_pass_through ? fees : 0),
    fees,
    message: channel === 'mobile_money' ? 'madePayment' : null,
    gateway_response: channel === 'card' ? 'Successful' : 'Approved',
    authorization: authorizationOf(transaction),
    paid_at: new Date().toISOString(),
    step: null,
    problem: null,
    due_at: null,
  });
  announce(sim, 'charge.success', transactionData(sim, paid), paid);
  return paid;
}

/** Sends no webhook: Paystack sends none for a failed payment. */
function failed(sim: Simulator, transaction: Transaction, message: string): Transaction {
  return save(sim, {
    ...logged(transaction, { type: 'error', message: `Error: ${message}` }),
    status: transaction.status === 'abandoned' ? 'abandoned' : 'failed',
    gateway_response: message,
    errors: transaction.errors + 1,
    step: null,
    problem: null,
    due_at: null,
  });
}

type Waiting = Pick<Transaction, 'status' | 'step' | 'due_at'> & { problem?: string };

function waiting(sim: Simulator, transaction: Transaction, changes: Waiting): Transaction {
  return save(sim, {
    ...transaction,
    gateway_response: 'Transaction in progress',
    problem: null,
    ...changes,
  });
}

/** A new attempt, which ends the step of an earlier one. */
function attempted(transaction: Transaction, channel: Channel, message: string): Transaction {
  const begun = logged(transaction, { type: 'action', message });
  return {
    ...begun,
    status: 'ongoing',
    channel,
    attempts: transaction.attempts + 1,
    step: null,
    due_at: null,
  };
}

function logged(transaction: Transaction, entry: { type: string; message: string }): Transaction {
  const time = Math.floor((Date.now() - Date.parse(transaction.created_at)) / 1000);
  return { ...transaction, history: [...transaction.history, { ...entry, time }] };
}

function save(sim: Simulator, transaction: Transaction): Transaction {
  return sim.store.transactions.save(transaction);
}

/** Paystack's prices: a share in ten-thousandths and a flat fee in the subunit (https://paystack.com/pricing). */
const FEES: Record<string, { share: number; flat: number; cap: number }> = {
  NGN: { share: 150, flat: 10_000, cap: 200_000 },
  GHS: { share: 195, flat: 0, cap: Number.POSITIVE_INFINITY },
  ZAR: { share: 290, flat: 100, cap: Number.POSITIVE_INFINITY },
  KES: { share: 290, flat: 0, cap: Number.POSITIVE_INFINITY },
};
const OTHER_FEES = { share: 390, flat: 0, cap: Number.POSITIVE_INFINITY };

/** The flat fee of a naira payment is waived below ₦2,500. */
function feeOf(amount: number, currency: string): number {
  const { share, flat, cap } = FEES[currency] ?? OTHER_FEES;
  const waived = currency === 'NGN' && amount < 250_000;
  return Math.min(cap, Math.ceil((amount * share) / 10_000) + (waived ? 0 : flat));
}

function authorizationOf({ channel, card, access_code }: Transaction): Record<string, unknown> {
  const code = createHash('sha256').update(access_code).digest('hex');
  const common = {
    authorization_code: `AUTH_${code.slice(0, 10)}`,
    exp_month: '12',
    exp_year: '2030',
    channel,
  };
  const used = card === null ? undefined : findCard(card);
  if (channel === 'card' && used) {
    return {
      ...common,
      bin: used.number.slice(0, 6),
      last4: used.number.slice(-4),
      card_type: `${used.brand} `,
      bank: 'TEST BANK',
      country_code: 'NG',
      brand: used.brand,
      reusable: true,
      signature: `SIG_${code.slice(10, 30)}`,
      account_name: null,
    };
  }
  const transfer = channel === 'bank_transfer';
  return {
    ...common,
    bin: transfer ? '008XXX' : '055XXX',
    last4: 'X417',
    card_type: transfer ? 'transfer' : '',
    bank: transfer ? null : 'MTN Mobile Money',
    country_code: transfer ? 'NG' : 'GH',
    brand: transfer ? 'Managed Account' : 'Mtn mobile money',
    reusable: false,
    signature: null,
    account_name: null,
    ...(transfer && { sender_bank: null, sender_name: 'Ada Simulated', sender_country: 'NG' }),
  };
}
