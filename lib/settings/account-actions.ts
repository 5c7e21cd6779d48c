'use server';

import { randomUUID } from 'node:crypto';
import { refresh } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { readProof } from '@/lib/proofs/picture';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Refused, type Result } from '@/lib/result';
import { requireMembership } from '@/lib/staff/queries';
import { sessionClient } from '@/lib/supabase/session';
import { QR_LIMITS } from './account-limits';
import { bankAccountSchema } from './account-schema';
import { constraintRefusal } from './constraints';
import { settingsPathAfter } from './told';
import { fieldWords } from './words';

/**
 * Saves a bank account to which shoppers send money, a new one or one that is there, and the picture of its code. What was
 * changed is on the record. Refuses `invalid_input` with its fields, and `forbidden`.
 */
export async function saveBankAccount(_last: Result | null, form: FormData): Promise<Result> {
  const { shop, permissions } = await requireMembership(String(form.get('shop')));
  const parsed = bankAccountSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return invalid(parsed.error);
  if (!permissions.has('settings.write')) return refuse('forbidden');

  const { id, without_qr, is_active, qr_label, ...facts } = parsed.data;
  const picture = form.get('qr');
  const kept = await keepPicture(shop.id, picture instanceof File && picture.size > 0 ? picture : null);
  if ('ok' in kept) return kept;
  const code = without_qr ? { qr_src: null, qr_label: null } : { ...kept, qr_label };

  const accounts = (await sessionClient()).from('bank_accounts');
  const { data, error } = await (id
    ? accounts
        .update({ ...facts, ...code, is_active })
        .match({ shop_id: shop.id, id })
        .select('id')
    : accounts.insert({ ...facts, ...code, shop_id: shop.id }).select('id'));
  if (error) return constraintRefusal(error, shop);
  if (data.length === 0) return refuse('account_not_found');
  refresh();
  return done(null);
}

/** The same for a page whose scripts have not arrived, or never will: it is loaded anew and told the outcome in its address. */
export async function saveBankAccountPlainly(form: FormData): Promise<void> {
  redirect(
    settingsPathAfter(await saveBankAccount(null, form), String(form.get('shop'))),
    RedirectType.replace,
  );
}

/** Puts a picture, drawn anew, where everybody can see it. Answers its address, or nothing where there is no new picture. */
async function keepPicture(shopId: string, file: File | null): Promise<{ qr_src?: string } | Refused> {
  if (!file) return {};
  const read =
    file.size > QR_LIMITS.maxBytes ? null : await readProof(new Uint8Array(await file.arrayBuffer()));
  if (!read || 'refused' in read) return refuse('invalid_input', { fields: { qr: fieldWords.qr } });
  const bucket = (await sessionClient()).storage.from('shop-pictures');
  const path = `${shopId}/${randomUUID()}.webp`;
  const { error } = await bucket.upload(path, read.bytes, { contentType: 'image/webp' });
  if (error) throw new Error(`shop-pictures: ${error.message}`);
  return { qr_src: bucket.getPublicUrl(path).data.publicUrl };
}
