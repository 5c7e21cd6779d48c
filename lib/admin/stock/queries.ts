import 'server-only';
import { cache } from 'react';
import { z } from 'zod';
import { type IdKeyset, PAGE_SIZE, pageById } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import type { StockView } from './stock';

const image = z.object({ src: z.string(), alt: z.string(), width: z.int(), height: z.int() });

/** A row of `list_stock`: the stock of a variant. */
const stockRow = z.object({
  variant_id: z.uuid(),
  product_id: z.uuid(),
  name: z.string(),
  option_value: z.string().nullable(),
  sku: z.string(),
  barcode: z.string().nullable(),
  image: image.nullable(),
  is_tracked: z.boolean(),
  is_active: z.boolean(),
  on_hand: z.int(),
  committed: z.int(),
  /** for orders that may still be paid */
  reserved: z.int(),
  /** null: not tracked */
  available: z.int().nullable(),
  /** its own low-stock level; null: that of the shop */
  low_stock_at: z.int().nullable(),
  mark: z.enum(['low', 'out']).nullable(),
});
export type StockRow = z.infer<typeof stockRow>;

const movement = z.object({
  id: z.int(),
  at: z.string(),
  reason: z.enum(['count', 'receive', 'remove', 'deduct', 'restore', 'ship', 'return', 'import']),
  note: z.string().nullable(),
  actor_name: z.string().nullable(),
  /** the number of its order; null: none, or this user may not read it */
  number: z.string().nullable(),
  on_hand_delta: z.int(),
  committed_delta: z.int(),
  /** the quantities after the change */
  on_hand: z.int(),
  committed: z.int(),
});
export type Movement = z.infer<typeof movement>;

const stockPage = z.object({ low_stock_at: z.int(), rows: z.array(stockRow) });
const stockHistory = z.object({
  shop: z.string(),
  low_stock_at: z.int(),
  stock: stockRow,
  movements: z.array(movement),
});

type Asked = { view: StockView; search: string; keyset: IdKeyset | null };

/** A page of a shop's stock, for staff with `stock.read`. A search covers all of it. */
export async function listStock({ shop }: Membership, { view, search, keyset }: Asked) {
  const args = {
    ...{ shop: shop.slug, view: search ? 'all' : view, search, from_id: keyset?.id },
    ...{ upwards: keyset?.direction === 'before', max_rows: PAGE_SIZE + 1 },
  };
  const { rows, low_stock_at } = await rpc(await sessionClient(), 'list_stock', args, stockPage);
  return { ...pageById(rows, keyset, ({ variant_id }) => variant_id), low_stock_at };
}

/**
 * The stock of a variant of this shop and a page of its history, newest first: the latest movements, or those before the one with the id
 * `before`. Null if the shop does not have the variant.
 */
export async function getStock({ shop }: Membership, variant_id: string, before: number | null) {
  const args = { variant_id, from_id: before ?? undefined, max_rows: PAGE_SIZE + 1 };
  const found = await rpc(await sessionClient(), 'get_stock', args, stockHistory).catch((error: unknown) =>
    expectRefusal(error, 'forbidden'),
  );
  if (found?.shop !== shop.slug) return null;
  const movements = found.movements.slice(0, PAGE_SIZE);
  const older = found.movements.length > PAGE_SIZE ? (movements.at(-1)?.id ?? null) : null;
  return { ...found, movements, older };
}

/** How many variants are low on stock, counted up to a hundred. Cached per request: the menu and the tabs both show it. */
export const countLowStock = cache(async (shop: string) =>
  rpc(await sessionClient(), 'count_low_stock', { shop }),
);
