'use server';

import { refresh } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { clientAddress } from '@/lib/client-address';
import { setFlash } from '@/lib/flash';
import { readOrderKey } from '@/lib/orders/keys';
import { readOrderNumber } from '@/lib/orders/number';
import type { Order } from '@/lib/orders/order';
import { PROOF_LIMITS } from '@/lib/proofs/limits';
import { readProof } from '@/lib/proofs/picture';
import { type ProofInput, proofOrder, proofValues, readProofForm } from '@/lib/proofs/schema';
import { invalid, type Reason, refuse } from '@/lib/refusals';
import { done, type Refused, type Result } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { orderPartPath, orderPath, ordersPath } from '@/lib/shops/paths';
import { getOrderShop } from '@/lib/shops/queries';
import { getOrder } from '@/lib/store/orders/queries';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { isUploadIn, proofFolder } from './path';
import {
  fetchUpload,
  keepPicture,
  makeUploadPlace,
  removePicture,
  removeUpload,
  type UploadPlace,
} from './storage';

/**
 * Step 1 of submitting a proof: checks the form and returns an upload URL for the file. The browser uploads directly
 * to storage, because a serverless function accepts at most 4.5 MB. Refuses like `submitProof`.
 */
export async function startProof(form: FormData): Promise<Result<UploadPlace>> {
  const found = await findWaitingOrder(form);
  if (!found.ok) return found;
  const { order, folder, locale } = found.data;
  const input = readProofForm(form, { ...order, locale });
  if (!input.success) return invalid(input.error);
  const upload = await takeUpload(order, 'proof_upload');
  if (!upload.ok) return upload;
  return done(await makeUploadPlace(folder));
}

/**
 * Step 2: reads the file and submits its picture with the form's values. The file is the one at `upload`, or `file`
 * itself if no script uploaded it. The upload is removed afterwards, or by cron if the order accepts no proofs, and a
 * refusal stores nothing. Refuses `order_not_found`, `order_expired`, `invalid_transition`, `invalid_input` with its
 * fields, `too_many_requests`, and at the field `file` with the reasons of `readProof`, `file_required` and
 * `upload_not_found`.
 */
export async function submitProof(form: FormData): Promise<Result> {
  const found = await findWaitingOrder(form);
  if (!found.ok) return found;
  const { order, folder, locale } = found.data;
  const upload = formValue(form, 'upload');
  try {
    const input = readProofForm(form, { ...order, locale });
    if (!input.success) return invalid(input.error);
    const file = isUploadIn(folder, upload) ? await fetchUpload(upload) : await fileOf(form);
    if (file === null) return refuseFile(upload ? 'upload_not_found' : 'file_required');
    if ('ok' in file) return file;
    const read = await takeUpload(order, 'proof_read');
    if (!read.ok) return read;
    return await submitPicture(order, folder, input.data, file);
  } finally {
    if (isUploadIn(folder, upload)) await removeUpload(upload);
    refresh();
  }
}

/** No-JS fallback: reloads the page with the outcome. */
export async function submitProofNoJs(form: FormData): Promise<void> {
  const number = readOrderNumber(formValue(form, 'number'));
  if (!number) redirect(ordersPath);
  const outcome = await submitProof(form);
  const path = orderPath(number);
  if (outcome.ok) await setFlash(path, 'order', { done: 'submit_proof' });
  else await setFlash(path, 'proof', { refused: outcome, values: proofValues(form) });
  redirect(orderPartPath(number, outcome.ok ? 'content' : 'proof'), RedirectType.replace);
}

/** The visitor's order if it accepts proofs, the folder for its files, and the shop's locale. */
async function findWaitingOrder(
  form: FormData,
): Promise<Result<{ order: Order; folder: string; locale: string }>> {
  const input = proofOrder.safeParse(formValues(form));
  if (!input.success) return invalid(input.error);
  const { number } = input.data;
  const { shop: slug } = await currentPlace();
  const [order, shop] = await Promise.all([getOrder({ slug }, number), getOrderShop(slug)]);
  // `history` is only set for staff, who can read the order but may not submit proofs
  if (!order?.transfer || !shop || order.history) return refuse('order_not_found');
  // the database checks this too, but only after a picture was rendered
  if (order.transfer.proofs.length >= 20) return refuse('too_many_requests');
  if (order.transfer.can_submit) {
    return done({ order, folder: proofFolder(shop.id, order.order_id), locale: shop.locale });
  }
  refresh();
  const isWaiting = order.state === 'pending_payment' || order.state === 'awaiting_verification';
  return refuse(isWaiting ? 'order_expired' : 'invalid_transition');
}

/** The file in the form itself; null if there is none. */
async function fileOf(form: FormData): Promise<Uint8Array | Refused | null> {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return null;
  if (file.size > PROOF_LIMITS.maxBytes) return refuseFile('file_too_large');
  return new Uint8Array(await file.arrayBuffer());
}

/** Limits an order to thirty uploads and thirty reads an hour: an upload URL can be reused, and reading is expensive. */
async function takeUpload({ order_id }: Order, bucket: 'proof_upload' | 'proof_read'): Promise<Result> {
  const limit = { bucket, key: order_id, max: 30, window_seconds: 3600 };
  // Service client: callers must not be able to reset the limit.
  return (await rpc(serviceClient(), 'take_rate_limit', limit)) ? done(null) : refuse('too_many_requests');
}

async function submitPicture(
  { order_id, number }: Order,
  folder: string,
  input: ProofInput,
  file: Uint8Array,
): Promise<Result> {
  const picture = await readProof(file, { order: order_id, client: await clientAddress() });
  if ('refused' in picture) return refuseFile(picture.refused);
  const file_path = await keepPicture(folder, picture.bytes);
  // Service client: only pictures that this server rendered are recorded.
  const facts = { sha256: picture.sha256, picture_hash: picture.pictureHash };
  await execute(serviceClient(), 'record_proof_file', { order_id, path: file_path, ...facts }).catch(
    async (error: unknown) => {
      await removePicture(file_path);
      throw error;
    },
  );
  const [client, access_token] = await Promise.all([sessionClient(), readOrderKey(number)]);
  // null for a signed-in owner of the order
  const args = { order_id, access_token, proof: { ...input, file_path } };
  // if this throws, the proof may have been stored all the same, so its picture must stay
  const result = await resultOf(execute(client, 'submit_payment_proof', args));
  if (!result.ok) await removePicture(file_path);
  return result;
}

const refuseFile = (reason: Reason) => refuse(reason, { field: 'file' });
