/**
 * The checks of `doctor()`, in its order: stock, money, records, pending work, the deployment. The messages
 * `doctor.promise` and `doctor.remedy` say what each check guarantees and how to fix a failure.
 */
export const checks = [
  'stock_never_oversold',
  'stock_equals_movements',
  'stock_equals_orders',
  'reserved_equals_reservations',
  'no_promise_outlives_its_order',
  'confirmed_orders_have_their_stock',
  'reservations_fit_their_orders',
  'lines_are_apart',
  'paid_equals_payments',
  'refunded_equals_refunds',
  'never_refunded_more_than_paid',
  'no_money_without_an_answer',
  'every_success_is_accounted_for',
  'cash_is_with_somebody',
  'credits_equal_payments',
  'totals_equal_lines',
  'logs_are_unbroken',
  'every_move_is_logged',
  'every_move_is_in_the_table',
  'one_key_one_order',
  'shops_are_apart',
  'guards_are_on',
  'exceptions_are_decided_in_time',
  'unpaid_orders_expire',
  'refunds_move',
  'cash_is_collected',
  'cash_is_handed_over',
  'no_dead_letters',
  'cron_is_alive',
  'webhooks_arrive',
  'money_is_of_one_mode',
  'amounts_keep_their_unit',
  'payout_details_are_deleted',
  'links_lead_to_the_shop',
  'visitors_are_told_apart',
] as const;

export type Check = (typeof checks)[number];

/** Null for an unknown check, which is shown under its own name. */
export const checkOf = (name: string): Check | null => checks.find((check) => check === name) ?? null;
