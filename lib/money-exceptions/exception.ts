import type { Membership } from '@/lib/staff/queries';
import { Constants, type Database } from '@/lib/supabase/database.types';

export type ExceptionKind = Database['public']['Enums']['exception_kind'];

/** `mine`: not decided yet, and this person may · `open`: also those whose decision has not come true yet. */
export type QuestionView = 'mine' | 'open';

/** Whose questions this person may answer, as `resolve_exception` sees it: everybody's, those of verifiers, nobody's. */
export function answersOf({ permissions }: Pick<Membership, 'permissions'>): 'all' | 'verifier' | 'none' {
  if (permissions.has('exceptions.resolve')) return 'all';
  return permissions.has('payments.verify') ? 'verifier' : 'none';
}

/** `?view=` as somebody may have typed it. Who may answer nothing sees what there is. */
export function questionViewOf(text: unknown, membership: Pick<Membership, 'permissions'>): QuestionView {
  return text === 'open' || answersOf(membership) === 'none' ? 'open' : 'mine';
}

/** `?kind=` as somebody may have typed it. */
export const exceptionKindOf = (text: unknown): ExceptionKind | null =>
  Constants.public.Enums.exception_kind.find((kind) => kind === text) ?? null;

/** What a row of the queue is about, as far as its query has read it. Money in minor units. */
type Subject = {
  orders: { currency: string; paid_minor: number; refunded_minor: number };
  payments: { amount_minor: number; currency: string } | null;
  refunds: { amount_minor: number; currency: string } | null;
  disputes: { amount_minor: number | null; currency: string | null } | null;
};

/** The money that a question is about: that of its refund, its dispute or its payment, else what the order holds. */
export function amountInQuestion({ orders, payments, refunds, disputes }: Subject) {
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
