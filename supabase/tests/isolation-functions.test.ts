import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openBusyShop } from './busy-shop.ts';
import { type Args, as, call, type FunctionName, fingerprint, person, refusalOf } from './caller.ts';
import { type Access, catalogueAccess } from './catalogue-access.ts';
import { testDatabase } from './database.ts';
import { anyCiphertext, checkoutAt, openShop, placeOrder } from './fixtures.ts';
import { mediaAccess } from './media.ts';
import { outsidersOf } from './outsiders.ts';
import { openAccount } from './transfers.ts';

const { sql } = await testDatabase();
const shop = await openBusyShop(sql);
const foreign = await openShop(sql);
const { outsiders } = await outsidersOf(sql, foreign);
const foreignOrder = await placeOrder(sql, foreign, [[foreign.variants.serum, 1]]);

await call(sql, person(foreign.staff.verifier), 'import_statement', {
  bank_account_id: await openAccount(sql, foreign),
  lines: [{ booked_on: '2026-03-01', amount_minor: 600_000, description: 'From Ada' }],
});
const [foreignCredit] = await sql<
  [{ id: string }]
>`select id from statement_lines where shop_id = ${foreign.id}`;

const { order_id, number } = shop.waiting;
// none, an unknown one, and tokens of other orders
const wrongTokens = [null, randomUUID(), foreignOrder.access_token, shop.shipped.access_token];
const variant_id = shop.variants.serum;
const onOrder = (args: Args = {}) => wrongTokens.map((access_token) => ({ order_id, access_token, ...args }));
const onPayout = (args: Args = {}) => onOrder({ ...args, order_id: shop.payout.order_id });
const lines = [{ variant_id, quantity: 1 }];
const reason = 'Because';
const attackerAccount = { bank: 'Kuda', account_name: 'A stranger', account_number: '9999999999' };

