import type { PostgrestError } from '@supabase/supabase-js';
import type { ZodError } from 'zod';
import { unreachable } from './unreachable';

/**
 * The words for every reason with which the database, an action or a route refuses. Reasons are the contract with other
 * programs; words may change. `refusals.test.ts` reads the migrations and fails when a reason has none.
 */
export const words = {
  account_changed: 'This account has changed in the meantime. Check it again before you change it.',
  account_exists: 'This account is already shown to customers, or will be.',
  account_not_found: 'We could not find this bank account.',
  all_in_cart: 'Your cart already holds everything that is left.',
  already_collected:
    'Cash was already recorded for this order. If more came in, record it as a second payment.',
  already_paid: 'This order has been paid.',
  below_committed:
    'This number is too low: more items are already sold and waiting to be shipped. Enter a higher number.',
  carrier_required: 'Enter the carrier.',
  cart_changed: 'Your cart has changed since you opened this page. Check your order, then place it again.',
  cart_empty: 'Your cart is empty.',
  cart_full: 'A cart holds at most 100 different products.',
  cart_not_found: 'This cart no longer exists. Start a new one.',
  cod_needs_delivery:
    'Nothing in this order is delivered, so it cannot be paid in cash. Choose another payment method.',
  cod_not_there: 'Cash on delivery is not available at this address. Choose another payment method.',
  cod_over_limit: 'This order is above the limit for cash. Choose another payment method.',
  cod_refused_before: 'Cash is not available for this order. Choose another payment method.',
  cod_too_many_open:
    'You already have open cash orders. Choose another payment method, or wait until they have arrived.',
  confirm_by_mail: 'Open the link in the email that we sent you, and confirm the order there.',
  courier_required: 'Enter who has the money.',
  check_contact: 'Check your contact details before you place the order.',
  claimed: 'A colleague is verifying this transfer right now. Take another order, or wait ten minutes.',
  credit_refunded: 'Some of this money was already refunded, so it cannot be moved to another order.',
  dispute_not_found: 'We could not find this dispute.',
  dispute_of_gateway:
    'The bank decides this dispute. Answer it in the gateway’s dashboard. It closes here automatically.',
  dispute_open: 'A dispute is open for this order. The order waits until the dispute is closed.',
  exception_not_found: 'We could not find this payment issue. It may belong to another shop.',
  file_required: 'Choose a picture or a PDF of your transfer.',
  file_too_large: 'This file is larger than 5 MB. Upload a screenshot of it instead.',
  forbidden: 'Your role does not allow this.',
  idempotency_mismatch: 'This checkout was already used for another order. Reload the page and try again.',
  insufficient_stock: 'There are not enough left. Choose a smaller quantity.',
  invalid_address: 'Check this part of the address.',
  invalid_amount: 'Enter an amount above zero, and at most the price of the selected items.',
  invalid_dispute: 'The gateway’s message about a dispute could not be read.',
  invalid_email: 'Enter an email address such as ada@example.com.',
  invalid_form: 'Part of this form has changed since the page was loaded. Reload the page and try again.',
  invalid_idempotency_key: 'Reload the page and try again.',
  invalid_input: 'Some fields need your attention.',
  invalid_lines: 'Choose items of this order, and no more of each than are left.',
  invalid_payment: 'The payment could not be read.',
  invalid_payout_details: 'These bank details could not be saved. Reload the page and try again.',
  invalid_phone: 'Enter a phone number that the courier can call.',
  invalid_proof: 'Check this part of your proof.',
  invalid_quantity: 'Choose a quantity between 1 and 999.',
  invalid_refund: 'The gateway’s message about a refund could not be read, or is about another refund.',
  invalid_statement: 'This part of the statement could not be read.',
  invalid_text: 'This text contains characters that cannot be saved. Type it again instead of pasting it.',
  invalid_tracking_url: 'The tracking link must start with https://.',
  invalid_transition:
    'The order has changed, so this is no longer possible. Reload the page to see its status.',
  line_decided: 'This credit has already been decided.',
  line_not_found: 'We could not find this credit.',
  line_open: 'This credit does not belong to an order yet. Confirm it for the right order instead.',
  link_just_sent:
    'We sent you the link a short while ago. Check your inbox and your spam folder, or try again later.',
  log_is_append_only: 'Records cannot be changed.',
  mode_mismatch: 'A test payment cannot pay a live order.',
  money_unexplained:
    'The order still holds money that is not settled. Refund the money or confirm the order first.',
  move_not_found: 'We could not find this request to move a payment.',
  move_waits: 'A colleague has already asked to move this credit. A second person has to approve the move.',
  name_required: 'Enter the name of the person who receives the parcel.',
  names_not_compared: 'The bank’s text does not name this order. Compare the names before you confirm it.',
  no_header: 'We found no line that names the columns, such as Date, Description, Amount.',
  new_link_just_sent: 'A new link was sent a short while ago. Wait five minutes before you send another one.',
  no_payout_due: 'No refund of this order needs bank details.',
  not_a_csv: 'This is not a CSV file. Download the statement as CSV from your bank’s website.',
  not_a_picture:
    'We cannot take this kind of file. Send a screenshot or a photo (JPEG, PNG, WebP or HEIC), or a PDF.',
  not_delivered_there: 'This delivery option does not serve your address.',
  not_payable: 'This order cannot be paid at the moment.',
  not_returnable: 'This order can no longer be put back into the cart. Its current status is shown here.',
  not_revivable:
    'Part of this order’s money is here or is being refunded. Wait until that is settled, then place the order again.',
  not_signed_in: 'Sign in to continue.',
  note_required: 'Write a note of up to 2,000 characters.',
  note_too_long: 'Keep the note under 500 characters.',
  nothing_owed: 'Nothing is missing: the order is paid in full.',
  nothing_to_count: 'This courier has handed over everything that was collected.',
  nothing_to_refund: 'Nothing is left to refund for this order.',
  notification_not_found: 'We could not find this email.',
  on_hold: 'The order is on hold. Release it first.',
  order_expired: 'The time to pay for this order has run out.',
  order_not_found: 'We could not find this order.',
  order_refunded: 'This order is refunded or being refunded, so its items cannot be shipped.',
  partly_shipped: 'Part of the order has been shipped. Remove the items that are still here instead.',
  payment_undecided:
    'A payment issue of this order has to be decided first. The hold ends with that decision.',
  payment_unavailable:
    'The payment page cannot be reached right now. Your order is saved. Try again in a moment.',
  payout_by_mail: 'Open the link in our email first, and enter your bank details there.',
  payout_changes_used_up: 'You have changed these bank details 10 times. Contact us to change them again.',
  payout_details_unreadable:
    'These bank details cannot be read. Ask the customer to enter them again through the link in our email.',
  picture_too_large: 'This picture is too large to open. Upload a screenshot of it instead.',
  polyglot_file: 'Something else is hidden in this file, so we do not open it. Send a screenshot instead.',
  price_changed: 'A price has changed since you opened this page. Please check the new total.',
  reason_required: 'Enter a reason.',
  reauthentication_required: 'Enter your password again.',
  reference_required: 'Enter the reference of this payment, in up to 200 characters.',
  refund_exceeds_paid: 'That is more than is left to refund.',
  refund_not_found: 'We could not find this refund.',
  separation_of_duties:
    'You did the previous step, or this is your own order. Ask a colleague to do this one.',
  shop_updated: 'We just updated the shop, and nothing was sent. Please press the button again.',
  sold_out: 'Sorry, this just sold out.',
  stale: 'A colleague changed this order a moment ago. Check it again before you decide.',
  stock_available: 'The items are in stock, so confirm the order instead.',
  statement_empty: 'This file is empty.',
  statement_rewritten:
    'This file was changed by a spreadsheet program. Download the statement from your bank again, and upload it without opening it.',
  statement_too_large: 'A statement can have up to 2 MB and 20,000 lines. Download a shorter period.',
  too_many_files: 'We are checking many files right now. Send this one again in a minute.',
  too_many_requests: 'Too many attempts. Wait a few minutes and try again.',
  tracking_number_required: 'Enter the tracking number.',
  unavailable: 'A product in your cart is no longer sold.',
  unknown_address: 'This address is not in your address book.',
  unknown_decision: 'This payment issue cannot be decided in that way. Choose one of the decisions offered.',
  unknown_payment_method: 'This payment method is not available here.',
  unknown_picture: 'Choose the picture from your device and upload it here.',
  unknown_reference: 'There is no payment with this reference.',
  unknown_shipping_rate: 'Choose a delivery option.',
  unknown_stage: 'This queue does not exist.',
  unknown_state: 'This order status does not exist.',
  unknown_variant: 'This product is not sold here.',
  unreadable_picture:
    'This file cannot be opened: it is damaged, or locked with a password. Send a new screenshot or photo.',
  unreachable: unreachable.message,
  upload_not_found: 'The file did not reach us. Please send it again.',
  webhook_not_found: 'We could not find this webhook.',
  wrong_columns: 'Columns are missing that this account’s statements had before. Choose the columns again.',
  wrong_credentials: 'The email address or the password is wrong.',
  wrong_dates: 'The dates in this file have another format than before. Choose the date format again.',
  email_corrected_too_often: 'This order’s email address was corrected too often. Contact the shop.',
  email_refused: 'The payment provider does not accept this email address. Correct it to pay.',
  email_unchanged: 'This is already the order’s email address. Enter another one.',
  payment_refused:
    'This shop cannot take your payment by card right now. Your order is saved. Please contact the shop.',
  wrong_password: 'The password is wrong.',
} as const satisfies Record<string, string>;

