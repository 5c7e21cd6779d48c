import type { Sql, TransactionSql } from 'postgres';
import type { Story } from './stories.ts';

/** The orders from number `from` to `to` of `total`; the larger the number, the later the order. */
export type Batch = { shopId: string; from: number; to: number; total: number; customers: number };

/** What an order consists of, in the order of the foreign keys. */
export const TABLES = [
  ...['orders', 'order_items', 'order_access_tokens', 'shipments', 'shipment_items', 'inventory_locks'],
  ...['payment_intents', 'payments', 'refunds', 'refund_items', 'money_exceptions', 'notification_queue'],
  ...['payment_proofs', 'cash_handovers', 'cash_collections', 'webhook_events', 'idempotency_keys'],
];

/**
 * How to find the rows `t` of an order in tables without an `order_id`: through a row `o` that has one. So an index leads from the order to
 * them, and a batch never reads all orders of the shop.
 */
const JOINS: Record<string, string> = {
  orders: '(select id as order_id, shop_id from orders) as o join orders as t on t.id = o.order_id',
  shipment_items: 'shipments as o join shipment_items as t on t.shipment_id = o.id',
  refund_items: 'refunds as o join refund_items as t on t.refund_id = o.id',
  cash_handovers: `payments as o join cash_collections as collected on payment_id = o.id
    join cash_handovers as t on t.id = collected.handover_id`,
  cash_collections: 'payments as o join cash_collections as t on t.payment_id = o.id',
  webhook_events: 'payment_intents as o join webhook_events as t using (gateway, reference)',
  idempotency_keys: `(select id as order_id, shop_id from orders) as o join idempotency_keys as t
    on t.shop_id = o.shop_id and t.scope = 'create_order' and t.response ->> 'order_id' = o.order_id::text`,
};

/**
 * Triggers that are off while a batch is copied. The rows of the story's order already hold what they wrote, such as the totals of refunds
 * and the requests for payout details. `copyLogs` calls the hash function of the log's trigger itself. `addOrders` writes the search text
 * of each order complete, so that its trigrams are indexed only once. All other triggers, and all constraints, stay on.
 */
const REPLACED = {
  order_items: 'search_new_items',
  payment_intents: 'search_reference',
  payments: 'search_reference',
  payment_proofs: 'search_reference',
  refunds: ['apply_refund_totals', 'request_payout_details'],
  refund_items: 'apply_refund_item_totals',
  activity_logs: 'chain_activity',
};

/** The id of a copied row, the same in each run: a UUID of version 8. */
const idOf = (text: string) =>
  `overlay(overlay(md5(${text} || ':' || c.n) placing '8' from 13) placing 'a' from 17)::uuid`;
/** A copied text that has to stay unique: with the copy's order number instead of the story's, or else with the copy's number added. */
const uniqueText = (column: string) => `case when position(c.old_number in t.${column}) > 0
  then replace(t.${column}, c.old_number, c.number) else left(t.${column}, 80) || '-' || c.n end`;

const IDS =
  'id order_id intent_id payment_id refund_id order_item_id shipment_id dispute_id handover_id retries_refund_id key'.split(
    ' ',
  );

/** What a copy has instead of the value of the story's row. Ids are its own, and times are shifted. */
const COLUMNS: Record<string, string> = {
  ...Object.fromEntries(IDS.map((column) => [column, idOf(`t.${column}`)])),
  number: 'c.number',
  customer_id: 'c.customer_id',
  email: 'c.email',
  recipient: 'c.email',
  phone: 'c.phone',
  'orders.name': 'c.name',
  'orders.note': 'null',
  cart_id: 'null',
  client_hash: 'null',
  variant_id: 'goods.id',
  sku: 'goods.sku',
  'order_items.name': 'goods.name',
  option_value: 'goods.option_value',
  reference: uniqueText('reference'),
  transaction_id: uniqueText('transaction_id'),
  dedupe_key: uniqueText('dedupe_key'),
  gateway_refund_id: uniqueText('gateway_refund_id'),
  token_hash: 'sha256(t.token_hash || c.n::text::bytea)',
  response: `t.response || jsonb_build_object('order_id', c.id, 'number', c.number)`,
};

