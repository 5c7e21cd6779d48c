import { type Amounts, amountInQuestion, amountsOf } from '@/lib/admin/money-exceptions/exception';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import type { MoneyException } from '@/lib/orders/order-money';

export type Decision = MoneyException['choices'][number];

/** A way to decide an exception, and what happens next. */
export type Choice = { decision: Decision; title: string; text: string };

/** The choices that the database offers for an exception, in its order, in words. */
export function choicesOf(order: Order, question: MoneyException, locale: string): Choice[] {
  const words = wordsOf(order, question, locale);
  return question.choices.map((decision) => ({ decision, ...words[decision]() }));
}

/** What was owed and what came, in words. */
export const questionAmounts = (order: Order, question: MoneyException, locale: string): Amounts =>
  amountsOf(subjectOf(order, question), locale);

function subjectOf(order: Order, { kind, owed_minor, payment_id, refund_id, dispute_id }: MoneyException) {
  return {
    ...{ kind, owed_minor, orders: order },
    payments: order.payments?.find((one) => one.payment_id === payment_id) ?? null,
    refunds: order.refunds?.find((one) => one.refund_id === refund_id) ?? null,
    disputes: order.disputes?.find((one) => one.dispute_id === dispute_id) ?? null,
  };
}

type Words = Record<Decision, () => Omit<Choice, 'decision'>>;

function wordsOf(order: Order, question: MoneyException, locale: string): Words {
  const { kind } = question;
  const money = (minor: number, currency = order.currency) => formatMoney(minor, currency, locale);
  // what is on its way back can no longer pay for the order
  const held = order.refundable_minor ?? 0;
  const missing = order.total_minor - held;
  const unpaid = missing > 0 ? `${money(missing)} stays unpaid` : null;
  const refund = refundable(order, question);
  return {
    confirm: () => ({
      title:
        kind === 'paid_short'
          ? 'Confirm order'
          : `${isGoingOn(order) ? 'Keep' : 'Confirm with'} ${money(held)}${unpaid ? ` (${unpaid})` : ''}`,
      text: confirmText(order, kind, missing < 0 ? money(-missing) : null),
    }),
    backorder: () => ({
      title: 'Confirm as backorder',
      text: `The customer waits${unpaid ? `, and ${unpaid}` : ''}. The order can be packed once its stock is back on the shelf.`,
    }),
    ask_rest: () => ({
      title: kind === 'payment_moved' ? 'Ask for the money' : `Ask for the rest (${money(missing)})`,
      text: askText(order, money(missing), held > 0 ? money(held) : null),
    }),
    refund: () => ({
      title: `Refund ${money(refund.minor, refund.currency)}`,
      text: `${refundEnds(order, kind) ? 'The order is cancelled. ' : staysOpen(order) ? 'The order stays open, and can be paid until its time is over. ' : ''}The customer gets an email when the money has arrived.`,
    }),
    cancel: () => ({
      title: 'Cancel order',
      text: 'The items go back into stock, and the customer gets an email.',
    }),
    dismiss: () => ({ title: 'Dismiss', text: dismissText(kind, unpaid) }),
  };
}

/** It has been confirmed, and nobody confirms it once more. */
const isGoingOn = ({ confirmed_at, state }: Order) => confirmed_at !== null && state !== 'cancelled';

function confirmText(order: Order, kind: MoneyException['kind'], extra: string | null): string {
  if (kind === 'paid_short') return 'Its stock is back: it is taken, and the order can be packed.';
  const back = extra ? `${extra} is too much and goes back. ` : '';
  return isGoingOn(order)
    ? `${back}The order goes on with the money that is there.`
    : `${back}The order can be packed, and the customer gets an email.`;
}

function askText(order: Order, missing: string, held: string | null): string {
  const asks =
    order.payment_method === 'bank_transfer'
      ? `The customer gets an email with ${missing} and the bank account.`
      : `The customer gets an email to pay ${missing}.`;
  if (order.shipments.length > 0) {
    return `${asks} ${order.state === 'shipped' ? 'The order stays as it is.' : 'What has not left waits for it.'}`;
  }
  return `${asks} The order waits for it, and its stock is reserved if it is still there. If it is not paid in time, the order is cancelled${held ? ` and ${held} goes back` : ''}.`;
}

/** What of the money that an exception is about is neither back nor on its way back. */
function refundable(order: Order, question: MoneyException): { minor: number; currency: string } {
  if (isAboutWholeOrder(question.kind)) {
    return { minor: order.refundable_minor ?? 0, currency: order.currency };
  }
  const payment = order.payments?.find((one) => one.payment_id === question.payment_id);
  return payment
    ? { minor: payment.amount_minor - payment.refunding_minor, currency: payment.currency }
    : amountInQuestion(subjectOf(order, question));
}

const isAboutWholeOrder = (kind: MoneyException['kind']) => kind === 'paid_short' || kind === 'refund_due';

const refundEnds = ({ state }: Order, kind: MoneyException['kind']) =>
  isAboutWholeOrder(kind) && ['requested', 'pending_payment', 'awaiting_verification'].includes(state);

/** It waits for its money, and goes on doing so when another amount has gone back. */
const staysOpen = ({ state }: Order) => state === 'pending_payment' || state === 'awaiting_verification';

function dismissText(kind: MoneyException['kind'], unpaid: string | null): string {
  switch (kind) {
    case 'unverified_proof':
      return 'The money never came. The order stays cancelled.';
    case 'refund_failed':
    case 'refund_needs_attention':
      return 'No other try. The money stays with the shop.';
    case 'refund_mismatch':
      return 'Both were compared, and all is as it should be.';
    case 'payment_moved':
      return unpaid ? `Nobody is asked for the money: ${unpaid}.` : 'Nobody is asked for the money.';
    default:
      return 'The money stays as it is.';
  }
}
