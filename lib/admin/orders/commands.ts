import type { z } from 'zod';
import { collectSchema } from '@/lib/admin/cash/schema';
import type { OrderCommand } from '@/lib/orders/order';
import type { FunctionName } from '@/lib/supabase/rpc';
import { type Answer, type Command, command, type Words } from './command';
import { prompts } from './command-prompts';
import {
  asSeen,
  checkForm,
  cloneForm,
  closeDisputeForm,
  linesForm,
  noteForm,
  ofOrder,
  ofRefund,
  payOutForm,
  reason,
  refundForm,
  resolveForm,
  seenForm,
  shipForm,
} from './schema';

/** A simple move: the database knows it by its own name. What else its form says are its details. */
const move = <S extends z.ZodType<Seen> = typeof asSeen>({ fields, ...words }: Words & { fields?: S }) =>
  command({
    ...words,
    fields: fields ?? asSeen,
    runs: 'update_order_status',
    args: ({ order_id, expected_version, ...details }: Seen, to_state) => ({
      ...{ order_id, to_state, expected_version, details },
    }),
  });

type Seen = z.output<typeof asSeen>;

const onRefunds = {
  place: 'refunds',
  sends: 'answered',
  outcomes: { requested: 'Asked for. A second person has to approve it before it is sent.' },
  outcomeOf: ({ state }: Answer) => (state === 'requested' ? state : null),
} as const;

const asAnswered = ({ outcome }: Answer) => outcome ?? null;

/**
 * What staff do to an order, and everything that the admin knows of it: what its form sends, the function that runs it, its words,
 * what it asks for, where its outcome is shown, what follows. Whether somebody may do it to an order, the order says (`actions`).
 * They stand in the order in which their buttons do.
 */
