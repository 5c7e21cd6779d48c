import type { Sql } from 'postgres';
import type { Args } from './caller.ts';

export interface Access {
  /** everybody: the public, and holders of a token · people: signed-in users · servers: our servers */
  openTo: 'everybody' | 'people' | 'servers';
  /** arguments with which an outsider would attack the shop; each must be refused */
  attacks?: Args[];
}

/** Who may call what of the categories, collections, redirects and imports of a shop that has one of each. */
export async function catalogueAccess(
  sql: Sql,
  shop: { id: string; slug: string; import: string },
): Promise<Record<string, Access>> {
  const [redirect] = await sql`select id from redirects where shop_id = ${shop.id}`;
  const category_id = (await sql`select id from categories where shop_id = ${shop.id}`)[0]?.id;
  const collection_id = (await sql`select id from collections where shop_id = ${shop.id}`)[0]?.id;
  return {
    find_redirect: { openTo: 'everybody' },
    list_redirects: { openTo: 'people', attacks: [{ shop: shop.slug }] },
    save_redirect: { openTo: 'people', attacks: [{ shop: shop.slug, from_path: '/old', to_path: '/' }] },
    delete_redirect: { openTo: 'people', attacks: [{ shop: shop.slug, redirect_id: redirect?.id }] },
    list_categories: { openTo: 'people', attacks: [{ shop: shop.slug }] },
    list_pictures: { openTo: 'people', attacks: [{ shop: shop.slug }] },
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
