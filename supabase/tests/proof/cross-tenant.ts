import fc from 'fast-check';
import { as, type FunctionName, person } from '../caller.ts';
import { anyCiphertext, staffRoles } from '../fixtures.ts';
import { kind } from './act.ts';
import { ask, choose, type World } from './world.ts';

/** Tables that are public for an open shop. */
const publicTables = [
  'shop_domains',
  'collections',
  'collection_products',
  'payment_methods',
  'categories',
  'products',
  'variants',
  'product_images',
  'product_options',
  'product_fields',
  'shipping_rates',
];

let cachedQuery: string | null = null;

/** A query that names every non-public table in which an account holder can read a row of the shop. */
async function queryOf({ sql }: World): Promise<string> {
  if (cachedQuery) return cachedQuery;
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    join pg_attribute on attrelid = pg_class.oid and attname = 'shop_id' and not attisdropped
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and has_column_privilege('authenticated', attrelid, attnum, 'select')
      and relname <> all (${publicTables}) order by relname`;
  cachedQuery = tables
    .map(
      ({ name }) => `select '${name}' as name where exists (select from public.${name} where shop_id = $1)`,
    )
    .join(' union all ');
  return cachedQuery;
}

/** A staff member of another shop reads every table. */
async function readTables(world: World, chosen: { role: number }) {
  const role = staffRoles[chosen.role % staffRoles.length] as (typeof staffRoles)[number];
  const text = await queryOf(world);
  const seen = await as(world.sql, person(world.foreign.staff[role]), (tx) =>
    tx.unsafe<{ name: string }[]>(text, [world.shop.id], { prepare: true }),
  );
  if (seen.length > 0)
    world.violations.push(`9 the ${role} of another shop sees ${seen.map(({ name }) => name).join(', ')}`);
  return seen.length > 0 ? 'seen' : 'nothing to see';
}

/** A staff member of another shop calls a command. */
async function runCommand(world: World, chosen: { role: number; order: number; tries: number }) {
  const order = choose(world.orders, chosen.order);
  if (!order) return null;
  const { order_id } = order;
  const lines = [{ variant_id: world.variants[0], quantity: 1 }];
  const reason = 'Because';
  const tries: [FunctionName, Record<string, unknown>][] = [
    ['update_order_status', { order_id, to_state: 'hold', details: { reason } }],
    ['update_order_status', { order_id, to_state: 'processing' }],
    ['cancel_order', { order_id, reason }],
    ['return_to_cart', { order_id }],
    ['cancel_order_items', { order_id, lines, reason }],
    ['return_order_items', { order_id, lines, reason }],
    ['issue_refund', { order_id, amount_minor: 1, reason, idempotency_key: world.shop.id }],
    ['open_dispute', { order_id, reason }],
    ['clone_order', { order_id, idempotency_key: world.shop.id }],
    ['add_order_log', { order_id, note: reason }],
    ['verify_payment', { order_id, decision: 'reject', seen: { reason } }],
    ['claim_verification', { order_id }],
    ['release_verification', { order_id }],
    ['collect_cash', { order_id, collected: { amount_minor: 1, courier: 'Me' } }],
    ['confirm_request', { order_id }],
    ['get_own_payout_details', { order_id }],
    ['submit_payout_details', { order_id, ciphertext: anyCiphertext() }],
    ['send_payout_link', { order_id }],
    ['reissue_order_keys', { order_id }],
  ];
  const [name, args] = tries[chosen.tries % tries.length] as (typeof tries)[number];
  const role = staffRoles[chosen.role % staffRoles.length] as (typeof staffRoles)[number];
  const result = await ask(world, person(world.foreign.staff[role]), name, args);
  if (result.reason !== 'order_not_found')
    world.violations.push(`9 the ${role} of another shop gets ${result.reason ?? 'an answer'} from ${name}`);
  return result.reason ?? 'done';
}

const role = fc.nat({ max: 6 });

/** What staff of another shop try. */
export const crossTenant = [
  kind(2, 'foreign read', fc.record({ role }), readTables),
  kind(3, 'foreign command', fc.record({ role, order: fc.nat({ max: 4 }), tries: fc.nat() }), runCommand),
];
