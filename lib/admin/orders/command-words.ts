/** The parts of the order page that say what became of their own forms. */
export type Place = 'desk' | 'customer' | 'payments' | 'proofs' | 'refunds' | 'disputes' | 'notes';

type CommandWords = { button: string; pending: string; done: string; place?: Place };

/**
 * The commands that staff give: the button, while it is on its way, what it has done, and the part of the page that says so
 * (the desk where nothing else is named).
 */
export const commandWords: Record<string, CommandWords> = {
  accept: { button: 'Accept order', pending: 'Accepting …', done: 'Accepted.' },
  revive: { button: 'Revive order', pending: 'Reviving …', done: 'The order is taken up again.' },
  allocate: {
    button: 'Take its stock',
    pending: 'Taking …',
    done: 'Its stock is there and set aside. It can be packed.',
  },
  process: { button: 'Start packing', pending: 'Starting …', done: 'Packing has begun.' },
  mark_ready: { button: 'Mark as packed', pending: 'Marking as packed …', done: 'Packed and ready to ship.' },
  ship: {
    button: 'Mark as shipped',
    pending: 'Marking as shipped …',
    done: 'Shipped. The customer is being told.',
  },
  mark_in_transit: { button: 'In transit', pending: 'Marking …', done: 'Marked as in transit.' },
  deliver: {
    button: 'Mark as delivered',
    pending: 'Marking as delivered …',
    done: 'Delivered. The customer is being told.',
  },
  collect: {
    button: 'Delivered, cash collected',
    pending: 'Recording …',
    done: 'The cash is recorded.',
  },
  fail_delivery: {
    button: 'Could not be delivered',
    pending: 'Saving …',
    done: 'Noted. The customer is being told, so that the next try finds somebody.',
  },
  refuse_delivery: {
    button: 'Refused at the door',
    pending: 'Saving …',
    done: 'Noted that it was refused. Once it is back, say what can be sold again.',
  },
  complete: { button: 'Complete', pending: 'Completing …', done: 'Completed.' },
  release: {
    button: 'Release the hold',
    pending: 'Releasing …',
    done: 'The hold is released. Work can go on.',
  },
  archive: { button: 'Archive', pending: 'Archiving …', done: 'Archived.' },
  hold: {
    button: 'Put on hold',
    pending: 'Putting on hold …',
    done: 'On hold. Nobody packs or ships it until it is released.',
  },
  cancel: {
    button: 'Cancel order',
    pending: 'Cancelling …',
    done: 'Cancelled. The goods are back on the shelf, and the customer is being told.',
  },
  cancel_items: {
    button: 'Take pieces off',
    pending: 'Taking off …',
    done: 'Taken off. The pieces are back on the shelf, what was paid for them goes back, and the customer is being told.',
  },
  return_items: { button: 'Pieces came back', pending: 'Saving …', done: 'Noted what came back.' },
  clone: {
    button: 'Order again',
    pending: 'Placing the order …',
    done: 'Placed again, at today’s prices. The customer is being told.',
  },
  open_dispute: {
    button: 'Open a dispute',
    pending: 'Opening …',
    done: 'The dispute is open. The order waits until it has ended.',
  },
  close_dispute: {
    button: 'Close the dispute',
    pending: 'Closing …',
    done: 'The dispute is closed. Work can go on.',
    place: 'disputes',
  },
  resolve: { button: 'Decide', pending: 'Deciding …', done: 'Decided.' },
  refund: {
    button: 'Give money back',
    pending: 'Giving back …',
    done: 'On its way to the gateway. The customer is told once it has arrived.',
    place: 'refunds',
  },
  approve_refund: {
    button: 'Approve',
    pending: 'Approving …',
    done: 'Approved. It is on its way to the gateway.',
    place: 'refunds',
  },
  decline_refund: {
    button: 'Decline',
    pending: 'Declining …',
    done: 'Declined. The money stays with the order.',
    place: 'refunds',
  },
  retry_refund: {
    button: 'Try again',
    pending: 'Trying again …',
    done: 'A new try is on its way to the gateway.',
    place: 'refunds',
  },
  pay_out_refund: {
    button: 'Paid out by hand',
    pending: 'Saving …',
    done: 'Noted. The customer is being told that the money is back.',
    place: 'refunds',
  },
  check_payment: {
    button: 'Ask the gateway again',
    pending: 'Asking …',
    done: 'The gateway was asked.',
    place: 'payments',
  },
  confirm_proof: {
    button: 'The money is here',
    pending: 'Confirming …',
    done: 'The money is confirmed.',
    place: 'proofs',
  },
  reject_proof: {
    button: 'Reject the proof',
    pending: 'Rejecting …',
    done: 'Rejected. The customer is told why and can show another proof.',
    place: 'proofs',
  },
  reissue_keys: {
    button: 'Send a new link',
    pending: 'Sending …',
    done: 'The new link is on its way. Earlier links don’t open the order any more.',
    place: 'customer',
  },
  note: { button: 'Save the note', pending: 'Saving …', done: 'The note is saved.', place: 'notes' },
};

/** What a command has done, where that depends on what was decided or answered. */
const outcomes: Record<string, string> = {
  resolve_refund: 'The refund has started. The issue closes once the money has arrived.',
  resolve_confirm: 'The order is confirmed with the money that is there.',
  resolve_backorder: 'The order is confirmed as a backorder. We’ve notified the customer.',
  resolve_ask_rest: 'We’ve asked the customer for the rest by email.',
  resolve_cancel: 'The order is cancelled. We’ve notified the customer.',
  resolve_dismiss: 'Dismissed.',
  refund_requested: 'Asked for. A second person has to approve it before it is sent.',
  check_payment_paid: 'The gateway has the money, and the order knows it now.',
  check_payment_processing: 'The gateway says that money is under way. It is asked again by itself.',
  check_payment_open: 'The gateway has no money for this attempt yet.',
  check_payment_failed: 'The gateway says that this attempt has failed.',
  check_payment_unknown: 'The gateway could not be asked just now. Nothing has changed.',
  collect_confirmed: 'Recorded: it has arrived and is paid in full. The courier owes the shop this cash now.',
  collect_mismatch:
    'Recorded, but a part is missing. The order is on hold, and finance is asked what becomes of it.',
  collect_overpaid: 'Recorded. It is more than was due: the customer has to get the extra back.',
  collect_replayed: 'This cash had been recorded already. Nothing has changed.',
  confirm_proof_confirmed: 'Confirmed. The order can be packed, and the customer is being told.',
  confirm_proof_mismatch: 'Noted, but it is not what the order costs. Decide what becomes of it above.',
  confirm_proof_paid_short: 'Noted, but the goods are gone. Decide what becomes of the money above.',
  confirm_proof_overpaid: 'Noted. It is more than was owed, and the extra goes back.',
  confirm_proof_replayed: 'This money had been confirmed already. Nothing has changed.',
};

/** What was done, in words; null for what is none of ours. */
export const successMessage = (messageKey: string): string | null =>
  Object.hasOwn(outcomes, messageKey)
    ? (outcomes[messageKey] ?? null)
    : Object.hasOwn(commandWords, messageKey)
      ? (commandWords[messageKey]?.done ?? null)
      : null;

export const placeOf = (command: string): Place => commandWords[command]?.place ?? 'desk';
