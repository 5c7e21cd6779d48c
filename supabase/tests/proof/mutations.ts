import type { Sql } from 'postgres';

/** A plausible bug, put into a database on purpose. */
export interface Mutation {
  what: string;
  apply: (sql: Sql) => Promise<void>;
}

/** Replaces a part of a function. Throws when the part is missing: a mutation that changes nothing proves nothing. */
async function rewrite(sql: Sql, name: string, part: string | RegExp, replacement: string) {
  const [row] = await sql<
    [{ definition: string }]
  >`select pg_get_functiondef(${name}::regproc) as definition`;
  const mutated = row.definition.replaceAll(
    typeof part === 'string' ? part : new RegExp(part, 'g'),
    replacement,
  );
  if (mutated === row.definition) throw new Error(`${name} does not contain ${part}`);
  await sql.unsafe(mutated);
}

const dropCheck = (sql: Sql, table: string, constraint: string) =>
  sql.unsafe(`alter table ${table} drop constraint ${constraint}`);

export const mutations: Record<string, Mutation> = {
  no_lock: {
    what: 'orders and stock are read without a lock, and the constraint on stock is dropped',
    apply: async (sql) => {
      await rewrite(sql, 'private.lock_order', 'for update', '');
      await rewrite(sql, 'private.lock_stock_rows', 'for update', '');
      await dropCheck(sql, 'inventory', 'inventory_never_oversold');
    },
  },
  no_dedupe: {
    what: 'a transaction that is reported twice is recorded twice',
    apply: async (sql) => {
      await rewrite(sql, 'public.settle_payment', 'and payments.intent_id = v_intent.id', 'and false');
      await rewrite(
        sql,
        'public.settle_payment',
        /on conflict on constraint payments_gateway_transaction_id_key do nothing/,
        '',
      );
      await dropCheck(sql, 'payments', 'payments_gateway_transaction_id_key');
    },
  },
  cancel_keeps_stock: {
    what: 'a cancelled order keeps its stock',
    apply: (sql) =>
      rewrite(sql, 'private.cancel_order_internal', 'perform private.restore_stock(orders);', ''),
  },
  refund_over_captured: {
    what: 'money that is already being refunded is refunded again, and the constraint on refunds is dropped',
    apply: async (sql) => {
      const unrefunded = 'payment.unrefunded_minor';
      await rewrite(sql, 'private.refundable_of', unrefunded, 'payment.amount_minor');
      await dropCheck(sql, 'payments', 'payments_never_overrefunded');
    },
  },
  reversal_counted: {
    what: 'a refund by the gateway itself counts as an overpayment, so the valid payment is refunded',
    apply: async (sql) => {
      const unrefunded = 'payments.unrefunded_minor';
      await rewrite(sql, 'private.refundable', 'private.refundable_of(payments)', unrefunded);
      await rewrite(sql, 'private.refund_amount', 'if v_left > 0 then', 'if false then');
    },
  },
  moved_twice: {
    what: 'a credit that is moved to another order still counts for the first',
    apply: async (sql) => {
      await rewrite(
        sql,
        'private.move_credit',
        /refunded_minor = o\.refunded_minor \+ v_refund\.amount_minor, /,
        '',
      );
      await rewrite(
        sql,
        'private.move_credit',
        /moved_minor = o\.moved_minor \+ v_refund\.amount_minor,/,
        '',
      );
      await rewrite(sql, 'private.move_credit', `'moved', payments.amount_minor`, `'moved', 1`);
    },
  },
  expiry_without_look: {
    what: 'unpaid orders expire without a check at the gateway',
    apply: (sql) =>
      rewrite(
        sql,
        'public.cancel_expired_orders',
        'intents.is_processing or intents.checked_at is null or intents.checked_at < orders.expires_at',
        'false',
      ),
  },
  late_money_ignored: {
    what: 'money for a cancelled order is not recorded',
    apply: (sql) =>
      rewrite(
        sql,
        'public.settle_payment',
        'v_outcome := private.classify_payment(v_order, payment);',
        `if v_order.state = 'cancelled' then
          return jsonb_build_object('order_id', v_order.id, 'outcome', 'revived');
        end if;
        v_outcome := private.classify_payment(v_order, payment);`,
      ),
  },
  log_skipped: {
    what: 'a change of state is not logged',
    apply: (sql) =>
      rewrite(
        sql,
        'private.move_order',
        'perform private.log_order(orders, v_after, command::text::public.order_action, move_order.note, move_order.reason);',
        '',
      ),
  },
  foreign_shop_readable: {
    what: 'a policy lets every account read all orders',
    apply: async (sql) => {
      await sql`create policy select_support on orders for select to authenticated using (true)`;
    },
  },
  foreign_shop_writable: {
    what: 'staff of any shop count as staff of all shops',
    apply: (sql) => rewrite(sql, 'private.order_caller', 'staff.shop_id = orders.shop_id and ', ''),
  },
  refund_sent_blindly: {
    what: 'a refund whose answer was lost is sent again without a look-up',
    apply: async (sql) => {
      await rewrite(sql, 'public.claim_refunds', /must_look := [^;]*;/, 'must_look := false;');
    },
  },
  overpayment_kept: {
    what: 'an overpayment is not refunded',
    apply: (sql) => rewrite(sql, 'private.apply_payment', /perform private\.refund_overpayment\([^;]*;/, ''),
  },
  key_ignored: {
    what: 'a repeated refund request opens another refund',
    apply: (sql) =>
      rewrite(sql, 'public.issue_refund', /if not found then(\s+select \* into v_key)/, 'if false then$1'),
  },
  half_is_enough: {
    what: 'an order is confirmed by less than its total',
    apply: (sql) =>
      rewrite(
        sql,
        'private.payment_outcome',
        'amount_minor <> orders.total_minor and private.refundable(orders) + amount_minor <> orders.total_minor',
        'amount_minor > orders.total_minor',
      ),
  },
  reserve_ignored: {
    what: 'one buyer may hold all stock without paying',
    apply: (sql) =>
      rewrite(
        sql,
        'private.exceeds_reserve',
        'return v_own >= v_settings.max_unpaid_orders or',
        'return false and',
      ),
  },
  limits_ignored: {
    what: 'one network address may place any number of orders',
    apply: (sql) => rewrite(sql, 'private.guard_usage', 'cardinality(v_times) >= v_max', 'false'),
  },
  rejection_forgiven: {
    what: 'a rejected proof keeps the reservation of its order',
    apply: (sql) => rewrite(sql, 'public.verify_payment', /delete from public\.inventory_locks[^;]*;/, ''),
  },
  extended_for_ever: {
    what: 'each proof with a picture extends the reservation',
    apply: (sql) =>
      rewrite(sql, 'private.extend_reservation', 'orders.reservation_extended_at is not null or ', ''),
  },
  way_back_loses_goods: {
    what: 'an order that is put back into the cart brings only one unit of each item',
    apply: (sql) =>
      rewrite(sql, 'public.return_to_cart', 'items.quantity - items.cancelled_quantity\n', '1\n'),
  },
  promise_ignored: {
    what: 'stock that is reserved for one order is reserved for another',
    apply: (sql) =>
      rewrite(sql, 'private.free_quantity', 'private.live_reserved(variant_id, v_reserved)', '0'),
  },
  expired_kept: {
    what: 'a reservation that has expired still holds its stock',
    apply: (sql) => rewrite(sql, 'private.live_reserved', 'locks.expires_at <= now()', 'false'),
  },
  release_not_summed: {
    what: 'a reservation that ends is not subtracted from the reserved units of its variant',
    apply: (sql) => rewrite(sql, 'private.sum_reservations', ' - coalesce(old.quantity, 0)', ''),
  },
  webhook_dropped: {
    what: 'a webhook counts as done although the gateway did not answer',
    apply: (sql) =>
      rewrite(sql, 'public.finish_webhook_event', 'case when error is null then now() end', 'now()'),
  },
  permission_forgotten: {
    what: 'all staff may do everything with an order',
    apply: (sql) =>
      rewrite(sql, 'private.can_move', 'private.has_permission(orders.shop_id, move.permission)', 'true'),
  },
  twins_ignored: {
    what: 'two lines of one variant take the same stock',
    apply: (sql) => rewrite(sql, 'private.earlier_quantity', 'items.position < item.position', 'false'),
  },
  twin_guessed: {
    what: 'a variant that is on two lines of an order names both of them',
    apply: (sql) =>
      rewrite(sql, 'private.read_order_lines', 'private.is_item_of(items, line)) > 1', 'false) > 1'),
  },
  twins_merged: {
    what: 'a cart has one line per variant, even for different answers',
    apply: (sql) =>
      rewrite(
        sql,
        'private.find_cart_line',
        'items.answers = coalesce(find_cart_line.answers, items.answers)',
        'true',
      ),
  },
  answers_lost: {
    what: 'an order does not keep the answers of its cart',
    apply: (sql) =>
      rewrite(sql, 'private.insert_order', 'lines.option_value, lines.answers,', `lines.option_value, '[]',`),
  },
  answers_optional: {
    what: 'a required question may be left unanswered',
    apply: (sql) =>
      rewrite(
        sql,
        'private.answer_refusal',
        `case when field.is_required then 'answers_missing' end`,
        'null',
      ),
  },
  undo_takes_sold: {
    what: 'an undo removes units that are sold, and the constraint on stock is dropped',
    apply: async (sql) => {
      await rewrite(
        sql,
        'private.undone_variant',
        'if v_on_hand < coalesce(',
        'v_on_hand := greatest(v_on_hand, 0); if v_on_hand + 1000 < coalesce(',
      );
      await rewrite(
        sql,
        'private.import_stock',
        /(perform private\.set_on_hand\([^;]*;)/,
        `if job.state = 'undoing' then
          perform private.move_stock(v_stock.shop_id, v_stock.variant_id, v_moved.on_hand::int - v_stock.on_hand, 0, 'import',
            note => job.file_name);
        else $1 end if;`,
      );
      await dropCheck(sql, 'inventory', 'inventory_never_oversold');
    },
  },
  import_without_movement: {
    what: 'an import sets stock without a movement',
    apply: (sql) =>
      rewrite(
        sql,
        'private.import_stock',
        /perform private\.set_on_hand\([^;]*;/,
        'update public.inventory set on_hand = v_moved.on_hand::int where inventory.variant_id = v_moved.id;',
      ),
  },
  batch_twice: {
    what: 'two workers run the same batch of an import',
    apply: (sql) => rewrite(sql, 'public.run_import_batch', 'for update skip locked', ''),
  },
  undo_overwrites: {
    what: 'an undo overwrites what a colleague has changed since',
    apply: (sql) =>
      rewrite(sql, 'private.undone_variant', 'elsif variant -> v_field = v_pair -> 1\n', 'elsif true\n'),
  },
  undo_in_order: {
    what: 'an undo begins with the first row of the file instead of the last',
    apply: (sql) => rewrite(sql, 'private.due_import_rows', `then 'desc'`, `then ''`),
  },
  check_keeps: {
    what: 'the check of an import keeps its changes',
    apply: (sql) => rewrite(sql, 'private.run_import_row', `if job.state = 'checking' then`, 'if false then'),
  },
  import_changes_orders: {
    what: 'an import changes the prices of existing orders',
    apply: (sql) =>
      rewrite(
        sql,
        'private.import_product',
        'v_moved := private.import_stock(',
        `update public.order_items as items set unit_price_minor = variants.price_minor from public.variants
          where variants.id = items.variant_id and variants.product_id = v_product.id;
        v_moved := private.import_stock(`,
      ),
  },
  archived_for_sale: {
    what: 'an archived product can be ordered',
    apply: (sql) => rewrite(sql, 'private.is_listed', 'and archived_at is null', ''),
  },
  rule_forgotten: {
    what: 'a new price does not update the collections',
    apply: (sql) => rewrite(sql, 'private.refresh_changed_variants', /(changed|former)\.price_minor, /, ''),
  },
  exception_forgotten: {
    what: 'a wrong amount is accepted without an exception, and the trigger that checks for one does nothing',
    apply: async (sql) => {
      await rewrite(
        sql,
        'private.open_exception',
        /where not exists \(/,
        `where kind <> 'amount_mismatch' and not exists (`,
      );
      await rewrite(sql, 'private.reconcile_exceptions', /perform private\.open_exception\([^;]*;/, 'null;');
      await rewrite(
        sql,
        'private.check_money_is_explained',
        'if private.is_unexplained',
        'if false and private.is_unexplained',
      );
    },
  },
};
