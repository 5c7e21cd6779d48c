import { type Amounts, amountsOf } from '@/lib/admin/money-exceptions/exception';
import type { Translator } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import type { MoneyException } from '@/lib/orders/order-money';

type T = Translator<'admin.orders'>;
export type Decision = MoneyException['choices'][number];

/** An option for deciding an exception, with its effect. */
export type Choice = { decision: Decision; title: string; text: string };

/** Labels and texts for the choices that the database offers, in its order. */
export function choicesOf(t: T, order: Order, exception: MoneyException, locale: string): Choice[] {
  const words = wordsOf(t, order, exception, locale);
  return exception.choices.map((decision) => ({ decision, ...words[decision]() }));
}

/** The amounts owed and received, formatted. */
export const exceptionAmounts = (order: Order, exception: MoneyException, locale: string): Amounts =>
  amountsOf(subjectOf(order, exception), locale);

function subjectOf(order: Order, { kind, owed_minor, payment_id, refund_id, dispute_id }: MoneyException) {
  return {
    ...{ kind, owed_minor, orders: order },
    payments: order.payments?.find((payment) => payment.payment_id === payment_id) ?? null,
    refunds: order.refunds?.find((refund) => refund.refund_id === refund_id) ?? null,
    disputes: order.disputes?.find((dispute) => dispute.dispute_id === dispute_id) ?? null,
  };
}

type Words = Record<Decision, () => Omit<Choice, 'decision'>>;

function wordsOf(t: T, order: Order, exception: MoneyException, locale: string): Words {
  const { kind } = exception;
  const money = (minor: number, currency = order.currency) => formatMoney(minor, currency, locale);
  const { held_minor: held, missing_minor: missing, ...preview } = exception.preview ?? nothing;
  const unpaid = missing > 0 ? money(missing) : null;
  const goesOn = String(preview.goes_on);
  return {
    confirm: () => ({
      title:
        kind === 'paid_short'
          ? t('decisions.confirmOrder')
          : unpaid
            ? t('decisions.confirmShort', { goesOn, held: money(held), missing: unpaid })
            : t('decisions.confirmWith', { goesOn, held: money(held) }),
      text: confirmText(t, preview.goes_on, kind, missing < 0 ? money(-missing) : null),
    }),
    backorder: () => ({
      title: t('decisions.backorder'),
      text: unpaid ? t('decisions.backorderShort', { missing: unpaid }) : t('decisions.backorderText'),
    }),
    ask_rest: () => ({
      title:
        kind === 'payment_moved'
          ? t('decisions.askAll')
          : t('decisions.askRest', { missing: money(missing) }),
      text: askText(t, order, money(missing), held > 0 ? money(held) : null),
    }),
    refund: () => ({
      title: t('decisions.refund', { amount: money(preview.refund_minor ?? 0, preview.refund_currency) }),
      text: refundText(t, preview),
    }),
    cancel: () => ({ title: t('decisions.cancel'), text: t('decisions.cancelText') }),
    dismiss: () => ({ title: t('decisions.dismiss'), text: dismissText(t, kind, unpaid) }),
  };
}

type Preview = NonNullable<MoneyException['preview']>;

/** A decided exception has no choices and no preview. */
const nothing: Preview = {
  ...{ held_minor: 0, missing_minor: 0, goes_on: false, refund_minor: null, refund_currency: 'NGN' },
  ...{ refund_needs_approval: false, refund_cancels: false, stays_open: false },
};

const sentences = (...each: (string | false | null)[]) => each.filter(Boolean).join(' ');

function refundText(t: T, preview: Omit<Preview, 'held_minor' | 'missing_minor'>): string {
  return sentences(
    preview.refund_cancels
      ? t('decisions.refundCancels')
      : preview.stays_open && t('decisions.refundStaysOpen'),
    preview.refund_needs_approval && t('decisions.refundApproval'),
    t('decisions.refundEmail'),
  );
}

function confirmText(t: T, goesOn: boolean, kind: MoneyException['kind'], extra: string | null): string {
  if (kind === 'paid_short') return t('decisions.stockIsBack');
  return sentences(
    extra && t('decisions.extraGoesBack', { extra }),
    goesOn ? t('decisions.goesOn') : t('decisions.canBePacked'),
  );
}

function askText(t: T, order: Order, missing: string, held: string | null): string {
  const asks =
    order.payment_method === 'bank_transfer'
      ? t('decisions.askTransfer', { missing })
      : t('decisions.askPayment', { missing });
  if (order.shipments.length > 0) {
    return sentences(
      asks,
      order.state === 'shipped' ? t('decisions.staysShipped') : t('decisions.restWaits'),
    );
  }
  return sentences(asks, held ? t('decisions.waitsOrRefunded', { held }) : t('decisions.waitsOrCancelled'));
}

function dismissText(t: T, kind: MoneyException['kind'], unpaid: string | null): string {
  switch (kind) {
    case 'unverified_proof':
      return t('decisions.neverCame');
    case 'refund_failed':
    case 'refund_needs_attention':
      return t('decisions.noRetry');
    case 'refund_mismatch':
      return t('decisions.compared');
    case 'payment_moved':
      return unpaid ? t('decisions.notAskedShort', { missing: unpaid }) : t('decisions.notAsked');
    default:
      return t('decisions.moneyStays');
  }
}