/** Copies the stories' orders in one transaction, except those that an earlier run has copied. Returns how many. */
export async function addOrders(sql: Sql, stories: Story[], batch: Batch): Promise<number> {
  return sql.begin(async (tx) => {
    const count = await chooseCopies(tx, stories, batch);
    if (count === 0) return 0;
    await chooseGoods(tx, batch.shopId);
    await switchTriggers(tx, 'disable');
    for (const table of TABLES) await copyRows(tx, table, stories, batch.shopId);
    await moveStock(tx, stories, batch.shopId);
    await copyLogs(tx, stories);
    await tx.unsafe(`insert into private.order_search (shop_id, order_id, slice, facts, money)
      select orders.shop_id, orders.id, private.search_slice(orders.shop_id, placed_at), private.order_search_text(orders),
        coalesce((select string_agg(distinct private.search_text(reference), ' ') from (
          select reference from payment_intents as i where i.order_id = orders.id
          union all select bank_reference from payment_proofs as p where p.order_id = orders.id
          union all select transaction_id from payments where payments.order_id = orders.id) as money), '')
      from orders where id in (select id from copies)`);
    await tx`set constraints all immediate`;
    await switchTriggers(tx, 'enable');
    return count;
  });
}

/** Creates `copies`: for each number the story, the order's ids and buyer, and by how much its times are shifted. Returns how many. */
async function chooseCopies(
  tx: TransactionSql,
  stories: Story[],
  { shopId, from, to, total, customers }: Batch,
) {
  await tx`create temporary table copies on commit drop as
    with templates as (
      select story ->> 'order' as template, story ->> 'age' as age,
        row_number() over (partition by story ->> 'age' order by story ->> 'name') - 1 as place,
        count(*) over (partition by story ->> 'age') as size
      from jsonb_array_elements(${tx.json(stories)}) as story
    ), numbered as (
      -- one order in a hundred is of the last week, one in a thousand of the last minutes
      select n, case when n > ${total}::int - greatest(6, ${total}::int / 1000) then 'waiting'
          when n > ${total}::int - greatest(20, ${total}::int / 100) then 'recent' else 'old' end as age,
        1 + (n * 7919::bigint) % ${customers}::int as customer,
        (n + (hashtextextended(${shopId}, 0) & 1073741823)) * 2654435761 & 1099511627775 as code
      from generate_series(${from}::int, ${to}::int) as n
    ), placed as (
      select numbered.*, now() - case age when 'waiting' then interval '20 minutes' when 'recent' then interval '7 days'
          else interval '2 years' end * (1 - n / (${total}::float + 1))
        - case age when 'waiting' then interval '1 minute' when 'recent' then interval '30 minutes' else interval '8 days' end as placed_at
      from numbered
    )
    select n, template.id as template, template.number as old_number, placed.placed_at, placed.placed_at - template.placed_at as shift,
      (select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (code >> (5 * k) & 31)::int, 1) || case k when 3 then '-' else '' end, '' order by k)
        from generate_series(0, 7) as k) as number,
      customers.id as customer_id, customers.email, customers.phone, customers.name
    from placed
    join templates on templates.age = placed.age and templates.place = (n * 31::bigint + n / 7) % templates.size
    join orders as template on template.id = templates.template::uuid
    join customers on customers.shop_id = ${shopId} and customers.email = 'seed-' || placed.customer || '@example.com'`;
  await tx`analyze copies`;
  await tx`delete from copies using orders where orders.number = copies.number`;
  await tx.unsafe(`alter table copies add column id uuid; update copies as c set id = ${idOf('template')};
    create index on copies (template); create unique index on copies (id); analyze copies`);
  const [{ count }] = await tx<[{ count: number }]>`select count(*)::int from copies`;
  return count;
}

/** Creates `goods`: the variant of each line of the copies. */
async function chooseGoods(tx: TransactionSql, shopId: string) {
  // the lines of one order are of different variants; one order in five is for the hundred bestsellers
  await tx`create temporary table goods on commit drop as
    with choice as (
      select id, sku, option_value, product_id, row_number() over (order by sku) - 1 as place, count(*) over () as size
      from variants where shop_id = ${shopId} and sku like 'SEED-%'
    )
    select copies.n, items.variant_id as template_variant, choice.id, choice.sku, products.name, choice.option_value
    from copies join order_items as items on items.order_id = copies.template
    join choice on place = (case when n % 5 = 0 then n / 5 % 100 else n * 48271::bigint end + items.position * greatest(1, size / 7)) % size
    join products on products.id = choice.product_id`;
  await tx.unsafe('create unique index on goods (n, template_variant); analyze goods');
}

const GOODS = 'join goods on goods.n = c.n and goods.template_variant = t.variant_id';

