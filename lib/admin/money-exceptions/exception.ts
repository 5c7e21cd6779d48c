import { formatMoney } from '@/lib/money';
import { Constants, type Database } from '@/lib/supabase/database.types';

export type ExceptionKind = Database['public']['Enums']['exception_kind'];

/** `mine`: for this person to decide now · `open`: also those that wait for a refund, or for the customer. */
export type ExceptionView = 'mine' | 'open';

/** `?view=` as somebody may have typed it; null: what the database thinks best for this person. */
export const exceptionViewOf = (text: unknown): ExceptionView | null => (text === 'open' ? text : null);

/** `?kind=` as somebody may have typed it. */
export const exceptionKindOf = (text: unknown): ExceptionKind | null =>
  Constants.public.Enums.exception_kind.find((kind) => kind === text) ?? null;

/** What an exception is about, as far as its query has read it. Money in minor units. */
export type Subject = {
  kind: ExceptionKind;
  /** what the order owed before the money that it is about */
  owed_minor: number;
  orders: { currency: string; paid_minor: number; refunded_minor: number };
  payments: { amount_minor: number; currency: string } | null;
  refunds: { amount_minor: number; currency: string } | null;
  disputes: { amount_minor: number | null; currency: string | null } | null;
};

/** What was owed and what came, in words; null where an exception is not about money that comes in. `gap`: how they differ. */
export type Amounts = { owed: string | null; received: string | null; gap: string };

/** `Owed ₦6,000, received ₦4,000: ₦2,000 short`; of money that goes back, how much that is and what is wrong with it. */
export function amountsOf(subject: Subject, locale: string): Amounts {
  const { kind, owed_minor, orders, payments } = subject;
  const inOrder = (minor: number) => formatMoney(minor, orders.currency, locale);
  const owed = inOrder(Math.max(0, owed_minor));
  const received = payments ? formatMoney(payments.amount_minor, payments.currency, locale) : inOrder(0);
  const unresolved = unresolvedAmount(subject);
  const money = formatMoney(unresolved.minor, unresolved.currency, locale);
  const back = (gap: string): Amounts => ({ owed: null, received: null, gap: `${money} ${gap}` });
  switch (kind) {
    case 'paid_short':
    case 'overpaid':
    case 'amount_mismatch':
      return { owed, received, gap: gapOf((payments?.amount_minor ?? 0) - Math.max(0, owed_minor), inOrder) };
    case 'currency_mismatch':
      return { owed, received, gap: `paid in ${payments?.currency ?? 'another currency'}` };
    case 'reversed':
      return { owed, received, gap: `${received} taken back` };
    // what came was another order's
    case 'payment_moved':
      return { owed, received: inOrder(0), gap: `${owed} short` };
    case 'unverified_proof':
      return { owed, received: inOrder(0), gap: 'not verified' };
    case 'refund_due':
      return back('to refund');
    case 'refund_failed':
    case 'refund_needs_attention':
      return back('not refunded yet');
    case 'refund_mismatch':
      return back('refunded');
    case 'dispute':
      return back('disputed');
  }
}

function gapOf(difference: number, money: (minor: number) => string): string {
  if (difference === 0) return 'paid in full';
  return difference < 0 ? `${money(-difference)} short` : `${money(difference)} too much`;
}

/** The money that an exception is about: that of its refund, its dispute or its payment, else what the order holds. */
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

/** How long is left, or how long it has been over: the two largest units, as `3 h 20 min`. */
export function spanOf(ms: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return days < 3 && hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return hours < 6 && rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}
