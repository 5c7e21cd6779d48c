import type { FunctionName } from '../caller.ts';

const line = ['sold_out', 'unavailable', 'price_changed'];
const staffMove = ['order_not_found', 'forbidden', 'invalid_transition', 'dispute_open'];
const refund = ['refund_not_found', 'forbidden', 'invalid_transition'];

/** The refusals that each function's documentation foresees, as far as a story can run into them. */
export const foreseen: Partial<Record<FunctionName, readonly string[]>> = {
  set_cart_item: ['invalid_quantity', 'cart_not_found'],
  create_order: [...line, 'cart_not_found', 'cart_empty', 'idempotency_mismatch', 'unknown_payment_method'],
  clone_order: [...line, 'order_not_found', 'forbidden', 'unknown_payment_method'],
  start_payment: [
    'order_not_found',
    'already_paid',
    'not_payable',
    'order_expired',
    'unknown_payment_method',
    'sold_out',
  ],
  settle_payment: ['mode_mismatch', 'invalid_payment'],
  cancel_order: [...staffMove, 'partly_shipped', 'reason_required'],
  cancel_order_items: [...staffMove, 'stale', 'invalid_lines', 'partly_shipped', 'reason_required'],
  return_order_items: [...staffMove, 'stale', 'invalid_lines'],
  update_order_status: [
    ...staffMove,
    'separation_of_duties',
    'stale',
    'sold_out',
    'on_hold',
    'order_refunded',
    'not_revivable',
    'invalid_lines',
  ],
  add_order_log: ['order_not_found', 'forbidden'],
  issue_refund: [
    'order_not_found',
    'forbidden',
    'invalid_amount',
    'refund_exceeds_paid',
    'nothing_to_refund',
    'invalid_lines',
    'dispute_open',
    'idempotency_mismatch',
  ],
  decide_refund: [...refund, 'separation_of_duties'],
  retry_refund: [...refund, 'refund_exceeds_paid', 'dispute_open'],
  pay_out_refund: [...refund, 'refund_exceeds_paid', 'separation_of_duties'],
  submit_payout_details: [
    'order_not_found',
    'forbidden',
    'no_payout_due',
    'payout_by_mail',
    'payout_changes_used_up',
  ],
  get_own_payout_details: ['order_not_found'],
  send_payout_link: ['order_not_found'],
  read_payout_details: refund,
  open_dispute: staffMove,
  close_dispute: ['dispute_not_found', 'forbidden', 'dispute_of_gateway'],
  resolve_exception: [
    'exception_not_found',
    'forbidden',
    'unknown_decision',
    'invalid_transition',
    'not_revivable',
    'money_unexplained',
    'dispute_open',
    'sold_out',
  ],
  submit_payment_proof: [...staffMove, 'unknown_payment_method', 'order_expired', 'too_many_requests'],
  claim_verification: [...staffMove, 'claimed'],
  release_verification: ['order_not_found', 'forbidden'],
  confirm_request: [...staffMove, 'confirm_by_mail', 'order_expired', 'sold_out'],
  collect_cash: [...staffMove, 'stale', 'unknown_payment_method', 'already_collected'],
  count_cash: ['forbidden', 'stale', 'nothing_to_count'],
  import_statement: ['account_not_found', 'forbidden'],
  confirm_statement_lines: [],
  verify_payment: [
    ...staffMove,
    'separation_of_duties',
    'claimed',
    'sold_out',
    'already_paid',
    'unknown_payment_method',
    'invalid_payment',
  ],
  adjust_stock: ['below_committed', 'forbidden'],
};

/** Why a single credit may be refused. */
export const foreseenOfLines: readonly string[] = [
  ...(foreseen.verify_payment ?? []),
  'line_not_found',
  'line_decided',
];
