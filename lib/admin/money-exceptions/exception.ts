import type { Messages } from '@/lib/messages/messages';
import { formatMoney } from '@/lib/money';
import { Constants, type Database } from '@/lib/supabase/database.types';

export type ExceptionKind = Database['public']['Enums']['exception_kind'];

export const exceptionKinds = Constants.public.Enums.exception_kind;

/** `mine`: this user can decide it now · `open`: also exceptions that wait for a refund or for the customer. */
export type ExceptionView = 'mine' | 'open';

/** Parses the untrusted `?view=`; null leaves the choice to the database. */
export const exceptionViewOf = (text: unknown): ExceptionView | null => (text === 'open' ? text : null);

/** Parses the untrusted `?kind=`. */
export const exceptionKindOf = (text: unknown): ExceptionKind | null =>
  exceptionKinds.find((kind) => kind === text) ?? null;

/** The records behind an exception, as far as its query selected them. Amounts in minor units. */
export type Subject = {
  kind: ExceptionKind;
  /** what the order owed before the payment in question */
  owed_minor: number;
  orders: { currency: string; paid_minor: number; refunded_minor: number };
  payments: { amount_minor: number; currency: string } | null;
  refunds: { amount_minor: number; currency: string } | null;
  disputes: { amount_minor: number | null; currency: string | null } | null;
};

/**
 * How the received amount differs from the amount owed, or what is wrong with outgoing money: `exceptions.gap` of the
 * messages.
 */
export type Gap = { code: GapCode; amount: string; currency: string };

type GapCode = keyof Messages['admin']['exceptions']['gap'];

/** Formatted amounts owed and received; null when the exception is not about an incoming payment. `gap`: the difference. */
export type Amounts = { owed: string | null; received: string | null; gap: Gap };

/** `₦6,000 owed, ₦4,000 received: ₦2,000 short`; for outgoing money, the amount and what is wrong with it. */
export function amountsOf(subject: Subject, locale: string): Amounts {
  const { kind, owed_minor, orders, payments } = subject;
  const format = (minor: number) => formatMoney(minor, orders.currency, locale);
  const owed = format(Math.max(0, owed_minor));
  const received = payments ? formatMoney(payments.amount_minor, payments.currency, locale) : format(0);
  const unresolved = unresolvedAmount(subject);
  const gap = (code: GapCode, amount = ''): Gap => ({ code, amount, currency: payments?.currency ?? '' });
  const outgoing = (code: GapCode): Amounts => {
    const amount = formatMoney(unresolved.minor, unresolved.currency, locale);
    return { owed: null, received: null, gap: gap(code, amount) };
  };
  switch (kind) {
    case 'paid_short':
    case 'overpaid':
    case 'amount_mismatch': {
      const extra = (payments?.amount_minor ?? 0) - Math.max(0, owed_minor);
      const code = extra === 0 ? 'paid_in_full' : extra < 0 ? 'short' : 'too_much';
      return { owed, received, gap: gap(code, format(Math.abs(extra))) };
    }
    case 'currency_mismatch':
      return { owed, received, gap: gap(payments ? 'paid_in' : 'paid_in_another') };
    case 'reversed':
      return { owed, received, gap: gap('taken_back', received) };
    // the payment belonged to another order
    case 'payment_moved':
      return { owed, received: format(0), gap: gap('short', owed) };
    case 'unverified_proof':
      return { owed, received: format(0), gap: gap('not_verified') };
    case 'refund_due':
      return outgoing('to_refund');
    case 'refund_failed':
    case 'refund_needs_attention':
      return outgoing('not_refunded');
    case 'refund_mismatch':
      return outgoing('refunded');
    case 'dispute':
      return outgoing('disputed');
  }
}

/** The amount that an exception is about: its refund, its dispute or its payment, else what the order holds. */
export function unresolvedAmount({
  orders,
  payments,
  refunds,
  disputes,
}: Omit<Subject, 'kind' | 'owed_minor'>) {
  if (refunds) return { minor: refunds.amount_minor, currency: refunds.currency };
  if (disputes?.amount_minor) {
    return { minor: disputes.amount_minor, currency: disputes.currency ?? orders.currency };
  }
  if (payments) return { minor: payments.amount_minor, currency: payments.currency };
  return { minor: orders.paid_minor - orders.refunded_minor, currency: orders.currency };
}

/** Time left or overdue, in its two largest units: `3 h 20 min`. */
export function spanOf(ms: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return days < 3 && hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return hours < 6 && rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}