/** Who may call what. A function without a line here fails the test: decide who may call it, then add the line. */
const functions: Record<string, Access> = {
  find_shop: { openTo: 'everybody' },
  get_shop_host: { openTo: 'everybody' },
  get_closed_shop: { openTo: 'everybody' },
  get_available_stock: { openTo: 'everybody' },
  list_available_stock: { openTo: 'everybody' },
  get_cart: { openTo: 'everybody', attacks: [{ cart_token: null }, { cart_token: randomUUID() }] },
  set_cart_item: { openTo: 'everybody', attacks: [{ cart_token: randomUUID(), variant_id, quantity: 1 }] },
  clear_cart: { openTo: 'everybody', attacks: [{ cart_token: randomUUID() }] },
  create_order: {
    openTo: 'everybody',
    attacks: [{ cart_token: randomUUID(), idempotency_key: randomUUID(), checkout: checkoutAt(shop) }],
  },
  get_order: { openTo: 'everybody', attacks: wrongTokens.map((access_token) => ({ number, access_token })) },
  list_recent_orders: { openTo: 'everybody' },
  return_to_cart: { openTo: 'everybody', attacks: onOrder() },
  list_orders: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  start_payment: { openTo: 'everybody', attacks: onOrder({ gateway: 'paystack' }) },
  cancel_order: { openTo: 'everybody', attacks: onOrder({ reason: 'Because' }) },
  correct_order_email: { openTo: 'everybody', attacks: onOrder({ email: 'eve@example.com' }) },
  update_order_status: {
    openTo: 'people',
    attacks: [
      'processing',
      'shipped',
      'delivered',
      'completed',
      'hold',
      'release',
      'archive',
      'nonsense',
    ].map((to_state) => ({
      order_id,
      to_state,
      details: { reason: 'Because', carrier: 'GIG', tracking_number: 'T-1' },
    })),
  },
  cancel_order_items: { openTo: 'everybody', attacks: onOrder({ lines, reason }) },
  open_dispute: {
    openTo: 'everybody',
    attacks: [null, randomUUID(), foreignOrder.access_token].map((access_token) => ({
      order_id: shop.shipped.order_id,
      reason,
      access_token,
    })),
  },
  submit_payment_proof: {
    openTo: 'everybody',
    attacks: wrongTokens.map((access_token) => ({
      order_id: shop.proven.order_id,
      access_token,
      proof: { amount_minor: 1 },
    })),
  },
  add_order_log: { openTo: 'people', attacks: [{ order_id, note: 'Hello' }] },
  return_order_items: { openTo: 'people', attacks: [{ order_id: shop.shipped.order_id, lines, reason }] },
  clone_order: { openTo: 'people', attacks: [{ order_id, idempotency_key: randomUUID() }] },
  confirm_request: { openTo: 'everybody', attacks: onOrder() },
  release_verification: { openTo: 'people', attacks: [{ order_id: shop.proven.order_id }] },
  list_verifications: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  find_next_verification: { openTo: 'people', attacks: [{ shop: shop.slug, order_id }] },
  list_fulfilment: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  count_queues: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  import_statement: {
    openTo: 'people',
    attacks: [
      {
        bank_account_id: shop.account,
        lines: [{ booked_on: '2026-03-02', amount_minor: 1 }],
        mapping: { date: 'Date' },
      },
    ],
  },
  list_statement_lines: {
    openTo: 'people',
    attacks: [true, false].map((decided) => ({ shop: shop.slug, decided })),
  },
  list_line_candidates: { openTo: 'people', attacks: [{ line_id: shop.credit }] },
  reassign_statement_line: {
    openTo: 'people',
    attacks: [{ line_id: shop.credit, order_id: shop.proven.order_id, reason }],
  },
  decide_statement_move: { openTo: 'people', attacks: [{ move_id: shop.move, approve: false, reason }] },
  dismiss_statement_line: { openTo: 'people', attacks: [{ line_id: shop.credit, reason }] },
  // refuses each pick separately: see the test below
  confirm_statement_lines: { openTo: 'people' },
  collect_cash: {
    openTo: 'people',
    attacks: [{ order_id: shop.cash.order_id, collected: { amount_minor: 1, courier: 'GIG' } }],
  },
  list_courier_cash: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  count_cash: {
    openTo: 'people',
    attacks: [{ shop: shop.slug, courier: 'GIG', counted_minor: 1, expected_minor: 1 }],
  },
  get_own_phone: { openTo: 'people' },
  require_recent_password: { openTo: 'people', attacks: [{}] },
  list_payment_methods: { openTo: 'people', attacks: [{ shop: shop.slug }, { shop: null }] },
  list_bank_accounts: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  save_bank_account: {
    openTo: 'people',
    attacks: [null, shop.account].map((replaces_id) => ({
      shop_id: shop.id,
      account: attackerAccount,
      replaces_id,
    })),
  },
  approve_bank_account: { openTo: 'people', attacks: [{ account_id: shop.pendingAccount }] },
  withdraw_bank_account: { openTo: 'people', attacks: [{ account_id: shop.pendingAccount }] },
  hide_bank_account: { openTo: 'people', attacks: [{ account_id: shop.account }] },
  claim_verification: { openTo: 'people', attacks: [{ order_id: shop.proven.order_id }] },
  verify_payment: {
    openTo: 'people',
    attacks: [
      {
        order_id: shop.proven.order_id,
        decision: 'confirm',
        seen: { amount_minor: 600_000, received_at: '2026-03-01' },
      },
      { order_id: shop.proven.order_id, decision: 'reject', seen: { reason } },
    ],
  },
  issue_refund: {
    openTo: 'people',
    attacks: [{ order_id: shop.shipped.order_id, amount_minor: 1, reason, idempotency_key: randomUUID() }],
  },
  decide_refund: {
    openTo: 'people',
    attacks: [true, false].map((approve) => ({ refund_id: shop.refund, approve, reason })),
  },
  retry_refund: { openTo: 'people', attacks: [{ refund_id: shop.refund }] },
  pay_out_refund: { openTo: 'people', attacks: [{ refund_id: shop.refund, reference: 'R-1' }] },
  submit_payout_details: { openTo: 'everybody', attacks: onPayout({ ciphertext: anyCiphertext() }) },
  get_own_payout_details: { openTo: 'everybody', attacks: onPayout() },
  send_payout_link: { openTo: 'everybody', attacks: onPayout() },
  list_payouts: { openTo: 'people', attacks: [{ shop: shop.slug, refund_ids: [shop.payout.refund] }] },
  list_packing_slips: { openTo: 'people', attacks: [{ shop: shop.slug, numbers: [number] }] },
  list_exceptions: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  list_stock: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  count_low_stock: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  get_stock: { openTo: 'people', attacks: [{ variant_id }] },
  add_stock: { openTo: 'people', attacks: [{ variant_id, quantity: 1, reason }] },
  set_low_stock_level: { openTo: 'people', attacks: [{ variant_id, level: 1 }] },
  ...mediaAccess(shop),
  list_products: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  list_product_ids: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  list_product_groups: { openTo: 'people', attacks: [{ shop: shop.slug }] },
  create_product_preview: { openTo: 'people', attacks: [{ product_id: shop.product }] },
  get_product_preview: { openTo: 'everybody' },
  get_product: { openTo: 'people', attacks: [{ product_id: shop.product }] },
  save_product: { openTo: 'people', attacks: [{ product: { product_id: shop.product, version: 1 } }] },
  clone_product: { openTo: 'people', attacks: [{ product_id: shop.product }] },
  update_products: {
    openTo: 'people',
    attacks: [{ shop: shop.slug, product_ids: [shop.product], change: { archived: true } }],
  },
  ...(await catalogueAccess(sql, shop)),
  list_refunds: { openTo: 'people', attacks: [{ shop: shop.slug, stage: 'all' }] },
  read_payout_details: { openTo: 'people', attacks: [{ refund_id: shop.payout.refund }] },
  close_dispute: {
    openTo: 'people',
    attacks: [{ dispute_id: shop.dispute, outcome: 'won', resolution: 'It is fine' }],
  },
  resolve_exception: {
    openTo: 'people',
    attacks: ['refund', 'confirm', 'backorder', 'dismiss'].map((decision) => ({
      exception_id: shop.exception,
      decision,
      note: reason,
    })),
  },
  reissue_order_keys: { openTo: 'people', attacks: [{ order_id }] },
  resend_notification: { openTo: 'people', attacks: [{ notification_id: shop.notification }] },
  replay_webhook_event: { openTo: 'people', attacks: [{ event_id: shop.event }] },
  doctor: { openTo: 'people' },
  adjust_stock: { openTo: 'people', attacks: [{ variant_id, on_hand: 0, reason: 'Because' }] },
  cancel_expired_orders: { openTo: 'servers' },
  claim_notifications: { openTo: 'servers' },
  claim_webhook_events: { openTo: 'servers' },
  cleanup_expired_inventory_locks: { openTo: 'servers' },
  cleanup_stale_rows: { openTo: 'servers' },
  deduct_inventory: { openTo: 'servers' },
  finish_notification: { openTo: 'servers' },
  finish_webhook_event: { openTo: 'servers' },
  claim_intents_to_check: { openTo: 'servers' },
  claim_refunds: { openTo: 'servers' },
  claim_stock_changes: { openTo: 'servers' },
  complete_delivered_orders: { openTo: 'servers' },
  describe_deployment: { openTo: 'servers' },
  note_heartbeat: { openTo: 'servers' },
  note_refund_attempt: { openTo: 'servers' },
  record_proof_file: { openTo: 'servers' },
  claim_payment_check: { openTo: 'servers' },
  record_gateway_dispute: { openTo: 'servers' },
  record_gateway_refund: { openTo: 'servers' },
  refund_undecided_orders: { openTo: 'servers' },
  resend_refund: { openTo: 'servers' },
  settle_refund: { openTo: 'servers' },
  mark_intent: { openTo: 'servers' },
  mark_reauthenticated: { openTo: 'servers' },
  record_shop_picture: { openTo: 'servers' },
  record_webhook_event: { openTo: 'servers' },
  restore_inventory: { openTo: 'servers' },
  save_intent_checkout: { openTo: 'servers' },
  settle_payment: { openTo: 'servers' },
  take_rate_limit: { openTo: 'servers' },
  verify_activity_chain: { openTo: 'servers' },
};

