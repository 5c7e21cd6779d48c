'use server';

import { z } from 'zod';
import { currentMembership } from '@/lib/admin/staff/queries';
import { readPicture } from '@/lib/media/picture';
import { recordOf, removePicture, storePicture } from '@/lib/media/storage';
import { invalid, type Reason, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { sessionClient } from '@/lib/supabase/session';
import { mediaRow } from './media';
import { newUploadSchema, uploadSchema } from './schema';
import { fetchUpload, makeUploadUrl, removeUpload } from './storage';

const started = z.object({ upload_id: z.uuid() });
const added = z.object({ is_new: z.boolean(), media: mediaRow });
export type AddedMedia = z.infer<typeof added>;

/**
 * Step 1 of an upload: opens it and returns the URL to which its file is sent. The browser uploads directly to storage,
 * because a serverless function accepts at most 4.5 MB. Refuses with the reasons of `start_media_upload`.
 */
export async function startUpload(input: unknown): Promise<Result<{ upload_id: string; url: string }>> {
  const membership = await currentMembership();
  const parsed = newUploadSchema.safeParse(input);
  if (!membership) return refuse('invalid_form');
  if (!parsed.success) return invalid(parsed.error);
  const { shop, user_id } = membership;
  const args = { shop: shop.slug, file_name: parsed.data.file_name };
  const upload = await resultOf(rpc(await sessionClient(), 'start_media_upload', args, started));
  if (!upload.ok) return upload;
  const { upload_id } = upload.data;
  return done({ upload_id, url: await makeUploadUrl(`${shop.id}/${user_id}/${upload_id}`) });
}

/**
 * Step 2: reads the file, stores it in several sizes and adds it to the library. If the library already has the file, the result
 * is that picture. The upload is removed afterwards, and a refusal stores nothing. Refuses `forbidden`,
 * `too_many_requests`, and with the reasons of `readPicture` and `add_media`.
 */
export async function addMedia(input: unknown): Promise<Result<AddedMedia>> {
  const membership = await currentMembership();
  const parsed = uploadSchema.safeParse(input);
  if (!membership) return refuse('invalid_form');
  if (!parsed.success) return invalid(parsed.error);
  const { shop, user_id, permissions } = membership;
  // the database checks this too, but only after the picture was redrawn
  if (!permissions.has('catalog.write')) return refuse('forbidden');
  const { upload_id } = parsed.data;
  const path = `${shop.id}/${user_id}/${upload_id}`;
  try {
    const file = await fetchUpload(path);
    const result = file
      ? await addPicture(shop.id, user_id, upload_id, file)
      : await refuseFile('upload_not_found');
    // a refused upload must not be listed as unfinished
    if (!result.ok) await resultOf(execute(await sessionClient(), 'discard_media_upload', { upload_id }));
    return result;
  } finally {
    await removeUpload(path);
  }
}

/** Discards an interrupted upload and the part that has arrived. Refuses with the reasons of `discard_media_upload`. */
export async function discardUpload(input: unknown): Promise<Result> {
  const membership = await currentMembership();
  const parsed = uploadSchema.safeParse(input);
  if (!membership) return refuse('invalid_form');
  if (!parsed.success) return invalid(parsed.error);
  const { upload_id } = parsed.data;
  const result = await resultOf(execute(await sessionClient(), 'discard_media_upload', { upload_id }));
  if (result.ok) await removeUpload(`${membership.shop.id}/${membership.user_id}/${upload_id}`);
  return result;
}

async function addPicture(
  shop_id: string,
  user_id: string,
  upload_id: string,
  file: Uint8Array,
): Promise<Result<AddedMedia>> {
  // an upload URL can be reused, and reading is expensive
  const limit = { bucket: 'media_read', key: shop_id, max: 600, window_seconds: 3600 };
  const service = serviceClient();
  if (!(await rpc(service, 'take_rate_limit', limit))) return refuse('too_many_requests');
  const picture = await readPicture(file, { order: user_id, client: null });
  if ('refused' in picture) return refuseFile(picture.refused);
  const src = await storePicture(shop_id, picture);
  const recorded = await resultOf(
    // Service client: only pictures that this server redrew are recorded.
    execute(service, 'record_media_upload', { upload_id, picture: recordOf(src, picture) }),
  );
  if (!recorded.ok) {
    await removePicture(src);
    return recorded;
  }
  // throws if no answer arrives: the picture may have been added, so its files must stay
  const result = await resultOf(rpc(await sessionClient(), 'add_media', { upload_id }, added));
  if (!result.ok || !result.data.is_new) await removePicture(src);
  return result;
}

const refuseFile = (reason: Reason) => refuse(reason, { field: 'file' });
