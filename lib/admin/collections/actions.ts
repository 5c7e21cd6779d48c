'use server';

import { refresh, updateTag } from 'next/cache';
import { z } from 'zod';
import { listProducts } from '@/lib/admin/products/queries';
import { renewAddresses } from '@/lib/admin/renew-addresses';
import { currentMembership } from '@/lib/admin/staff/queries';
import type { RowOutcome } from '@/lib/admin/staff/row-outcome';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { collectionsTag, collectionTag } from '@/lib/shops/tags';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { cleanText, formValue, formValues } from '@/lib/text';
import { type CollectionProduct, collectionProduct } from './queries';
import { collectionCommandSchema, collectionSchema, ruleSchema } from './schema';

const saved = z.object({ collection_id: z.uuid(), slug: z.string(), version: z.int() });
export type Saved = z.infer<typeof saved>;

/** Saves a collection from the editor, or adds one. Refuses with the reasons of `save_collection`. */
export async function saveCollection(input: unknown, formerSlug: string | null): Promise<Result<Saved>> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const { shop } = membership;
  const parsed = collectionSchema(shop).safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const collection = { ...parsed.data, shop: shop.slug };
  const result = await resultOf(rpc(await sessionClient(), 'save_collection', { collection }, saved));
  if (!result.ok) return result;
  renewStorefront(shop.slug, [result.data.slug, formerSlug]);
  refresh();
  return result;
}

/** Moves or deletes a collection. Refuses with the reasons of `move_collection` and `delete_collection`. */
export async function changeCollections(_last: RowOutcome | null, form: FormData): Promise<RowOutcome> {
  const [id, command] = [formValue(form, 'id'), formValue(form, 'command')];
  const row = { id, command, messageKey: command, value: formValue(form, 'button') };
  const membership = await currentMembership();
  if (!membership) return { ...(await refuse('invalid_form')), ...row };
  const parsed = collectionCommandSchema.safeParse(formValues(form));
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...row };
  const input = parsed.data;
  const client = await sessionClient();
  const result = await resultOf(
    input.command === 'move_collection'
      ? execute(client, 'move_collection', { collection_id: input.id, place: input.place })
      : execute(client, 'delete_collection', { collection_id: input.id, version: input.version }),
  );
  refresh();
  if (!result.ok) return { ...result, ...row };
  renewStorefront(membership.shop.slug, [formValue(form, 'slug')]);
  return { ...done(null), ...row };
}

const previewed = z.object({ count: z.int(), products: z.array(collectionProduct) });
export type Preview = z.infer<typeof previewed>;

/** How many products match a rule now, and the first of them. Refuses with the reasons of `preview_collection`. */
export async function previewRule(input: unknown): Promise<Result<Preview>> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const { shop } = membership;
  const parsed = ruleSchema(shop).safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const args = { shop: shop.slug, rule: parsed.data };
  return resultOf(rpc(await sessionClient(), 'preview_collection', args, previewed));
}

/** The first products that match a search, to add to a collection. */
export async function findProducts(search: string): Promise<Result<CollectionProduct[]>> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const list = { view: 'all', category: null, tag: null, sort: 'name' } as const;
  const { rows } = await listProducts(membership, { ...list, search: cleanText(search).trim() }, null);
  return done(rows.map(({ product_id, name, status, image }) => ({ product_id, name, status, image })));
}

/** A collection is shown on its own page, on the home page and in the sitemap. */
function renewStorefront(shop: string, slugs: (string | null)[]) {
  for (const slug of slugs) if (slug) updateTag(collectionTag(shop, slug));
  updateTag(collectionsTag(shop));
  renewAddresses(shop);
}
