import type { Sql } from 'postgres';
import type { Args } from './caller.ts';

export interface Access {
  /** everybody: the public, and holders of a token · people: signed-in users · servers: our servers */
  openTo: 'everybody' | 'people' | 'servers';
  /** arguments with which an outsider would attack the shop; each must be refused */
  attacks?: Args[];
}

/** Who may call the functions for categories, collections, redirects and imports, in a shop with one of each. */
export async function catalogueAccess(
  sql: Sql,
  shop: { id: string; slug: string; import: string },
): Promise<Record<string, Access>> {
  const [redirect] = await sql`select id from redirects where shop_id = ${shop.id}`;
  const category_id = (await sql`select id from categories where shop_id = ${shop.id}`)[0]?.id;
  const collection_id = (await sql`select id from collections where shop_id = ${shop.id}`)[0]?.id;
  return {
    find_redirect: { openTo: 'everybody' },
    list_product_cards: { openTo: 'everybody' },
    list_redirects: { openTo: 'people', attacks: [{ shop: shop.slug }] },
    save_redirect: { openTo: 'people', attacks: [{ shop: shop.slug, from_path: '/old', to_path: '/' }] },
    delete_redirect: { openTo: 'people', attacks: [{ shop: shop.slug, redirect_id: redirect?.id }] },
    list_categories: { openTo: 'people', attacks: [{ shop: shop.slug }] },
    save_category: {
      openTo: 'people',
      attacks: [
        { category: { shop: shop.slug, name: 'Mine' } },
        { category: { category_id, version: 1, name: 'Mine' } },
      ],
    },
    move_category: { openTo: 'people', attacks: [{ category_id, version: 1, parent_id: null, place: 0 }] },
    delete_category: { openTo: 'people', attacks: [{ category_id, version: 1, moves_products: true }] },
    list_collections: { openTo: 'people', attacks: [{ shop: shop.slug }] },
    get_collection: { openTo: 'people', attacks: [{ collection_id }] },
    preview_collection: {
      openTo: 'people',
      attacks: [{ shop: shop.slug, rule: { match: 'all', conditions: [{ field: 'on_sale' }] } }],
    },
    save_collection: {
      openTo: 'people',
      attacks: [
        { collection: { shop: shop.slug, name: 'Mine' } },
        { collection: { collection_id, version: 1, name: 'Mine' } },
      ],
    },
    move_collection: { openTo: 'people', attacks: [{ collection_id, place: 0 }] },
    delete_collection: { openTo: 'people', attacks: [{ collection_id, version: 1 }] },
    refresh_timed_collections: { openTo: 'servers' },
    claim_catalogue_changes: { openTo: 'servers' },
    create_import: { openTo: 'people', attacks: [{ shop: shop.slug, file_name: 'a.csv' }] },
    save_import_rows: { openTo: 'people', attacks: [{ import_id: shop.import, rows: [], is_first: true }] },
    close_import: { openTo: 'people', attacks: [{ import_id: shop.import, reason: 'Because' }] },
    save_import_mapping: { openTo: 'people', attacks: [{ shop: shop.slug, heads: ['a'], columns: {} }] },
    get_import_mapping: { openTo: 'people', attacks: [{ shop: shop.slug, heads: ['a'] }] },
    get_import: { openTo: 'people', attacks: [{ import_id: shop.import }] },
    list_imports: { openTo: 'people', attacks: [{ shop: shop.slug }] },
    list_import_rows: { openTo: 'people', attacks: [{ import_id: shop.import }] },
    run_import_batch: { openTo: 'people', attacks: [{ import_id: shop.import }] },
    start_import: { openTo: 'people', attacks: [{ import_id: shop.import }] },
    undo_import: { openTo: 'people', attacks: [{ import_id: shop.import }] },
    list_exported_products: { openTo: 'people', attacks: [{ shop: shop.slug }] },
    list_due_imports: { openTo: 'servers' },
    claim_import_pictures: { openTo: 'servers' },
    finish_import_picture: { openTo: 'servers' },
  };
}

export interface Reading {
  /** the public rows of the shop; none when absent */
  everybody?: string;
  /** the permission with which staff see all of the shop's rows; 'member': no permission needed */
  staff?: string;
  /** the rows that such staff see; all when absent */
  staffSees?: string;
  /** the rows of the shop that belong to its shopper */
  own?: string;
  /** for rows of the deployment: the permission with which staff of any shop see them */
  sharedWith?: string;
  /** the rows of the shop, where the table has no shop_id */
  rows?: string;
  /** columns that only our servers can read */
  hidden?: string[];
  /** the columns that anonymous visitors read: those that the storefront shows; none when absent */
  visitor?: string;
}

const published =
  'exists (select from products where products.id = product_id and products.published_at is not null)';

/** Who may read which tables of the catalogue. */
export const catalogueTables: Record<string, Reading> = {
  categories: {
    everybody: 'true',
    staff: 'member',
    visitor: 'id shop_id slug name description image_src image_alt parent_id position',
  },
  products: {
    everybody: 'published_at is not null',
    staff: 'catalog.write',
    visitor:
      'id shop_id category_id slug name summary description details condition seo_title seo_description is_featured position updated_at',
  },
  variants: {
    everybody: `is_active and ${published}`,
    staff: 'catalog.write',
    visitor:
      'id shop_id product_id sku options option_value price_minor compare_at_minor backorder_on position',
    hidden: ['cost_minor'],
  },
  product_options: {
    everybody: published,
    staff: 'catalog.write',
    visitor: 'shop_id product_id position name choices',
  },
  product_fields: {
    everybody: published,
    staff: 'catalog.write',
    visitor:
      'id shop_id product_id position kind label help is_required max_length min_value max_value choices',
  },
  product_tags: { staff: 'catalog.write' },
  related_products: {
    everybody: `${published} and related_id in (select id from products where published_at is not null)`,
    staff: 'catalog.write',
    visitor: 'shop_id product_id related_id position',
  },
  redirects: { staff: 'catalog.write' },
  collections: {
    everybody: 'published_at is not null',
    staff: 'catalog.write',
    visitor: 'id shop_id slug name description image_src image_alt seo_title seo_description position',
  },
  collection_products: {
    everybody: `collection_id in (select id from collections where published_at is not null) and ${published}`,
    staff: 'catalog.write',
    visitor: 'shop_id collection_id product_id position',
  },
  product_images: {
    everybody: published,
    staff: 'catalog.write',
    visitor:
      'id shop_id product_id variant_id choice src alt width height focal_x focal_y placeholder position',
  },
  media: { staff: 'catalog.write' },
  // only our servers read uploads
  media_uploads: {},
  shipping_rates: {
    everybody: 'is_active',
    staff: 'catalog.write',
    visitor: 'shop_id name country price_minor free_from_minor min_days max_days position',
  },
  import_jobs: { staff: 'catalog.write' },
  import_mappings: { staff: 'catalog.write' },
  import_pictures: { staff: 'catalog.write' },
  import_rows: { staff: 'catalog.write' },
};
