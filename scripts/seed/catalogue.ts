import type { Sql, TransactionSql } from 'postgres';

/** Categories of the seeded products, besides those that the shop has. */
const CATEGORIES = 100;

/**
 * Adds the seeded products from number `from` to `to`, with three sizes and two tags each. All triggers of the catalogue run, so each edit
 * is logged and each product can be searched. A name is a word from each of two lists of twenty, and a number.
 */
export async function addProducts(sql: Sql, shopId: string, from: number, to: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`insert into categories (shop_id, slug, name, position)
      select ${shopId}, 'seed-' || i, 'Range ' || i, 1000 + i from generate_series(1, ${CATEGORIES}::int) as i
      on conflict on constraint categories_slug_key do nothing`;
    await tx`insert into products (shop_id, slug, name, summary, description, category_id, position, published_at, updated_at)
      select ${shopId}, 'seed-' || i, words[1 + i % 20] || ' ' || kinds[1 + i / 20 % 20] || ' ' || i, 'Poured by hand in Yaba',
        repeat('Made in small batches from plants that our grandmothers knew by name. ', 1 + i % 8), categories.id, 1000 + i,
        now() - interval '2 years', now() - make_interval(mins => i)
      from generate_series(${from}::int, ${to}::int) as i
      join categories on categories.shop_id = ${shopId} and categories.slug = 'seed-' || 1 + i % ${CATEGORIES}::int,
      string_to_array('Shea Zobo Moringa Baobab Neem Kola Cocoa Palm Ginger Clove Honey Citrus Oat Clay Rose Mint Aloe Sesame Coconut Charcoal', ' ') as words,
      string_to_array('balm butter cream soap serum oil scrub mask mist toner wash lotion gel bar polish tonic salve powder rinse tint', ' ') as kinds`;
    await tx`insert into product_options (shop_id, product_id, position, name, choices)
      select shop_id, id, 1, 'Size', '{50 ml,100 ml,200 ml}' from products where shop_id = ${shopId} and ${numbered(tx, from, to)}`;
    await tx`insert into variants (shop_id, product_id, sku, options, price_minor, position)
      select shop_id, id, upper(slug) || '-' || j, array[('{50 ml,100 ml,200 ml}'::text[])[j]], 150000 * j, j
      from products, generate_series(1, 3) as j where shop_id = ${shopId} and ${numbered(tx, from, to)}`;
    await tx`insert into product_tags (shop_id, product_id, tag)
      select shop_id, id, tag from products, unnest(array['seed', 'tag-' || right(slug, 1)]) as tag
      where shop_id = ${shopId} and ${numbered(tx, from, to)}`;
    // all products show the same picture, one that the shop has
    await tx`insert into product_images (shop_id, product_id, src, alt, width, height)
      select products.shop_id, products.id, picture.src, 'A jar', picture.width, picture.height
      from products, (select src, width, height from product_images where shop_id = ${shopId} order by src limit 1) as picture
      where products.shop_id = ${shopId} and ${numbered(tx, from, to)}`;
    await tx`select private.move_stock(inventory.shop_id, variant_id, 20, 0, 'count', null, 'Opening count')
      from inventory join variants on variants.id = variant_id join products on products.id = product_id
      where inventory.shop_id = ${shopId} and ${numbered(tx, from, to)}`;
  });
}

const numbered = (sql: TransactionSql, from: number, to: number) =>
  sql`slug = any (select 'seed-' || i from generate_series(${from}::int, ${to}::int) as i)`;

/** Adds the customers from number `from` to `to`, in the demo's country. */
export async function addCustomers(sql: Sql, shopId: string, from: number, to: number): Promise<void> {
  await sql`insert into customers (shop_id, email, name, phone, created_at)
    select ${shopId}, 'seed-' || i || '@example.com', given[1 + i % 20] || ' ' || family[1 + i / 20 % 20],
      '+23480' || lpad((i * 7919::bigint % 100000000)::text, 8, '0'), now() - interval '2 years'
    from generate_series(${from}::int, ${to}::int) as i,
    string_to_array('Ada Tunde Ngozi Musa Yetunde Chidi Amina Seun Bola Kemi Emeka Zainab Ife Uche Halima Sade Obinna Funke Aisha Dele', ' ') as given,
    string_to_array('Obi Bello Eze Ibrahim Alabi Nwosu Sule Adeyemi Okafor Balogun Lawal Danjuma Ojo Uzor Garba Ade Okoro Musa Idris Cole', ' ') as family`;
}