export type Reason = keyof typeof words;

export const isReason = (text: string): text is Reason => Object.hasOwn(words, text);

export type Refused = {
  ok: false;
  reason: Reason;
  /** Shown to the user in a `role="alert"`. */
  message: string;
  /** Problems by field name, shown at their fields. */
  fields?: Record<string, string>;
  /** Details from the database, such as the lines with too little stock of `sold_out`. */
  details?: unknown;
};

export function refuse(reason: Reason, extra: Pick<Refused, 'fields' | 'details'> = {}): Refused {
  return { ok: false, reason, message: words[reason], ...extra };
}

/**
 * A refusal of the database in words; null: the error is none. `lib/supabase/rpc.ts` throws either. What is wrong with a field that
 * nobody sees is said above the form: a field's words would stand nowhere.
 */
export function refusalOf(
  error: Pick<PostgrestError, 'message' | 'code' | 'details' | 'hint'>,
): Refused | null {
  // `lib/text.ts` keeps this from happening. Should a text get past it, whoever sent it can be told, and nothing was written.
  if (isUnstorable(error)) return refuse('invalid_text');
  if (!/^PT[0-9]{3}$/.test(error.code) || !isReason(error.message)) return null;
  const details = error.details ? JSON.parse(error.details) : undefined;
  const message = details?.retry_after ? tooManyUntil(details.retry_after) : words[error.message];
  const fields = error.hint && !UNSEEN_FIELDS.has(error.hint) ? { [error.hint]: message } : undefined;
  return { ...refuse(error.message, { fields, details }), message };
}