async function copyRows(tx: TransactionSql, table: string, stories: Story[], shopId: string) {
  const columns = await tx<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`;
  const values = columns.map(
    ({ name, type }) =>
      COLUMNS[`${table}.${name}`] ??
      COLUMNS[name] ??
      (type === 'timestamp with time zone' ? `t.${name} + c.shift` : `t.${name}`),
  );
  const hasGoods = columns.some(({ name }) => name === 'variant_id');
  const o = table in JOINS ? 'o' : 't';
  // a key is kept for three days
  const isKept = table === 'idempotency_keys' ? `where c.placed_at > now() - interval '3 days'` : '';
  await tx.unsafe(
    `with t as materialized (select t.*, ${o}.order_id as story from ${JOINS[table] ?? `${table} as t`}
      where ${o}.order_id = any ($1) and ${o}.shop_id = $2)
    insert into ${table} (${columns.map(({ name }) => name).join(', ')})
    select ${values.join(', ')} from t join copies as c on c.template = t.story ${hasGoods ? GOODS : ''} ${isKept} order by c.n`,
    [stories.map(({ order }) => order), shopId],
  );
}

/** Records what the copies took from the shelf, after a delivery of the units that they lack, so that the movements add up to the stock. */
async function moveStock(tx: TransactionSql, stories: Story[], shopId: string) {
  await tx.unsafe(
    `create temporary table moves on commit drop as
    with t as materialized (select * from stock_movements where shop_id = '${shopId}' and order_id in (${quoted(stories)}))
    select goods.id as variant_id, c.id as order_id, c.n, t.id as step, on_hand_delta, committed_delta, reason, note, actor, t.created_at + c.shift as created_at
    from t join copies as c on c.template = t.order_id ${GOODS}`,
  );
  await tx.unsafe(
    `insert into moves select i.variant_id, null, 0, 0, taken.units + 30, 0, 'receive', 'Delivery', null, taken.since
    from inventory as i join (select variant_id, sum(greatest(committed_delta, 0)) as units, min(created_at) as since from moves group by 1) as taken
    using (variant_id) where i.on_hand - i.committed - i.reserved < taken.units`,
  );
  await tx.unsafe(
    `insert into stock_movements
      (shop_id, variant_id, on_hand_delta, committed_delta, on_hand, committed, reason, order_id, note, actor, created_at)
    select $1, variant_id, on_hand_delta, committed_delta, i.on_hand + sum(on_hand_delta) over earlier,
      i.committed + sum(committed_delta) over earlier, reason, order_id, note, actor, created_at
    from moves join inventory as i using (variant_id) window earlier as (partition by variant_id order by n, step) order by n, step`,
    [shopId],
  );
  await tx.unsafe(`update inventory as i set on_hand = i.on_hand + moved.units, committed = i.committed + moved.sold
    from (select variant_id, sum(on_hand_delta) as units, sum(committed_delta) as sold from moves group by 1) as moved
    where moved.variant_id = i.variant_id`);
}

const quoted = (stories: Story[]) => stories.map(({ order }) => `'${order}'`).join(', ');

/** Copies the stories' logs step by step, each step for all copies, because the next step needs its hash. */
async function copyLogs(tx: TransactionSql, stories: Story[]) {
  await tx.unsafe(`create temporary table steps on commit drop as
    select * from activity_logs where entity_type in ('order', 'verification_claim') and entity_id in (${quoted(stories)})`);
  const [{ last }] = await tx<[{ last: number }]>`select max(seq) as last from steps`;
  for (let step = 1; step <= last; step++) {
    await tx`insert into activity_logs
      select (chained.log).entity_type, (chained.log).entity_id, (chained.log).seq, (chained.log).shop_id, (chained.log).actor,
        (chained.log).actor_name, (chained.log).actor_role, (chained.log).action, (chained.log).old_value, (chained.log).new_value,
        (chained.log).note, (chained.log).request_id, (chained.log).created_at, (chained.log).prev_hash, private.activity_hash(chained.log)
      from (
        select row(t.entity_type, c.id, t.seq, t.shop_id, t.actor, t.actor_name, t.actor_role, t.action, t.old_value, t.new_value, t.note,
          t.request_id, t.created_at + c.shift, (select before.hash from activity_logs as before
            where before.entity_type = t.entity_type and before.entity_id = c.id and before.seq = t.seq - 1), ''::bytea)::activity_logs as log
        from steps as t join copies as c on c.template = t.entity_id
        where t.seq = ${step}
      ) as chained`;
  }
}

/** Runs in the transaction of the batch, so an interruption leaves the triggers on. */
async function switchTriggers(tx: TransactionSql, how: 'enable' | 'disable') {
  for (const [table, triggers] of Object.entries(REPLACED))
    for (const trigger of [triggers].flat())
      await tx.unsafe(`alter table ${table} ${how} trigger ${trigger}`);
}
