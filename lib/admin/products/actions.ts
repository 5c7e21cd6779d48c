'use server';

import { refresh, updateTag } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { renewAddresses } from '@/lib/admin/renew-addresses';
import { currentMembership, type Membership } from '@/lib/admin/staff/queries';
import type { RowOutcome } from '@/lib/admin/staff/row-outcome';
import { moneyIn } from '@/lib/amount';
import { updateStock } from '@/lib/products/revalidate-stock';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { shopTag } from '@/lib/shops/tags';
import { shopProductPath } from '@/lib/staff/paths';
import { resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formList, formValue, formValues } from '@/lib/text';
import { changeOf, formOf, isSeenByShoppers } from './change';
import { productListOf } from './list';
import { listProductIds } from './queries';
import { type ProductChange, productCommandSchema } from './schema';

/** `count`: the number of changed products, or of variants if prices were changed. */
export type ProductsOutcome = RowOutcome & { count?: number };

/**
 * Changes all selected products, or duplicates one and opens the copy, as the signed-in user. All or nothing. Refuses with the reasons of
 * `update_products` and `clone_product`.
 */
export async function changeProducts(
  _last: ProductsOutcome | null,
  form: FormData,
): Promise<ProductsOutcome> {
  const [id, command] = [formValue(form, 'id'), formValue(form, 'command')];
  const row = { id, command: formOf(command), messageKey: command, value: '' };
  const membership = await currentMembership();
  if (!membership) return { ...(await refuse('invalid_form')), ...row };
  const parsed = productCommandSchema.safeParse({
    ...{ ...formValues(form), products: formList(form, 'products') },
    round_to_minor: formValue(form, 'round_to_minor') ? moneyIn(form, 'round_to_minor') : undefined,
  });
  if (!parsed.success) return { ...(await invalid(parsed.error)), ...row };
  const input = parsed.data;
  const result =
    input.command === 'duplicate' ? await duplicate(membership, input.id) : await change(membership, input);
  // Also after a refusal: the list may show older data than the database has.
  refresh();
  return result.ok ? { ...done(null), ...row, count: result.data } : { ...result, ...row };
}

/** The ids of all products in a list, given by its query string. Refuses `too_many_products`. */
export async function findProducts(query: string): Promise<Result<string[]>> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const list = productListOf(Object.fromEntries(new URLSearchParams(query)));
  return resultOf(listProductIds(membership, list));
}

async function change({ shop }: Membership, input: ProductChange): Promise<Result<number>> {
  const args = { shop: shop.slug, product_ids: input.products, change: changeOf(input) };
  const result = await resultOf(rpc(await sessionClient(), 'update_products', args));
  if (!result.ok) return result;
  // Nearly every page of a shop lists products, but none shows tags: these change only collections, which `updateStock` renews.
  if (isSeenByShoppers(input.command)) {
    updateTag(shopTag(shop.slug));
    renewAddresses(shop.slug);
  } else await updateStock();
  return result;
}

const copy = z.object({ product_id: z.uuid() });

/** No page expires: a copy is a draft, which shoppers do not see. */
async function duplicate({ shop }: Membership, product_id: string): Promise<Result<never>> {
  const result = await resultOf(rpc(await sessionClient(), 'clone_product', { product_id }, copy));
  if (!result.ok) return result;
  refresh();
  redirect(shopProductPath(shop.slug, result.data.product_id));
}
