import type { OrderAction, TimelineEntry } from '@/lib/orders/order';
import { exceptionWords } from '@/lib/orders/staff-words';

const happenings: Record<OrderAction, string> = {
  create_order: 'Order placed',
  clone_order: 'Placed again, as a copy of an earlier order',
  accept: 'Accepted by the shop',
  confirm_request: 'Confirmed by the customer',
  settle: 'Payment received',
  approve: 'Confirmed by the shop’s decision',
  ask_rest: 'Customer asked for the rest',
  revive: 'Revived after the cancellation',
  submit_proof: 'Proof of transfer shown',
  reject_proof: 'Proof of transfer rejected',
  payment_failed: 'Payment attempt failed',
  payment_overpaid: 'Another payment received',
  payment_mismatch: 'Payment received that does not fit',
  payment_paid_short: 'Payment received, but the goods are gone',
  allocate: 'Stock set aside for it',
  process: 'Packing begun',
  mark_ready: 'Packed, ready to ship',
  ship: 'Shipped',
  mark_in_transit: 'On its way, says the carrier',
  fail_delivery: 'Could not be delivered',
  refuse_delivery: 'Refused at the door',
  deliver: 'Delivered',
  collect: 'Delivered, cash collected',
  payment_collected: 'Payment received after shipping',
  complete: 'Completed',
  hold: 'Put on hold',
  release: 'Hold released',
  archive: 'Archived',
  cancel: 'Cancelled',
  cancel_items: 'Pieces taken off',
  return_items: 'Pieces came back',
  open_dispute: 'Dispute opened',
  close_dispute: 'Dispute closed',
  move_payment: 'Payment moved to another order',
  request_move: 'Asked to move the payment to another order',
  decline_move: 'Payment stays with this order',
  request_refund: 'Refund asked for',
  refund_approved: 'Refund approved',
  refund_submitted: 'Refund handed to the gateway',
  refund_processing: 'Refund on its way',
  refund_succeeded: 'Refunded',
  refund_failed: 'Refund failed',
  refund_needs_attention: 'Refund is stuck at the gateway',
  refund_declined: 'Refund declined',
  give_payout_details: 'Bank details given',
  change_payout_details: 'Bank details changed',
  read_payout_details: 'Bank details viewed',
  delete_payout_details: 'Bank details deleted',
  open_exception: 'Question',
  resolve_exception: 'Question answered',
  note: 'Note',
  correct_email: 'Email corrected by the customer',
  reissue_order_keys: 'New link sent, earlier links stopped working',
  add_verification_claims: 'Taken on to verify',
  edit_verification_claims: 'Taken over to verify',
  delete_verification_claims: 'No longer being verified',
};

/** What happened, for a row of the timeline. */
export function happeningOf({ action, kind, from, to }: TimelineEntry): string {
  // a part of an order leaves, and the order stays where it is
  if (action === 'ship' && from !== 'shipped' && to !== 'shipped') return 'Partly shipped';
  const happening = action ? happenings[action] : 'Updated';
  return kind ? `${happening}: ${exceptionWords[kind].title}` : happening;
}
