import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openBusyShop } from './busy-shop.ts';
import { type Args, as, call, type FunctionName, fingerprint, person, refusalOf } from './caller.ts';
import { testDatabase } from './database.ts';
import { anyCiphertext, checkoutAt, openShop, placeOrder } from './fixtures.ts';
import { outsidersOf } from './outsiders.ts';
import { openAccount } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openBusyShop(sql);
const foreign = await openShop(sql);
const { outsiders } = await outsidersOf(sql, foreign);
const elsewhere = await placeOrder(sql, foreign, [[foreign.variants.serum, 1]]);

await call(sql, person(foreign.staff.verifier), 'import_statement', {
  bank_account_id: await openAccount(sql, foreign),
  lines: [{ booked_on: '2026-03-01', amount_minor: 600_000, description: 'From Ada' }],
});
const [foreignCredit] = await sql<
  [{ id: string }]
>`select id from statement_lines where shop_id = ${foreign.id}`;

interface Door {
  /** everybody: for what is public, and for holders of a token · people: for who has signed in · servers: for our own */
  opens: 'everybody' | 'people' | 'servers';
  /** what an outsider would send to get at the shop; each of them has to be refused */
  knocks?: Args[];
}

const { order_id, number } = shop.waiting;
/** no token, one that nobody has, and one of somebody else */
const wrongTokens = [null, randomUUID(), elsewhere.access_token, shop.shipped.access_token];
const variant_id = shop.variants.serum;
const onOrder = (args: Args = {}) => wrongTokens.map((access_token) => ({ order_id, access_token, ...args }));
const onPayout = (args: Args = {}) => onOrder({ ...args, order_id: shop.payout.order_id });
const lines = [{ variant_id, quantity: 1 }];
const reason = 'Because';
/** the account to which somebody from outside would rather have the money sent */
const theirs = { bank: 'Kuda', account_name: 'A stranger', account_number: '9999999999' };

