import { type Amounts, amountsOf } from '@/lib/admin/money-exceptions/exception';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import type { MoneyException } from '@/lib/orders/order-money';

export type Decision = MoneyException['choices'][number];

/** A way to decide an exception, and what happens next. */
export type Choice = { decision: Decision; title: string; text: string };

/** The choices that the database offers for an exception, in its order, in words. */
export function choicesOf(order: Order, exception: MoneyException, locale: string): Choice[] {
  const words = wordsOf(order, exception, locale);
  return exception.choices.map((decision) => ({ decision, ...words[decision]() }));
}

/** What was owed and what came, in words. */
export const exceptionAmounts = (order: Order, exception: MoneyException, locale: string): Amounts =>
  amountsOf(subjectOf(order, exception), locale);

function subjectOf(order: Order, { kind, owed_minor, payment_id, refund_id, dispute_id }: MoneyException) {
  return {
    ...{ kind, owed_minor, orders: order },
    payments: order.payments?.find((one) => one.payment_id === payment_id) ?? null,
    refunds: order.refunds?.find((one) => one.refund_id === refund_id) ?? null,
    disputes: order.disputes?.find((one) => one.dispute_id === dispute_id) ?? null,
  };
}

type Words = Record<Decision, () => Omit<Choice, 'decision'>>;

function wordsOf(order: Order, exception: MoneyException, locale: string): Words {
  const { kind } = exception;
  const money = (minor: number, currency = order.currency) => formatMoney(minor, currency, locale);
  const { held_minor: held, missing_minor: missing, ...preview } = exception.preview ?? nothing;
  const unpaid = missing > 0 ? `${money(missing)} stays unpaid` : null;
  return {
    confirm: () => ({
      title:
        kind === 'paid_short'
          ? 'Confirm order'
          : `${preview.goes_on ? 'Keep' : 'Confirm with'} ${money(held)}${unpaid ? ` (${unpaid})` : ''}`,
      text: confirmText(preview.goes_on, kind, missing < 0 ? money(-missing) : null),
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
      title: `Refund ${money(preview.refund_minor ?? 0, preview.refund_currency)}`,
      text: refundText(preview),
    }),
    cancel: () => ({
      title: 'Cancel order',
      text: 'The items go back into stock, and the customer gets an email.',
    }),
    dismiss: () => ({ title: 'Dismiss', text: dismissText(kind, unpaid) }),
  };
}

type Preview = NonNullable<MoneyException['preview']>;

/** Of an exception that is decided, and so has no choices. */
const nothing: Preview = {
  ...{ held_minor: 0, missing_minor: 0, goes_on: false, refund_minor: null, refund_currency: 'NGN' },
  ...{ refund_needs_approval: false, refund_cancels: false, stays_open: false },
};

function refundText({
  refund_needs_approval,
  refund_cancels,
  stays_open,
}: Omit<Preview, 'held_minor' | 'missing_minor'>): string {
  const order = refund_cancels
    ? 'The order is cancelled. '
    : stays_open
      ? 'The order stays open, and can be paid until its time is over. '
      : '';
  const approval = refund_needs_approval ? 'A second person has to approve it. ' : '';
  return `${order}${approval}The customer gets an email when the money has arrived.`;
}

function confirmText(goesOn: boolean, kind: MoneyException['kind'], extra: string | null): string {
  if (kind === 'paid_short') return 'Its stock is back: it is taken, and the order can be packed.';
  const back = extra ? `${extra} is too much and goes back. ` : '';
  return goesOn
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
