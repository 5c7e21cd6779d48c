import type { Translator } from '@/lib/messages/messages';
import { holdReasonOf } from '@/lib/orders/staff-reasons';
import type { QueuedOrder } from './queue';

type Facts = Pick<
  QueuedOrder,
  | 'status'
  | 'hold_reason'
  | 'hold_note'
  | 'dispute_open'
  | 'backordered'
  | 'delivery_failed_at'
  | 'failure_reason'
  | 'refused_at'
>;

export type Mark = { label: string; tone: 'warn' | 'bad'; why: string };

/** What blocks or delays an order, and why; blocks come in the order in which `private.move_refusal` checks them. */
export function marksOf(
  t: Translator<'admin.fulfilment'>,
  tOrders: Translator<'admin.orders'>,
  order: Facts,
): Mark[] {
  const marks: Mark[] = [];
  const { hold_reason, dispute_open, status, backordered, refused_at, delivery_failed_at } = order;
  const reason = order.failure_reason?.replace(/\.$/, '');
  if (hold_reason) {
    marks.push({ label: t('mark.on_hold'), tone: 'warn', why: `${holdReasonOf(tOrders, order)}.` });
  }
  if (dispute_open) marks.push({ label: t('mark.disputed'), tone: 'bad', why: t('markText.disputed') });
  if (status === 'refunding') {
    marks.push({ label: t('mark.to_be_cancelled'), tone: 'bad', why: t('markText.to_be_cancelled') });
  }
  if (backordered) {
    marks.push({ label: t('mark.backordered'), tone: 'warn', why: t('markText.backordered') });
  }
  if (status === 'returned') {
    marks.push({ label: t('mark.returned'), tone: 'warn', why: t('markText.returned') });
  } else if (refused_at) {
    marks.push({
      label: t('mark.refused'),
      tone: 'bad',
      why: reason ? `${reason}.` : t('markText.refused'),
    });
  } else if (delivery_failed_at) {
    marks.push({
      label: t('mark.not_delivered'),
      tone: 'warn',
      why: reason ? t('markText.not_delivered_because', { reason }) : t('markText.not_delivered'),
    });
  }
  return marks;
}