function tooManyUntil(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}

/**
 * U+0000 or a lone surrogate: as text (22021), as `\u0000` in JSON (22P05), and as `\ud800` in JSON (22P02, which has
 * other causes too).
 */
const isUnstorable = ({ code, message }: { code: string; message: string }) =>
  code === '22021' ||
  code === '22P05' ||
  (code === '22P02' && message === 'invalid input syntax for type json');

/**
 * Fields without an error message of their own: hidden fields, checkboxes and buttons, and parameters that are not
 * form fields. forms.test.ts fails if the database or a schema names a field that is neither here nor known to show
 * its error.
 */
export const UNSEEN_FIELDS: ReadonlySet<string> = new Set([
  ...[
    'command',
    'id',
    'order_id',
    'refund_id',
    'intent_id',
    'variant_id',
    'address_id',
    'cart_token',
    'idempotency_key',
  ],
  ...[
    'gateway',
    'gateway_refund_id',
    'currency',
    'mode',
    'method',
    'expected_total_minor',
    'expected_lines',
    'on_hand',
    'file_path',
  ],
  ...[
    'state',
    'to_state',
    'stage',
    'step',
    'by',
    'chosen',
    'separation_of_duties',
    'picks',
    'orders',
    'mapping',
  ],
  ...[
    'another',
    'even_if_short',
    'names_compared',
    'is_active',
    'without_qr',
    'is_enabled',
    'requires_acceptance',
    'accept_by_link',
    'accepts_free_orders',
  ],
  ...['refund', 'dispute'],
]);

/**
 * Turns zod issues into field errors, keyed by the first segment of the path; `invalid_form` if one of them is about
 * a hidden field.
 */
export function invalid(error: ZodError): Refused {
  const isUnseen = ({ path, message }: { path: PropertyKey[]; message: string }) =>
    message === words.invalid_form || UNSEEN_FIELDS.has(String(path[0]));
  if (error.issues.some(isUnseen)) return refuse('invalid_form');
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? 'form')] ??= issue.message;
  return refuse('invalid_input', { fields });
}