/** Who may call what. A function that has no line here fails the test: decide, then write it down. */
const doors: Record<string, Door> = {
  find_shop: { opens: 'everybody' },
  get_shop_host: { opens: 'everybody' },
  get_closed_shop: { opens: 'everybody' },
  get_available_stock: { opens: 'everybody' },
  list_available_stock: { opens: 'everybody' },
  get_cart: { opens: 'everybody', knocks: [{ cart_token: null }, { cart_token: randomUUID() }] },
  set_cart_item: { opens: 'everybody', knocks: [{ cart_token: randomUUID(), variant_id, quantity: 1 }] },
  clear_cart: { opens: 'everybody', knocks: [{ cart_token: randomUUID() }] },
  create_order: {
    opens: 'everybody',
    knocks: [{ cart_token: randomUUID(), idempotency_key: randomUUID(), checkout: checkoutAt(shop) }],
  },
  get_order: { opens: 'everybody', knocks: wrongTokens.map((access_token) => ({ number, access_token })) },
  list_recent_orders: { opens: 'everybody' },
  return_to_cart: { opens: 'everybody', knocks: onOrder() },
  list_orders: { opens: 'people', knocks: [{ shop: shop.slug }] },
  start_payment: { opens: 'everybody', knocks: onOrder({ gateway: 'paystack' }) },
  cancel_order: { opens: 'everybody', knocks: onOrder({ reason: 'Because' }) },
  correct_order_email: { opens: 'everybody', knocks: onOrder({ email: 'eve@example.com' }) },
  update_order_status: {
    opens: 'people',
    knocks: ['processing', 'shipped', 'delivered', 'completed', 'hold', 'release', 'archive', 'nonsense'].map(
      (to_state) => ({
        order_id,
        to_state,
        details: { reason: 'Because', carrier: 'GIG', tracking_number: 'T-1' },
      }),
    ),
  },
  cancel_order_items: { opens: 'everybody', knocks: onOrder({ lines, reason }) },
  open_dispute: {
    opens: 'everybody',
    knocks: [null, randomUUID(), elsewhere.access_token].map((access_token) => ({
      order_id: shop.shipped.order_id,
      reason,
      access_token,
    })),
  },
  submit_payment_proof: {
    opens: 'everybody',
    knocks: wrongTokens.map((access_token) => ({
      order_id: shop.proven.order_id,
      access_token,
      proof: { amount_minor: 1 },
    })),
  },
  add_order_log: { opens: 'people', knocks: [{ order_id, note: 'Hello' }] },
  return_order_items: { opens: 'people', knocks: [{ order_id: shop.shipped.order_id, lines, reason }] },
  clone_order: { opens: 'people', knocks: [{ order_id, idempotency_key: randomUUID() }] },
  confirm_request: { opens: 'everybody', knocks: onOrder() },
  release_verification: { opens: 'people', knocks: [{ order_id: shop.proven.order_id }] },
  list_verifications: { opens: 'people', knocks: [{ shop: shop.slug }] },
  list_fulfilment: { opens: 'people', knocks: [{ shop: shop.slug }] },
  count_queues: { opens: 'people', knocks: [{ shop: shop.slug }] },
  import_statement: {
    opens: 'people',
    knocks: [
      {
        bank_account_id: shop.account,
        lines: [{ booked_on: '2026-03-02', amount_minor: 1 }],
        mapping: { date: 'Date' },
      },
    ],
  },
  list_statement_lines: {
    opens: 'people',
    knocks: [true, false].map((decided) => ({ shop: shop.slug, decided })),
  },
  list_line_candidates: { opens: 'people', knocks: [{ line_id: shop.credit }] },
  reassign_statement_line: {
    opens: 'people',
    knocks: [{ line_id: shop.credit, order_id: shop.proven.order_id, reason }],
  },
  decide_statement_move: { opens: 'people', knocks: [{ move_id: shop.move, approve: false, reason }] },
  dismiss_statement_line: { opens: 'people', knocks: [{ line_id: shop.credit, reason }] },
  // each pick is refused for itself: see the test below
  confirm_statement_lines: { opens: 'people' },
  collect_cash: {
    opens: 'people',
    knocks: [{ order_id: shop.cash.order_id, collected: { amount_minor: 1, courier: 'GIG' } }],
  },
  list_courier_cash: { opens: 'people', knocks: [{ shop: shop.slug }] },
  count_cash: {
    opens: 'people',
    knocks: [{ shop: shop.slug, courier: 'GIG', counted_minor: 1, expected_minor: 1 }],
  },
  get_own_phone: { opens: 'people' },
  require_recent_password: { opens: 'people', knocks: [{}] },
  list_payment_methods: { opens: 'people', knocks: [{ shop: shop.slug }, { shop: null }] },
  list_bank_accounts: { opens: 'people', knocks: [{ shop: shop.slug }] },
  save_bank_account: {
    opens: 'people',
    knocks: [null, shop.account].map((replaces_id) => ({ shop_id: shop.id, account: theirs, replaces_id })),
  },
  approve_bank_account: { opens: 'people', knocks: [{ account_id: shop.pendingAccount }] },
  withdraw_bank_account: { opens: 'people', knocks: [{ account_id: shop.pendingAccount }] },
  hide_bank_account: { opens: 'people', knocks: [{ account_id: shop.account }] },
  claim_verification: { opens: 'people', knocks: [{ order_id: shop.proven.order_id }] },
  verify_payment: {
    opens: 'people',
    knocks: [
      {
        order_id: shop.proven.order_id,
        decision: 'confirm',
        seen: { amount_minor: 600_000, received_at: '2026-03-01' },
      },
      { order_id: shop.proven.order_id, decision: 'reject', seen: { reason } },
    ],
  },
  issue_refund: {
    opens: 'people',
    knocks: [{ order_id: shop.shipped.order_id, amount_minor: 1, reason, idempotency_key: randomUUID() }],
  },
  decide_refund: {
    opens: 'people',
    knocks: [true, false].map((approve) => ({ refund_id: shop.refund, approve, reason })),
  },
  retry_refund: { opens: 'people', knocks: [{ refund_id: shop.refund }] },
  pay_out_refund: { opens: 'people', knocks: [{ refund_id: shop.refund, reference: 'R-1' }] },
  submit_payout_details: { opens: 'everybody', knocks: onPayout({ ciphertext: anyCiphertext() }) },
  get_own_payout_details: { opens: 'everybody', knocks: onPayout() },
  send_payout_link: { opens: 'everybody', knocks: onPayout() },
  list_payouts: { opens: 'people', knocks: [{ shop: shop.slug, refund_ids: [shop.payout.refund] }] },
  list_packing_slips: { opens: 'people', knocks: [{ shop: shop.slug, numbers: [number] }] },
  list_exceptions: { opens: 'people', knocks: [{ shop: shop.slug }] },
  list_refunds: { opens: 'people', knocks: [{ shop: shop.slug, stage: 'all' }] },
  read_payout_details: { opens: 'people', knocks: [{ refund_id: shop.payout.refund }] },
  close_dispute: {
    opens: 'people',
    knocks: [{ dispute_id: shop.dispute, outcome: 'won', resolution: 'It is fine' }],
  },
  resolve_exception: {
    opens: 'people',
    knocks: ['refund', 'confirm', 'backorder', 'dismiss'].map((decision) => ({
      exception_id: shop.exception,
      decision,
      note: reason,
    })),
  },
  reissue_order_keys: { opens: 'people', knocks: [{ order_id }] },
  resend_notification: { opens: 'people', knocks: [{ notification_id: shop.mail }] },
  replay_webhook_event: { opens: 'people', knocks: [{ event_id: shop.event }] },
  doctor: { opens: 'people' },
  adjust_stock: { opens: 'people', knocks: [{ variant_id, on_hand: 0, reason: 'Because' }] },
  cancel_expired_orders: { opens: 'servers' },
  claim_notifications: { opens: 'servers' },
  claim_webhook_events: { opens: 'servers' },
  cleanup_expired_inventory_locks: { opens: 'servers' },
  cleanup_stale_rows: { opens: 'servers' },
  deduct_inventory: { opens: 'servers' },
  finish_notification: { opens: 'servers' },
  finish_webhook_event: { opens: 'servers' },
  claim_intents_to_check: { opens: 'servers' },
  claim_refunds: { opens: 'servers' },
  claim_stock_changes: { opens: 'servers' },
  complete_delivered_orders: { opens: 'servers' },
  describe_deployment: { opens: 'servers' },
  note_heartbeat: { opens: 'servers' },
  note_refund_attempt: { opens: 'servers' },
  record_proof_file: { opens: 'servers' },
  claim_payment_check: { opens: 'servers' },
  record_gateway_dispute: { opens: 'servers' },
  record_gateway_refund: { opens: 'servers' },
  refund_undecided_orders: { opens: 'servers' },
  resend_refund: { opens: 'servers' },
  settle_refund: { opens: 'servers' },
  mark_intent: { opens: 'servers' },
  mark_reauthenticated: { opens: 'servers' },
  record_shop_picture: { opens: 'servers' },
  record_webhook_event: { opens: 'servers' },
  restore_inventory: { opens: 'servers' },
  save_intent_checkout: { opens: 'servers' },
  settle_payment: { opens: 'servers' },
  take_rate_limit: { opens: 'servers' },
  verify_activity_chain: { opens: 'servers' },
};

