import type { Sql } from 'postgres';

/** Rows of the seeded demo shop that the reads start from. */
export type Facts = {
  shop: string;
  owner: string;
  variant: string;
  rate: string;
  product: string;
  category: string;
  order: { number: string; email: string };
  tenth: { placed_at: string; order: string; product: string; stock: string };
};

export async function factsOf(sql: Sql): Promise<Facts> {
  const [facts] = await sql<[Facts]>`
    select shops.id as shop, (select user_id from staff where shop_id = shops.id and role = 'owner' limit 1) as owner,
      (select id from variants where shop_id = shops.id and sku = 'SEED-7-1') as variant,
      (select id from shipping_rates where shop_id = shops.id and regions = array['Lagos']) as rate,
      (select id from products where shop_id = shops.id and slug = 'seed-7') as product,
      (select id from categories where shop_id = shops.id and slug = 'seed-7') as category,
      (select jsonb_build_object('number', number, 'email', email) from orders
        where shop_id = shops.id and state = 'completed' and note is null order by placed_at desc limit 1) as "order",
      jsonb_build_object(
        'placed_at', tenth.placed_at, 'order', tenth.id,
        'product', (select id from products where shop_id = shops.id order by name, id offset 270 limit 1),
        'stock', (select variants.id from variants join products on products.id = product_id
          where variants.shop_id = shops.id order by products.name, variants.id offset 270 limit 1)) as tenth
    from shops, lateral (select placed_at, id from orders where shop_id = shops.id
      order by placed_at desc, id desc offset 270 limit 1) as tenth
    where slug = 'itanna'`;
  return facts;
}

const AT = `'itanna'`;

/**
 * What staff read: an order, and each list of the admin with its filters and searches. What visitors read: the queries of
 * the storefront's product page, lists of products and sitemap.
 */
export function readsOf(facts: Facts, caller: 'staff' | 'visitor'): [name: string, query: string][] {
  const { shop, order, tenth, product, category } = facts;
  const later = `from_placed_at => '${tenth.placed_at}', from_id => '${tenth.order}'`;
  if (caller === 'visitor')
    return [
      [
        'product page',
        `id, slug, name, summary, condition,
          (select json_agg(each) from (select id, price_minor, compare_at_minor from public.variants
            where variants.shop_id = products.shop_id and product_id = products.id order by position) as each) as variants,
          (select json_agg(each) from (select src, alt from public.product_images
            where product_images.shop_id = products.shop_id and product_id = products.id order by position) as each) as images
          from public.products where shop_id = '${shop}' and slug = 'seed-7'`,
      ],
      ['its stock', `* from list_available_stock('{${product}}', max_rows => 1000)`],
      ['category page', `list_product_cards(${AT}, category => 'seed-7')`],
      ['all products', `list_product_cards(${AT})`],
      ['all products, tenth page', `list_product_cards(${AT}, page => 10)`],
      [
        'a page of the sitemap',
        `slug, updated_at from public.products where shop_id = '${shop}' order by slug limit 1000`,
      ],
    ];
  const orders: [string, string][] = [
    ['', ''],
    [', tenth page', `, ${later}`],
    ...['pending_payment', 'paid', 'shipped', 'completed', 'cancelled', 'refunded'].flatMap(
      (status): [string, string][] => [
        [`, ${status}`, `, '{${status}}'`],
        [`, ${status}, tenth page`, `, '{${status}}', ${later}`],
      ],
    ),
    [', with payment issues', ', with_exceptions => true'],
    [', a name', `, search => 'obi'`],
    [', a name, tenth page', `, search => 'obi', ${later}`],
    [', an email', `, search => '${order.email}'`],
    [', a number', `, search => '${order.number}'`],
    [', a product', `, search => 'shea balm'`],
    [', no match', `, search => 'nosuchthing'`],
  ];
  return [
    ...orders.map(([name, args]): [string, string] => [`orders${name}`, `list_orders(${AT}${args})`]),
    ['an order', `get_order('${order.number}')`],
    ['packing, to pack', `list_fulfilment(${AT})`],
    ['packing, to ship', `list_fulfilment(${AT}, 'to_ship')`],
    ['transfers to verify', `list_verifications(${AT})`],
    ['refunds to approve', `list_refunds(${AT})`],
    ['refunds, all', `list_refunds(${AT}, 'all')`],
    ['refunds under way', `list_refunds(${AT}, 'under_way')`],
    ['payment issues', `list_exceptions(${AT})`],
    ['payment issues, all open ones', `list_exceptions(${AT}, 'open')`],
    ['cash at couriers', `list_courier_cash(${AT})`],
    ['products', `list_products(${AT})`],
    ['products, tenth page', `list_products(${AT}, from_id => '${tenth.product}')`],
    ['products, latest first', `list_products(${AT}, sort => 'updated')`],
    ['products, published', `list_products(${AT}, 'published')`],
    ['products, a category', `list_products(${AT}, category_id => '${category}')`],
    ['products, a tag', `list_products(${AT}, tag => 'tag-7')`],
    ['products, a word', `list_products(${AT}, search => 'shea')`],
    ['products, a word, tenth page', `list_products(${AT}, search => 'shea', from_id => '${tenth.product}')`],
    ['stock', `list_stock(${AT})`],
    ['stock, tenth page', `list_stock(${AT}, from_id => '${tenth.stock}')`],
    ['stock, low', `list_stock(${AT}, 'low')`],
    ['stock, sold out', `list_stock(${AT}, 'out')`],
    ['stock, a SKU', `list_stock(${AT}, search => 'seed-77-3')`],
    ['stock, a word', `list_stock(${AT}, search => 'shea')`],
  ];
}