/** The functions used by policies, with the roles that may call them. Everything else in `private` is closed to all. */
const policyHelpers: Record<string, string[]> = {
  'private.is_listed': ['anon', 'authenticated'],
  'private.is_shown': ['anon', 'authenticated'],
  'private.is_operator': ['authenticated'],
  'private.my_shops': ['authenticated'],
  // not for a policy: it computes a generated column
  'private.option_title': ['authenticated', 'service_role'],
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
  }[]
>`
  select proname as name, nspname as schema, prosecdef as is_definer,
    array(select role from unnest('{anon,authenticated,service_role}'::text[]) as role
      where has_function_privilege(role, pg_proc.oid, 'execute')) as roles,
    array(select format_type(type, null) from unnest(proargtypes) with ordinality as types (type, position) order by position) as types
  from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
  where nspname in ('public', 'private') order by 1`;
const callable = found.filter(({ schema }) => schema === 'public');

test('every function has a line above, and is open accordingly', () => {
  const roles = {
    everybody: ['anon', 'authenticated', 'service_role'],
    people: ['authenticated', 'service_role'],
    servers: ['service_role'],
  };
  const expected = Object.entries(functions).map(([name, access]) => [name, roles[access.openTo]]);
  expect(Object.fromEntries(callable.map(({ name, roles }) => [name, roles]))).toEqual(
    Object.fromEntries(expected),
  );
  expect(callable).toHaveLength(Object.keys(functions).length);
});

test('only the functions used by policies are open in the private schema', () => {
  const open = found.filter(({ schema, roles }) => schema === 'private' && roles.length > 0);
  expect(Object.fromEntries(open.map(({ name, roles }) => [`private.${name}`, roles]))).toEqual(
    policyHelpers,
  );
});

describe.each(Object.entries(functions).filter(([, access]) => access.openTo === 'servers'))('%s', (name) => {
  test('is refused to everyone but our servers', async () => {
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

describe.each(Object.entries(functions).filter(([, access]) => access.attacks))('%s', (name, access) => {
  test('is refused to every outsider', async () => {
    const before = await fingerprint(sql);
    for (const [who, caller] of outsiders) {
      for (const args of access.attacks ?? []) {
        const refusal = await call(sql, caller, name as FunctionName, args).then(
          (answer) => ({ status: 200, reason: `${who} got ${JSON.stringify(answer)}` }),
          (error) => (error.code === '42501' ? { status: 401, reason: 'not granted' } : refusalOf(error)),
        );
        const isGranted = access.openTo === 'everybody' || caller.role !== 'anon';
        expect(refusal, who).toMatchObject({ status: isGranted ? expect.toBeOneOf([403, 404]) : 401 });
      }
    }
    expect(await fingerprint(sql)).toEqual(before);
  });
});

test('no outsider confirms an order with a credit', async () => {
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
