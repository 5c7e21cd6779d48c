import { formatMoney } from '@/lib/money';
import type { MoneyException, Order } from './order';

export type Decision = NonNullable<MoneyException['decision']>;

/** A way to decide a question, and what follows from it. */
export type Choice = { decision: Decision; title: string; text: string };

/**
 * The ways in which a question can be decided as its order stands now, the gentlest first. None where something else decides
 * it: the end of a dispute, another try of a refund, or its money that is on its way already.
 */
export function choicesOf(order: Order, question: MoneyException, locale: string): Choice[] {
  if (order.dispute_open) return [];
  const minor = moneyOf(order, question);
  const money = minor > 0 ? formatMoney(minor, currencyOf(order, question), locale) : null;
  const isGoingOn = !isUnexplained(order) && order.confirmed_at !== null && order.state !== 'cancelled';
  const choices: (Choice | null)[] = [];
  switch (question.kind) {
    case 'paid_short':
    case 'amount_mismatch':
      // what is on its way back can no longer pay for the order
      if (isGoingOn || !isGoingBack(order)) {
        choices.push({
          decision: 'confirm',
          title: isGoingOn ? 'Keep it' : 'Confirm the order',
          text: confirmText(order, question.kind, locale),
        });
      }
      if (!isGoingOn && !isGoingBack(order)) {
        choices.push({
          decision: 'backorder',
          title: 'Confirm it and owe the goods',
          text: 'The customer waits. The order can be packed once the stock is back on the shelf.',
        });
      }
      choices.push(refund(order, question, money));
      break;
    case 'refund_failed':
    case 'refund_needs_attention':
      break;
    case 'dispute':
      return [];
    default:
      choices.push(refund(order, question, money));
  }
  if (question.kind === 'unverified_proof' || !isUnexplained(order)) {
    choices.push({ decision: 'dismiss', title: 'Nothing is to be done', text: dismissText(question) });
  }
  return choices
    .filter((choice) => choice !== null)
    .filter(
      ({ decision }) =>
        decision !== question.decision && !(question.kind === 'paid_short' && decision === 'dismiss'),
    );
}

/** Whether the order holds money that its state does not explain; such a question cannot be dismissed. */
export const isUnexplained = (order: Order) =>
  ['requested', 'pending_payment', 'awaiting_verification', 'cancelled'].includes(order.state) &&
  (order.payments ?? []).some(
    ({ payment_id, amount_minor }) =>
      amount_minor >
      (order.refunds ?? [])
        .filter((refund) => refund.payment_id === payment_id && refund.state === 'succeeded')
        .reduce((sum, refund) => sum + refund.amount_minor, 0),
  );

const isGoingBack = ({ refunds }: Order) =>
  (refunds ?? []).some(({ state }) =>
    ['requested', 'approved', 'submitted', 'processing', 'needs_attention'].includes(state),
  );

function refund(order: Order, question: MoneyException, money: string | null): Choice | null {
  if (!money || question.kind === 'unverified_proof') return null;
  const ends =
    ['paid_short', 'refund_due'].includes(question.kind) &&
    ['requested', 'pending_payment', 'awaiting_verification'].includes(order.state);
  return {
    decision: 'refund',
    title: `Give ${money} back`,
    text: ends
      ? 'The order is cancelled, and the customer gets a mail now and when the money has arrived.'
      : 'The customer gets a mail when it has arrived.',
  };
}

function confirmText(order: Order, kind: MoneyException['kind'], locale: string): string {
  if (kind === 'paid_short') return 'For when the goods are back on the shelf: they become this order’s.';
  const held = order.paid_minor - order.refunded_minor - order.refunding_minor;
  const difference = order.total_minor - held;
  const money = formatMoney(Math.abs(difference), order.currency, locale);
  if (difference > 0) return `With the money that is here. ${money} stays unpaid.`;
  return difference < 0 ? `What is too much, ${money}, goes back.` : 'With the money that is here.';
}

function dismissText({ kind }: MoneyException): string {
  switch (kind) {
    case 'unverified_proof':
      return 'The money never came. The order stays cancelled.';
    case 'refund_failed':
    case 'refund_needs_attention':
      return 'No other try. The money stays with the shop.';
    case 'refund_mismatch':
      return 'Both were compared, and all is as it should be.';
    default:
      return 'The money stays as it is.';
  }
}

/** What of the money that a question is about is neither back nor on its way back. */
function moneyOf(order: Order, { kind, payment_id }: MoneyException): number {
  if (kind === 'paid_short' || kind === 'refund_due') return order.refundable_minor ?? 0;
  const payment = order.payments?.find((one) => one.payment_id === payment_id);
  return payment ? payment.amount_minor - payment.refunding_minor : 0;
}

const currencyOf = (order: Order, { payment_id, kind }: MoneyException) =>
  (kind !== 'paid_short' && kind !== 'refund_due'
    ? order.payments?.find((one) => one.payment_id === payment_id)?.currency
    : undefined) ?? order.currency;
