import fc from 'fast-check';
import { call, list, server } from '../caller.ts';
import type { StaffRole } from '../fixtures.ts';
import { kind } from './act.ts';
import { ask, choose, compare, staff, type World } from './world.ts';

type Variant = Record<string, unknown> & { variant_id: string; sku: string; is_active: boolean };
type Product = Record<string, unknown> & {
  tags: string[];
  options: { name: string; choices: string[] }[];
  variants: Variant[];
};

/** Edits of a product in the product editor. `at` picks one of its variants. */
const edits: Record<string, (product: Product, at: number) => Partial<Product>> = {
  rename: (_, at) => ({ name: `Care ${at}`, summary: at % 2 === 0 ? 'Soft' : '' }),
  tag: ({ tags }) => ({
    tags: tags.includes('sale') ? tags.filter((tag) => tag !== 'sale') : [...tags, 'sale'],
  }),
  reprice: ({ variants }, at) => ({
    variants: variants.map((variant) => ({ ...variant, price_minor: 700_000 + at })),
  }),
  'add a choice': ({ options, variants }) => ({
    options: options.map(({ name, choices }) => ({ name, choices: [...new Set([...choices, 'oil'])] })),
    variants: variants.some(({ sku }) => sku === 'oil')
      ? variants
      : [
          ...variants,
          { sku: 'oil', options: ['oil'], price_minor: 300_000, on_hand: 2 } as unknown as Variant,
        ],
  }),
  'drop a variant': ({ variants }, at) => ({ variants: variants.filter((_, index) => index !== at) }),
  'switch a variant off': ({ variants }, at) => ({
    variants: variants.map((variant, index) => (index === at ? { ...variant, is_active: false } : variant)),
  }),
};

async function edit(world: World, chosen: { edit: string; at: number }): Promise<string> {
  const caller = staff(world, 'catalog');
  const product = await call<Product>(world.sql, caller, 'get_product', { product_id: world.shop.product });
  const changed = { ...product, ...edits[chosen.edit]?.(product, chosen.at) };
  const result = await ask(world, caller, 'save_product', { product: changed });
  return result.reason ?? 'saved';
}

/** Products of the shop, the oldest first. */
const productsOf = async ({ sql, shop }: World, where: string) =>
  (
    await sql.unsafe<{ id: string }[]>(
      `select id from products where shop_id = $1 and ${where} order by created_at, id`,
      [shop.id],
    )
  ).map(({ id }) => id);

async function change(world: World, product_ids: string[], change: object, by: StaffRole): Promise<string> {
  const args = { shop: world.shop.slug, product_ids, change };
  const result = await ask<number>(world, staff(world, by), 'update_products', args);
  compare(world, 'update_products', by === 'catalog' ? 'changed' : 'forbidden', result.reason ?? 'changed');
  return result.reason ?? 'changed';
}

/** What staff do to products, besides their stock; and our servers, which revalidate the pages. */
export const editing = [
  kind(
    6,
    'edit product',
    fc.record({ edit: fc.constantFrom(...Object.keys(edits)), at: fc.nat({ max: 4 }) }),
    edit,
  ),
  kind(
    1,
    'archive',
    fc.record({ at: fc.nat({ max: 4 }), by: fc.constantFrom<StaffRole>('catalog', 'fulfiller') }),
    async (world, { at, by }) => {
      const id = choose(await productsOf(world, 'archived_at is null'), at);
      return id ? change(world, [id], { archived: true }, by) : null;
    },
  ),
  // often, since an archived product cannot be ordered
  kind(6, 'restore', fc.record({}), async (world) => {
    const off = await world.sql<{ id: string }[]>`
      select id from variants where product_id = ${world.shop.product} and sku in ('serum', 'soap', 'gift') and not is_active`;
    if (off.length > 0) {
      const caller = staff(world, 'catalog');
      const product = await call<Product>(world.sql, caller, 'get_product', {
        product_id: world.shop.product,
      });
      const variants = product.variants.map((variant) => ({
        ...variant,
        is_active: variant.is_active || off.some(({ id }) => id === variant.variant_id),
      }));
      const result = await ask(world, caller, 'save_product', { product: { ...product, variants } });
      if (result.reason) return result.reason;
    }
    const archived = await productsOf(world, `archived_at is not null and slug = 'care'`);
    if (archived.length > 0) return change(world, archived, { archived: false }, 'catalog');
    return off.length > 0 ? 'saved' : null;
  }),
  kind(
    4,
    'change prices',
    fc.record({ percent: fc.constantFrom(-40, 25), at: fc.nat({ max: 4 }), all: fc.boolean() }),
    async (world, { percent, at, all }) => {
      const ids = await productsOf(world, 'true');
      return change(
        world,
        all ? ids : [choose(ids, at) as string],
        { price_percent: percent, round_to_minor: 100 },
        'catalog',
      );
    },
  ),
  kind(1, 'copy product', fc.record({}), async (world) => {
    const args = { product_id: world.shop.product };
    const result = await ask(world, staff(world, 'catalog'), 'clone_product', args);
    return result.reason ?? 'copied';
  }),
  kind(2, 'revalidate pages', fc.record({ max: fc.constantFrom(1, 50) }), async (world, { max }) => {
    const changes = await list(world.sql, server, 'claim_catalogue_changes', { max_rows: max });
    return changes.length === 0 ? null : 'revalidated';
  }),
];
