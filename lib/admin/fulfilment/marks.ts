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

/** What holds an order up, and why; whatever is said first is also refused first. */
export function marksOf(order: Facts): Mark[] {
  const marks: Mark[] = [];
  const { hold_reason, dispute_open, status, backordered, refused_at, delivery_failed_at } = order;
  const reason = order.failure_reason ? `${order.failure_reason.replace(/\.$/, '')}. ` : '';
  if (hold_reason) marks.push({ label: 'On hold', tone: 'warn', why: `${holdReasonOf(order)}.` });
  if (dispute_open) {
    marks.push({ label: 'Disputed', tone: 'bad', why: 'It waits until that has ended.' });
  }
  if (status === 'refunding') {
    marks.push({
      label: 'To be cancelled',
      tone: 'bad',
      why: 'Its money is back or on its way back, so its goods stay here.',
    });
  }
  if (backordered) {
    marks.push({ label: 'Backordered', tone: 'warn', why: 'It is owed goods that were not there.' });
  }
  if (status === 'returned') {
    marks.push({
      label: 'All of it is back',
      tone: 'warn',
      why: 'It is closed once its money is given back.',
    });
  } else if (refused_at) {
    marks.push({
      label: 'Refused at the door',
      tone: 'bad',
      why: reason.trim() || 'The customer did not take it.',
    });
  } else if (delivery_failed_at) {
    marks.push({
      label: 'Could not be delivered',
      tone: 'warn',
      why: `${reason}Have it tried again, or note what is back.`,
    });
  }
  return marks;
}
