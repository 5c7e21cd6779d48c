'use server';

import { randomUUID } from 'node:crypto';
import { refresh } from 'next/cache';
import { currentMembership, type Membership } from '@/lib/admin/staff/queries';
import { afterCommit } from '@/lib/jobs/after-commit';
import { readProof } from '@/lib/proofs/picture';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Refused, type Result } from '@/lib/result';
import { execute, resultOf } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { QR_LIMITS } from './account-limits';
import { accountCommandSchema, accountCommands, bankAccountSchema } from './account-schema';
import { invalidSetting, settingsRefusal } from './refusal';

/** The outcome of a form in the list of accounts: its command and account (`id`; empty for a new one). */
export type AccountOutcome = Result & { command: string; id: string };

/**
 * Saves, approves, withdraws or hides a bank account for customers' transfers. A saved account is shown after a delay
 * that `save_bank_account` sets. Refuses `invalid_input` with its fields, and with the reasons of the called functions.
 */
export async function changeBankAccount(
  _last: AccountOutcome | null,
  form: FormData,
): Promise<AccountOutcome> {
  const membership = await currentMembership();
  const submitted = { command: formValue(form, 'command'), id: formValue(form, 'id') };
  if (!membership) return { ...(await refuse('invalid_form')), ...submitted };
  const outcome = submitted.command === 'save' ? await save(membership, form) : await run(form);
  refresh();
  if (outcome.ok) afterCommit({ email: true });
  return { ...outcome, ...submitted };
}

async function run(form: FormData): Promise<Result> {
  const parsed = accountCommandSchema.safeParse(formValues(form));
  if (!parsed.success) return invalid(parsed.error);
  const { command, id } = parsed.data;
  return resultOf(execute(await sessionClient(), accountCommands[command], { account_id: id }));
}

async function save({ shop, permissions }: Membership, form: FormData): Promise<Result> {
  const parsed = bankAccountSchema.safeParse(formValues(form));
  if (!parsed.success) return invalid(parsed.error);
  if (!permissions.has('settings.write')) return refuse('forbidden');
  const { replaces_id, copies_id, without_qr, qr_label, ...facts } = parsed.data;
  const picture = form.get('qr');
  const code = without_qr
    ? { qr_src: null }
    : picture instanceof File && picture.size > 0
      ? await storePicture(shop, picture)
      : await findPicture(shop.id, replaces_id ?? copies_id);
  if ('ok' in code) return code;
  const account = { ...facts, ...code, qr_label: without_qr ? null : qr_label };
  const args = { shop_id: shop.id, account, replaces_id };
  return execute(await sessionClient(), 'save_bank_account', args).then(done, (error: unknown) =>
    settingsRefusal(error, shop),
  );
}

/** The current QR picture of an account. */
async function findPicture(shop_id: string, id: string | undefined): Promise<{ qr_src: string | null }> {
  if (!id) return { qr_src: null };
  const { data, error } = await (await sessionClient())
    .from('bank_accounts')
    .select('qr_src')
    .match({ shop_id, id })
    .maybeSingle();
  if (error) throw new Error(`bank_accounts: ${error.code} ${error.message}`);
  return { qr_src: data?.qr_src ?? null };
}

/**
 * Re-encodes a picture, stores it publicly and returns its URL. A user who must enter their password again is refused
 * before anything is stored, because they will submit the form once more. The caller must have `settings.write`.
 */
async function storePicture(shop: Membership['shop'], file: File): Promise<{ qr_src: string } | Refused> {
  const read =
    file.size > QR_LIMITS.maxBytes
      ? null
      : await readProof(new Uint8Array(await file.arrayBuffer()), { order: shop.id, client: null });
  if (!read || 'refused' in read) return invalidSetting('qr', shop);
  const recent = await resultOf(execute(await sessionClient(), 'require_recent_password', {}));
  if (!recent.ok) return recent;
  // Service client: only pictures that this server re-encoded are stored, so no other role may write to the
  // bucket.
  const service = serviceClient();
  const bucket = service.storage.from('shop-pictures');
  const path = `${shop.id}/${randomUUID()}.webp`;
  const { error } = await bucket.upload(path, read.bytes, { contentType: 'image/webp' });
  if (error) throw new Error(`shop-pictures: ${error.message}`);
  const qr_src = bucket.getPublicUrl(path).data.publicUrl;
  await execute(service, 'record_shop_picture', { shop_id: shop.id, src: qr_src });
  return { qr_src };
}
