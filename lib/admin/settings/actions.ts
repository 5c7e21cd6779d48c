'use server';

import { refresh, updateTag } from 'next/cache';
import { currentMembership, type Membership } from '@/lib/admin/staff/queries';
import { afterCommit } from '@/lib/jobs/after-commit';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { shopTag } from '@/lib/shops/tags';
import { failureOf } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValue } from '@/lib/text';
import { cashLimitsSchema } from './cash-limits';
import { settingsRefusal } from './refusal';
import {
  buyerLimitsSchema,
  paymentMethodSchema,
  settingsIn,
  shopSettingsSchema,
  stockSettingsSchema,
} from './schema';

/** Saves deadlines and approvals. Refuses `invalid_input` with its fields, `forbidden` and `reauthentication_required`. */
export async function saveShopSettings(_last: Result | null, form: FormData): Promise<Result> {
  return saveSettings(form, shopSettingsSchema);
}

/** Saves the limits on unpaid orders. Refuses like `saveShopSettings`. */
export async function saveBuyerLimits(_last: Result | null, form: FormData): Promise<Result> {
  return saveSettings(form, buyerLimitsSchema);
}

/** Saves the low-stock level and what a parcel needs before it ships. Refuses like `saveShopSettings`. */
export async function saveStockSettings(_last: Result | null, form: FormData): Promise<Result> {
  return saveSettings(form, stockSettingsSchema);
}

async function saveSettings(
  form: FormData,
  schema: typeof shopSettingsSchema | typeof buyerLimitsSchema | typeof stockSettingsSchema,
): Promise<Result> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const { shop } = membership;
  const parsed = schema(shop).safeParse(settingsIn(form));
  if (!parsed.success) return invalid(parsed.error);

  const saved = await (await sessionClient())
    .from('shop_settings')
    .update(parsed.data)
    .eq('shop_id', shop.id)
    .select('shop_id');
  return finish(saved, shop);
}

/**
 * Saves a payment method: how it reserves stock, whether it is offered, and to which customers. Refuses like
 * `saveShopSettings`.
 */
export async function savePaymentMethod(_last: Result | null, form: FormData): Promise<Result> {
  const membership = await currentMembership();
  if (!membership) return refuse('invalid_form');
  const { shop } = membership;
  const schema =
    formValue(form, 'method') === 'cod'
      ? paymentMethodSchema.and(cashLimitsSchema(shop))
      : paymentMethodSchema;
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

type Saved = { data: unknown[] | null; error: Parameters<typeof failureOf>[1] | null };

/** If row level security denies the user, no row is updated. Constraints check the values once more. */
async function finish({ data, error }: Saved, shop: Membership['shop']): Promise<Result> {
  if (error) return settingsRefusal(failureOf('settings', error), shop);
  if (data?.length === 0) return refuse('forbidden');
  // every page of the shop shows the payment methods
  updateTag(shopTag(shop.slug));
  refresh();
  // emails the owners
  afterCommit({ email: true });
  return done(null);
}