/** What policies ask; it answers about the caller alone. Everything else in `private` is closed to all. */
const policyHelpers: Record<string, string[]> = {
  'private.is_listed': ['anon', 'authenticated'],
  'private.is_operator': ['authenticated'],
  'private.my_shops': ['authenticated'],
  'private.permitted_shops': ['authenticated'],
  'private.shop_of_path': ['authenticated'],
  'private.to_uuid': ['authenticated'],
};

const found = await sql<
  {
    name: string;
    schema: string;
    roles: string[];
    types: string[];
    is_definer: boolean;
    path: string | null;
  }[]
>`
  select proname as name, nspname as schema, prosecdef as is_definer,
    array(select role from unnest('{anon,authenticated,service_role}'::text[]) as role
      where has_function_privilege(role, pg_proc.oid, 'execute')) as roles,
    array(select format_type(type, null) from unnest(proargtypes) with ordinality as types (type, position) order by position) as types,
    array_to_string(proconfig, ',') as path
  from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
  where nspname in ('public', 'private') order by 1`;
const callable = found.filter(({ schema }) => schema === 'public');

test('every function has a line above, and is open to whom the line says', () => {
  const roles = {
    everybody: ['anon', 'authenticated', 'service_role'],
    people: ['authenticated', 'service_role'],
    servers: ['service_role'],
  };
  const expected = Object.entries(doors).map(([name, door]) => [name, roles[door.opens]]);
  expect(Object.fromEntries(callable.map(({ name, roles }) => [name, roles]))).toEqual(
    Object.fromEntries(expected),
  );
  expect(callable).toHaveLength(Object.keys(doors).length);
});