export const commands = {
  release: move({
    label: 'Release the hold',
    pending: 'Releasing …',
    done: 'The hold is released. Work can go on.',
  }),
  accept: move({ label: 'Accept order', pending: 'Accepting …', done: 'Accepted.' }),
  allocate: move({
    label: 'Take its stock',
    pending: 'Taking …',
    done: 'Its stock is there and set aside. It can be packed.',
  }),
  process: move({ label: 'Start packing', pending: 'Starting …', done: 'Packing has begun.' }),
  mark_ready: move({
    label: 'Mark as packed',
    pending: 'Marking as packed …',
    done: 'Packed and ready to ship.',
  }),
  ship: move({
    label: 'Mark as shipped',
    pending: 'Marking as shipped …',
    done: 'Shipped. The customer is being told.',
    fields: shipForm,
  }),
  deliver: move({
    label: 'Mark as delivered',
    pending: 'Marking as delivered …',
    done: 'Delivered. The customer is being told.',
  }),
  complete: move({ label: 'Complete', pending: 'Completing …', done: 'Completed.' }),
  revive: move({ label: 'Revive order', pending: 'Reviving …', done: 'The order is taken up again.' }),
  mark_in_transit: move({ label: 'In transit', pending: 'Marking …', done: 'Marked as in transit.' }),
  collect: command({
    label: 'Delivered, cash collected',
    pending: 'Recording …',
    done: 'The cash is recorded.',
    outcomes: {
      confirmed: 'Recorded: it has arrived and is paid in full. The courier owes the shop this cash now.',
      mismatch:
        'Recorded, but a part is missing. The order is on hold, and finance is asked what becomes of it.',
      overpaid: 'Recorded. It is more than was due: the customer has to get the extra back.',
      replayed: 'This cash had been recorded already. Nothing has changed.',
    },
    fields: collectSchema,
    isInCurrencyOfOrder: true,
    runs: 'collect_cash',
    args: ({ order_id, expected_version, amount_minor, courier, another }) => ({
      order_id,
      expected_version,
      collected: { amount_minor, courier, another: another === 'on' },
    }),
    outcomeOf: asAnswered,
  }),
  archive: move({ label: 'Archive', pending: 'Archiving …', done: 'Archived.' }),
  fail_delivery: move({
    label: 'Could not be delivered',
    pending: 'Saving …',
    done: 'Noted. The customer is being told, so that the next try finds somebody.',
    asks: prompts.fail_delivery,
    fields: asSeen.extend(reason(200)),
  }),
  refuse_delivery: move({
    label: 'Refused at the door',
    pending: 'Saving …',
    done: 'Noted that it was refused. Once it is back, say what can be sold again.',
    asks: prompts.refuse_delivery,
    fields: asSeen.extend(reason(200)),
  }),
  hold: move({
    label: 'Put on hold',
    pending: 'Putting on hold …',
    done: 'On hold. Nobody packs or ships it until it is released.',
    asks: prompts.hold,
    fields: asSeen.extend(reason(200)),
  }),
  return_items: command({
    label: 'Pieces came back',
    pending: 'Saving …',
    done: 'Noted what came back.',
    asks: prompts.return_items,
    fields: linesForm,
    runs: 'return_order_items',
    args: (input) => input,
  }),
  open_dispute: command({
    label: 'Open a dispute',
    pending: 'Opening …',
    done: 'The dispute is open. The order waits until it has ended.',
    asks: prompts.open_dispute,
    fields: ofOrder.extend(reason(500)),
    runs: 'open_dispute',
    args: (input) => input,
  }),
  clone: command({
    label: 'Order again',
    pending: 'Placing the order …',
    done: 'Placed again, at today’s prices. The customer is being told.',
    fields: cloneForm,
    runs: 'clone_order',
    args: (input) => input,
    opens: true,
  }),
  cancel_items: command({
    label: 'Take pieces off',
    pending: 'Taking off …',
    done: 'Taken off. The pieces are back on the shelf, what was paid for them goes back, and the customer is being told.',
    asks: prompts.cancel_items,
    fields: linesForm,
    runs: 'cancel_order_items',
    args: (input) => input,
    sends: 'due',
  }),
  cancel: command({
    label: 'Cancel order',
    pending: 'Cancelling …',
    done: 'Cancelled. The goods are back on the shelf, and the customer is being told.',
    asks: prompts.cancel,
    fields: ofOrder.extend(reason(500)),
    runs: 'cancel_order',
    args: (input) => input,
    sends: 'due',
  }),
  resolve: command({
    label: 'Decide',
    pending: 'Deciding …',
    done: 'Decided.',
    outcomes: {
      refund: 'The refund has started. The issue closes once the money has arrived.',
      confirm: 'The order is confirmed with the money that is there.',
      backorder: 'The order is confirmed as a backorder. We’ve notified the customer.',
      ask_rest: 'We’ve asked the customer for the rest by email.',
      cancel: 'The order is cancelled. We’ve notified the customer.',
      dismiss: 'Dismissed.',
    },
    fields: resolveForm,
    runs: 'resolve_exception',
    args: (input) => input,
    outcomeOf: (_answer, { decision }) => decision,
    sends: 'due',
  }),
  close_dispute: command({
    label: 'Close the dispute',
    pending: 'Closing …',
    done: 'The dispute is closed. Work can go on.',
    place: 'disputes',
    fields: closeDisputeForm,
    runs: 'close_dispute',
    args: (input) => input,
    sends: 'due',
  }),
  settle: command({
    label: 'The money is here',
    pending: 'Confirming …',
    done: 'The money is confirmed.',
    outcomes: {
      confirmed: 'Confirmed. The order can be packed, and the customer is being told.',
      mismatch: 'Noted, but it is not what the order costs. Decide what becomes of it above.',
      paid_short: 'Noted, but the goods are gone. Decide what becomes of the money above.',
      overpaid: 'Noted. It is more than was owed, and the extra goes back.',
      replayed: 'This money had been confirmed already. Nothing has changed.',
    },
    place: 'proofs',
    fields: seenForm,
    runs: 'verify_payment',
    args: ({ order_id, even_if_short, another, ...seen }) => ({
      order_id,
      decision: 'confirm',
      seen: { ...seen, even_if_short: even_if_short === 'on', another: another === 'on' },
    }),
    outcomeOf: asAnswered,
    sends: 'due',
  }),
  reject_proof: command({
    label: 'Reject the proof',
    pending: 'Rejecting …',
    done: 'Rejected. The customer is told why and can show another proof.',
    place: 'proofs',
    asks: prompts.reject_proof,
    fields: ofOrder.extend(reason(300)),
    runs: 'verify_payment',
    args: ({ order_id, ...seen }) => ({ order_id, decision: 'reject', seen }),
  }),
  check_payment: command({
    label: 'Ask the gateway again',
    pending: 'Asking …',
    done: 'The gateway was asked.',
    outcomes: {
      paid: 'The gateway has the money, and the order knows it now.',
      processing: 'The gateway says that money is under way. It is asked again by itself.',
      open: 'The gateway has no money for this attempt yet.',
      failed: 'The gateway says that this attempt has failed.',
      unknown: 'The gateway could not be asked just now. Nothing has changed.',
    },
    place: 'payments',
    fields: checkForm,
    runs: 'settle_payment',
    outcomeOf: asAnswered,
    sends: 'due',
  }),
  refund: command({
    ...onRefunds,
    label: 'Give money back',
    pending: 'Giving back …',
    done: 'On its way to the gateway. The customer is told once it has arrived.',
    fields: refundForm,
    isInCurrencyOfOrder: true,
    runs: 'issue_refund',
    args: ({ currency: _currency, ...input }) => input,
  }),
  approve_refund: command({
    ...onRefunds,
    label: 'Approve',
    pending: 'Approving …',
    done: 'Approved. It is on its way to the gateway.',
    fields: ofRefund,
    runs: 'decide_refund',
    args: ({ refund_id }) => ({ refund_id, approve: true }),
  }),
  decline_refund: command({
    label: 'Decline',
    pending: 'Declining …',
    done: 'Declined. The money stays with the order.',
    place: 'refunds',
    asks: prompts.decline_refund,
    fields: ofRefund.extend(reason(300)),
    runs: 'decide_refund',
    args: (input) => ({ ...input, approve: false }),
  }),
  retry_refund: command({
    ...onRefunds,
    label: 'Try again',
    pending: 'Trying again …',
    done: 'A new try is on its way to the gateway.',
    fields: ofRefund,
    runs: 'retry_refund',
    args: (input) => input,
  }),
  pay_out_refund: command({
    label: 'Paid out by hand',
    pending: 'Saving …',
    done: 'Noted. The customer is being told that the money is back.',
    place: 'refunds',
    fields: payOutForm,
    runs: 'pay_out_refund',
    args: (input) => input,
  }),
  reissue_keys: command({
    label: 'Send a new link',
    pending: 'Sending …',
    done: 'The new link is on its way. Earlier links don’t open the order any more.',
    place: 'customer',
    fields: ofOrder,
    runs: 'reissue_order_keys',
    args: (input) => input,
  }),
  note: command({
    label: 'Save the note',
    pending: 'Saving …',
    done: 'The note is saved.',
    place: 'notes',
    fields: noteForm,
    runs: 'add_order_log',
    args: (input) => input,
  }),
} satisfies Partial<Record<OrderCommand, Command>>;

export type StaffCommand = keyof typeof commands;

/** The other commands of order_transitions, which no form of the admin gives: what runs them, and who or which command leads to it. */
export const otherCommands = {
  confirm_request: { runs: 'confirm_request', by: 'shopper' },
  submit_proof: { runs: 'submit_payment_proof', by: 'shopper' },
  approve: { runs: 'resolve_exception', by: 'resolve' },
  ask_rest: { runs: 'resolve_exception', by: 'resolve' },
} as const satisfies Record<
  Exclude<OrderCommand, StaffCommand>,
  { runs: FunctionName; by: 'shopper' | StaffCommand }
>;

export const staffCommands = Object.keys(commands) as StaffCommand[];

export const isStaffCommand = (text: unknown): text is StaffCommand =>
  typeof text === 'string' && Object.hasOwn(commands, text);

/** What was done, in words. */
export const doneMessage = (name: StaffCommand, outcome: string | null = null): string => {
  const { done, outcomes = {} }: Command = commands[name];
  return (outcome && Object.hasOwn(outcomes, outcome) && outcomes[outcome]) || done;
};
