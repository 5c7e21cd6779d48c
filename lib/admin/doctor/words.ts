/**
 * What each check of `doctor()` promises, and what to do where the promise is broken. In the order of docs/model.md: goods,
 * money, records, work that waits, the deployment's own clockwork.
 */
export const checkWords: Record<string, { promise: string; remedy: string }> = {
  stock_never_oversold: {
    promise: 'No piece is sold twice',
    remedy: 'Count the shelf and correct the stock of these products.',
  },
  stock_equals_movements: {
    promise: 'Stock is what its movements add up to',
    remedy:
      'Somebody changed stock past the system. Count the shelf and correct the stock of these products.',
  },
  stock_equals_orders: {
    promise: 'Pieces set aside belong to open orders',
    remedy: 'Tell whoever runs the shop; until then, count these products before you promise them.',
  },
  no_promise_outlives_its_order: {
    promise: 'Finished orders hold no stock back',
    remedy: 'The promise ends by itself within the hour. If it stays, tell whoever runs the shop.',
  },
  confirmed_orders_have_their_stock: {
    promise: 'Confirmed orders have their goods',
    remedy: 'Check the shelf before you pack these orders.',
  },
  paid_equals_payments: {
    promise: 'What an order was paid is what came in',
    remedy: 'Do not ship or refund these orders. Tell whoever runs the shop.',
  },
  refunded_equals_refunds: {
    promise: 'What an order got back is what went out',
    remedy: 'Do not refund these orders. Tell whoever runs the shop.',
  },
  never_refunded_more_than_paid: {
    promise: 'No more goes back than came in',
    remedy: 'Compare these payments with the gateway’s list before anything else goes back.',
  },
  no_money_without_an_answer: {
    promise: 'All money has an order, or somebody who is asked',
    remedy: 'Look at these orders and refund them, or have them revived.',
  },
  every_success_is_accounted_for: {
    promise: 'Each successful payment has made something of its order',
    remedy: 'Open these orders and ask the gateway again.',
  },
  cash_is_with_somebody: {
    promise: 'Collected cash is with a courier, or was counted',
    remedy: 'Ask who has it, and tell whoever runs the shop.',
  },
  credits_equal_payments: {
    promise: 'Credits of the bank are what they paid',
    remedy: 'Compare these credits with the statement, and tell whoever runs the shop.',
  },
  totals_equal_lines: {
    promise: 'Orders cost what their lines add up to',
    remedy: 'Do not ship or refund these orders. Tell whoever runs the shop.',
  },
  logs_are_unbroken: {
    promise: 'No record was rewritten',
    remedy:
      'Somebody changed the log in the database. Tell whoever runs the shop, and keep a backup of today.',
  },
  every_move_is_logged: {
    promise: 'Every move of an order is on record',
    remedy: 'Somebody moved these orders past the system. Tell whoever runs the shop.',
  },
  every_move_is_in_the_table: {
    promise: 'Orders move only as they may',
    remedy: 'Look at the timeline of these orders, and tell whoever runs the shop.',
  },
  one_key_one_order: {
    promise: 'A request that was repeated was done once',
    remedy: 'Look for orders or refunds that are there twice, and tell whoever runs the shop.',
  },
  shops_are_apart: {
    promise: 'No shop sees another’s data',
    remedy: 'Tell whoever runs the shop at once.',
  },
  guards_are_on: {
    promise: 'The database’s own guards are on',
    remedy: 'Tell whoever runs the shop at once.',
  },
  exceptions_are_decided_in_time: {
    promise: 'Payment issues are decided in time',
    remedy: 'Decide them under “Payment issues”.',
  },
  unpaid_orders_expire: {
    promise: 'Unpaid orders end in time',
    remedy:
      'The gateway may not answer, or the clock stands still. If it stays so, tell whoever runs the shop.',
  },
  refunds_move: {
    promise: 'Approved refunds leave',
    remedy:
      'The gateway may not answer. They are tried again by themselves; if it stays so, look at its status page.',
  },
  cash_is_collected: {
    promise: 'What was paid at the door is written down',
    remedy: 'Ask the courier, and record the cash on these orders.',
  },
  cash_is_handed_over: {
    promise: 'Couriers hand over their cash',
    remedy: 'Ask them for it, and count it under “Cash”.',
  },
  no_dead_letters: {
    promise: 'No webhook and no mail was given up',
    remedy: 'Have them tried again under “Inbox”.',
  },
  cron_is_alive: {
    promise: 'The clock of the shop runs',
    remedy: 'Check that the platform calls /api/cron/cleanup every few minutes.',
  },
  webhooks_arrive: {
    promise: 'The gateway’s webhooks arrive',
    remedy: 'Check the address of webhooks in the gateway’s settings.',
  },
  money_is_of_one_mode: {
    promise: 'Test money and real money are apart',
    remedy: 'Check which keys of the gateway the deployment has.',
  },
  amounts_keep_their_unit: {
    promise: 'Amounts are stored in the currency’s minor unit',
    remedy:
      'Every amount of this shop is shown and collected wrongly by a power of ten. Close the shop, and tell whoever runs it.',
  },
  payout_details_are_deleted: {
    promise: 'Bank details are deleted 30 days after their refunds',
    remedy: 'The clean-up may have stopped. Tell whoever runs the shop.',
  },
  links_lead_to_the_shop: {
    promise: 'Links in emails lead to their shop',
    remedy:
      'Add the shop’s host name to shop_domains, or set DEFAULT_SHOP to its slug if SITE_URL is its address. Emails that wait leave within ten minutes then.',
  },
  visitors_are_told_apart: {
    promise: 'Limits count each visitor’s own address',
    remedy: 'Store CLIENT_ADDRESS_SECRET in the database, as docs/deploy.md says.',
  },
};

/** A check that is new to us is called by its own name. */
export const checkWordsOf = (check: string) =>
  (Object.hasOwn(checkWords, check) && checkWords[check]) || {
    promise: check.replaceAll('_', ' '),
    remedy: 'Tell whoever runs the shop.',
  };