test('nothing private is open but what policies need', () => {
  const open = found.filter(({ schema, roles }) => schema === 'private' && roles.length > 0);
  expect(Object.fromEntries(open.map(({ name, roles }) => [`private.${name}`, roles]))).toEqual(
    policyHelpers,
  );
});

test('every function that acts for its owner looks names up nowhere but where it says', () => {
  expect(found.filter(({ path }) => path !== 'search_path=""')).toEqual([]);
});

describe.each(Object.entries(doors).filter(([, door]) => door.opens === 'servers'))('%s', (name) => {
  test('is for our servers alone', async () => {
    const types = callable.find((one) => one.name === name)?.types ?? [];
    const text = `select public.${name}(${types.map((type) => `null::${type}`).join(', ')})`;
    for (const [who, caller] of [...outsiders, ['the owner', person(shop.staff.owner)] as const]) {
      await expect(
        as(sql, caller, (tx) => tx.unsafe(text)),
        who,
      ).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe.each(Object.entries(doors).filter(([, door]) => door.knocks))('%s', (name, door) => {
  test('opens to nobody without the right to it', async () => {
    const before = await fingerprint(sql);
    for (const [who, caller] of outsiders) {
      for (const args of door.knocks ?? []) {
        const refusal = await call(sql, caller, name as FunctionName, args).then(
          (answer) => ({ status: 200, reason: `${who} got ${JSON.stringify(answer)}` }),
          (error) => (error.code === '42501' ? { status: 401, reason: 'not granted' } : refusalOf(error)),
        );
        const isGranted = door.opens === 'everybody' || caller.role !== 'anon';
        expect(refusal, who).toMatchObject({ status: isGranted ? expect.toBeOneOf([403, 404]) : 401 });
      }
    }
    expect(await fingerprint(sql)).toEqual(before);
  });
});

test('a credit confirms an order for nobody who may not confirm both', async () => {
  const before = await fingerprint(sql);
  for (const [who, caller] of outsiders.filter(([, caller]) => caller.role !== 'anon')) {
    for (const line_id of [shop.credit, foreignCredit.id]) {
      const picks = [{ line_id, order_id: shop.proven.order_id }];
      expect(await call(sql, caller, 'confirm_statement_lines', { picks }), who).toMatchObject([
        { ok: false, reason: 'order_not_found' },
      ]);
    }
  }
  expect(await fingerprint(sql)).toEqual(before);
});
