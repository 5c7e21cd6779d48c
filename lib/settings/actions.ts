'use server';

import { refresh, updateTag } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { type Membership, requireMembership } from '@/lib/staff/queries';
import { sessionClient } from '@/lib/supabase/session';
import { cashLimitsSchema } from './cash-limits';
import { constraintRefusal } from './constraints';
import { paymentMethodSchema, settingsIn, shopSettingsSchema } from './schema';
import { settingsPathAfter } from './told';

/** Saves how long things may wait and who has to agree. Refuses `invalid_input` with its fields, and `forbidden`. */
export async function saveShopSettings(_last: Result | null, form: FormData): Promise<Result> {
  const { shop } = await requireMembership(String(form.get('shop')));
  const parsed = shopSettingsSchema(shop).safeParse(settingsIn(form));
  if (!parsed.success) return invalid(parsed.error);

  const saved = await (await sessionClient())
    .from('shop_settings')
    .update(parsed.data)
    .eq('shop_id', shop.id)
    .select('shop_id');
  return finish(saved, shop);
}

/** Saves how one way of paying treats the stock, and whether and to whom it is offered. Refuses as `saveShopSettings`. */
export async function savePaymentMethod(_last: Result | null, form: FormData): Promise<Result> {
  const { shop } = await requireMembership(String(form.get('shop')));
  const schema =
    form.get('method') === 'cod' ? paymentMethodSchema.and(cashLimitsSchema(shop)) : paymentMethodSchema;
  const parsed = schema.safeParse(settingsIn(form));
  if (!parsed.success) return invalid(parsed.error);

  const { method, ...changes } = parsed.data;
  const saved = await (await sessionClient())
    .from('payment_methods')
    .update(changes)
    .match({ shop_id: shop.id, method })
    .select('shop_id');
  return finish(saved, shop);
}

/** The same for a page whose scripts have not arrived, or never will: it is loaded anew and told the outcome in its address. */
export async function saveShopSettingsPlainly(form: FormData): Promise<void> {
  tell(await saveShopSettings(null, form), form);
}

export async function savePaymentMethodPlainly(form: FormData): Promise<void> {
  tell(await savePaymentMethod(null, form), form);
}

type Saved = { data: unknown[] | null; error: { code: string; message: string } | null };

/** Row level security lets whoever may not write find no row; a constraint has the last word on what is written. */
function finish({ data, error }: Saved, shop: Membership['shop']): Result {
  if (error) return constraintRefusal(error, shop);
  if (data?.length === 0) return refuse('forbidden');
  // the ways of paying stand on each page of the shop
  updateTag(`shop:${shop.slug}`);
  refresh();
  return done(null);
}

function tell(outcome: Result, form: FormData): never {
  redirect(settingsPathAfter(outcome, String(form.get('shop'))), RedirectType.replace);
}
