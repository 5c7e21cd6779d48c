import type { Permission } from '@/lib/admin/staff/queries';
import { holdReasonOf } from '@/lib/orders/staff-reasons';
import type { QueuedOrder } from './queue';

/** What is done to an order right in its row, by the names of order_transitions. */
export type RowCommand =
  | 'process'
  | 'mark_ready'
  | 'allocate'
  | 'ship'
  | 'mark_in_transit'
  | 'deliver'
  | 'collect'
  | 'fail_delivery'
  | 'refuse_delivery'
  | 'return_items';

type Facts = Pick<
  QueuedOrder,
  | 'state'
  | 'status'
  | 'hold_reason'
  | 'hold_note'
  | 'dispute_open'
  | 'backordered'
  | 'in_transit'
  | 'delivery_failed_at'
  | 'failure_reason'
  | 'refused_at'
  | 'to_collect_minor'
  | 'is_confirmed_by_me'
>;

const permissions: Record<RowCommand, Permission> = {
  process: 'orders.process',
  mark_ready: 'orders.process',
  allocate: 'orders.process',
  ship: 'orders.ship',
  mark_in_transit: 'orders.ship',
  deliver: 'orders.deliver',
  collect: 'orders.deliver',
  fail_delivery: 'orders.deliver',
  refuse_delivery: 'orders.deliver',
  return_items: 'orders.return',
};

/**
 * What to offer this person, after the rules of update_order_status, which has the last word: nothing is packed or sent that
 * has to wait, whoever confirmed the money does not send the goods, and a parcel that is paid at the door arrives with its money.
 */
export function commandsOf(order: Facts, may: ReadonlySet<Permission>): Set<RowCommand> {
  const offered = Object.keys(permissions) as RowCommand[];
  return new Set(offered.filter((command) => may.has(permissions[command]) && isPossible(order, command)));
}

function isPossible(order: Facts, command: RowCommand): boolean {
  const isPacked = order.state === 'ready_for_shipment';
  // and has not come back as a whole
  const isOut = order.state === 'shipped' && order.status !== 'returned';
  const isBack = order.delivery_failed_at !== null;
  switch (command) {
    case 'process':
      return order.state === 'confirmed' && !mustWait(order);
    case 'mark_ready':
      return (order.state === 'confirmed' || order.state === 'processing') && !mustWait(order);
    case 'allocate':
      return order.backordered && order.state !== 'shipped';
    case 'ship':
      return isPacked && !mustWait(order) && !order.is_confirmed_by_me;
    case 'mark_in_transit':
      return isOut && (isBack || !order.in_transit);
    case 'deliver':
      return isOut && order.to_collect_minor === 0 && order.hold_reason === null;
    case 'collect':
      return isOut && order.to_collect_minor > 0;
    case 'fail_delivery':
      return isOut && !isBack;
    case 'refuse_delivery':
      return isOut && order.refused_at === null;
    case 'return_items':
      return isOut;
  }
}

const mustWait = ({ hold_reason, dispute_open, status }: Facts) =>
  hold_reason !== null || dispute_open || status === 'refunding';

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
