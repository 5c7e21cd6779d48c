'use server';

import { refresh, updateTag } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { renewAddresses } from '@/lib/admin/renew-addresses';
import { currentMembership, type Membership } from '@/lib/admin/staff/queries';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenId } from '@/lib/hidden-fields';
import { afterCommit } from '@/lib/jobs/after-commit';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { productTag, shopTag } from '@/lib/shops/tags';
import { shopProductPath } from '@/lib/staff/paths';
import type { Json } from '@/lib/supabase/database.types';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValues, text } from '@/lib/text';
import { listFoundProducts, type Related } from './editor-queries';
import { productSchema } from './product-schema';

const saved = z.object({ product_id: z.uuid(), slug: z.string(), version: z.int() });
export type Saved = z.infer<typeof saved>;

/**
 * Saves a product from the editor, or adds one. Refuses `invalid_input` with its fields, and with the reasons of `save_product`.
 */
export async function saveProduct(input: unknown): Promise<Result<Saved>> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const { shop } = membership;
  const parsed = productSchema(shop).safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const product: Json = { ...parsed.data, shop: shop.slug };
  const result = await resultOf(rpc(await sessionClient(), 'save_product', { product }, saved));
  if (!result.ok) return result;
  renewStorefront(shop, result.data.slug);
  refresh();
  return result;
}

const searchSchema = z.object({ search: text.max(100, fieldMessage('fields.tooLong')) });

/** The first eight products that match a search, by name, without archived ones. Refuses `invalid_input` with its field. */
export async function findProducts(search: unknown): Promise<Result<Related[]>> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const parsed = searchSchema.safeParse({ search });
  if (!parsed.success) return invalid(parsed.error);
  return done(await listFoundProducts(membership, parsed.data.search));
}

const commandSchema = z.object({
  id: hiddenId,
  command: z.enum(['archive', 'restore', 'duplicate']),
});

/**
 * Archives or restores a product, or duplicates it and opens the copy. Refuses with the reasons of `update_products` and
 * `clone_product`.
 */
export async function commandProduct(_last: Result | null, form: FormData): Promise<Result> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const { shop } = membership;
  const parsed = commandSchema.safeParse(formValues(form));
  if (!parsed.success) return invalid(parsed.error);
  const { id, command } = parsed.data;
  const client = await sessionClient();
  if (command === 'duplicate') {
    const copied = await resultOf(
      rpc(client, 'clone_product', { product_id: id }, z.object({ product_id: z.uuid() })),
    );
    if (!copied.ok) return copied;
    redirect(shopProductPath(shop.slug, copied.data.product_id, { done: 'duplicated' }));
  }
  const change = { archived: command === 'archive' };
  const result = await resultOf(
    execute(client, 'update_products', { shop: shop.slug, product_ids: [id], change }),
  );
  if (!result.ok) return result;
  renewStorefront(shop);
  refresh();
  return done(null);
}

/** The shop's cache tag covers its lists and the page at a product's former slug. */
function renewStorefront(shop: Membership['shop'], slug?: string) {
  if (slug) updateTag(productTag(shop.slug, slug));
  updateTag(shopTag(shop.slug));
  renewAddresses(shop.slug);
  // opening stock changes what is available
  afterCommit({ stock: true });
}
