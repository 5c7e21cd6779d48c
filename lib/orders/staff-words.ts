import type { Translator } from '@/lib/messages/messages';
import { GATEWAYS, isGateway } from '@/lib/payments/gateway';
import { Constants, type Database } from '@/lib/supabase/database.types';
import type { Tone } from '@/lib/tone';
import type { OrderStatus, PaymentStatus } from './order';

type Enums = Database['public']['Enums'];
type RefundStatus = Enums['refund_status'];
type T = Translator<'admin.orders'>;

export type Word = { label: string; tone: Tone };

/** Status colours. They show who acts next: accent means the shop's routine work, warn means that someone has to look. */
const statusTones: Record<OrderStatus, Tone> = {
  requested: 'warn',
  pending_payment: 'neutral',
  payment_failed: 'bad',
  awaiting_verification: 'warn',
  confirmed: 'accent',
  paid: 'accent',
  processing: 'accent',
  ready_for_shipment: 'accent',
  partially_shipped: 'accent',
  shipped: 'good',
  in_transit: 'good',
  delivered: 'good',
  completed: 'good',
  cancelled: 'neutral',
  rejected: 'neutral',
  on_hold: 'warn',
  backordered: 'warn',
  returned: 'neutral',
  partially_refunded: 'neutral',
  refunding: 'bad',
  refunded: 'neutral',
  disputed: 'bad',
  archived: 'neutral',
};

const paymentStatusTones: Record<PaymentStatus, Tone> = {
  not_paid: 'neutral',
  pending: 'neutral',
  under_verification: 'warn',
  failed: 'bad',
  partially_paid: 'warn',
  paid: 'good',
  overpaid: 'warn',
  partially_refunded: 'neutral',
  refunded: 'neutral',
  disputed: 'bad',
};

const refundTones: Record<RefundStatus, Tone> = {
  requested: 'warn',
  to_pay_out: 'accent',
  after_dispute: 'accent',
  approved: 'accent',
  submitted: 'accent',
  processing: 'accent',
  succeeded: 'good',
  paid_out: 'good',
  failed: 'bad',
  retried: 'bad',
  needs_attention: 'bad',
  declined: 'neutral',
  moved: 'neutral',
};

/** An order's status as staff see it. */
export const statusWord = (t: T, status: OrderStatus): Word => ({
  label: t(`status.order.${status}`),
  tone: statusTones[status],
});

export const paymentStatusWord = (t: T, status: PaymentStatus): Word => ({
  label: t(`status.payment.${status}`),
  tone: paymentStatusTones[status],
});

/** Gateways keep their own names. */
export const paymentMethodName = (t: T, method: Enums['payment_method']): string =>
  isGateway(method) ? GATEWAYS[method] : t(`status.method.${method}`);

/**
 * Labels and texts of refund statuses, by code (`wordsFor`). A `moved` refund was not sent: its payment belonged to
 * another order.
 */
export const refundWords = (t: T) =>
  Object.fromEntries(
    (Object.keys(refundTones) as RefundStatus[]).map((status) => [
      status,
      {
        label: t(`status.refund.${status}.label`),
        text: t(`status.refund.${status}.text`),
        tone: refundTones[status],
      },
    ]),
  ) as Record<RefundStatus, Word & { text: string }>;

/** What an exception is about; cash has its own texts. */
export const exceptionText = (t: T, kind: Enums['exception_kind'], isCash: boolean): string =>
  isCash && (kind === 'overpaid' || kind === 'amount_mismatch')
    ? t(`status.cashException.${kind}`)
    : t(`status.exception.${kind}.text`);

export const isRole = (by: string): by is Enums['staff_role'] =>
  Constants.public.Enums.staff_role.some((role) => role === by);

/** Who did it: a staff member by name and role, or another actor. `by` is a staff role, shopper or system. */
export function actorOf(t: T, { by, by_name }: { by: string; by_name: string | null }): string {
  if (isRole(by)) {
    return by_name
      ? t('timeline.byStaff', { name: by_name, role: t(`roles.${by}.noun`) })
      : t(`roles.${by}.label`);
  }
  return by === 'shopper' || by === 'system' ? t(`actors.${by}`) : by;
}
