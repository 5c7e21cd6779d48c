'use server';

import { refresh, updateTag } from 'next/cache';
import { z } from 'zod';
import { currentMembership } from '@/lib/admin/staff/queries';
import { removePicture } from '@/lib/media/storage';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { shopTag } from '@/lib/shops/tags';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import type { MediaDetails, MediaRow } from './media';
import { getMedia, listMedia } from './queries';
import { deleteMediaSchema, mediaIdSchema, mediaSchema, pickerSchema } from './schema';

/** A page of pictures for the picker; `after`: the cursor of the next page. */
export async function pickMedia(input: unknown): Promise<Result<{ rows: MediaRow[]; after: string | null }>> {
  const membership = await currentMembership();
  const parsed = pickerSchema.safeParse(input);
  if (!membership) return refuse('invalid_form');
  if (!parsed.success) return invalid(parsed.error);
  const { search, after: id } = parsed.data;
  const keyset = id === null ? null : { id, direction: 'after' as const };
  const { rows, after } = await listMedia(membership, { view: 'all', search, keyset });
  return done({ rows, after });
}

/** A picture and where it is used; null: it was deleted. */
export async function readMedia(input: unknown): Promise<Result<MediaDetails | null>> {
  const membership = await currentMembership();
  const parsed = mediaIdSchema.safeParse(input);
  if (!membership) return refuse('invalid_form');
  if (!parsed.success) return invalid(parsed.error);
  return done(await getMedia(membership, parsed.data.media_id));
}

/** Saves the alt text and the focal point of a picture, wherever it is shown. Refuses with the reasons of `update_media`. */
export async function updateMedia(input: unknown): Promise<Result> {
  const membership = await currentMembership();
  const parsed = mediaSchema.safeParse(input);
  if (!membership) return refuse('invalid_form');
  if (!parsed.success) return invalid(parsed.error);
  const result = await resultOf(execute(await sessionClient(), 'update_media', parsed.data));
  if (result.ok) updateTag(shopTag(membership.shop.slug));
  refresh();
  return result;
}

const deleted = z.object({ src: z.string(), is_ordered: z.boolean() });

/** Deletes a picture, and its files unless an order shows them. Refuses with the reasons of `delete_media`. */
export async function deleteMedia(input: unknown): Promise<Result> {
  const membership = await currentMembership();
  const parsed = deleteMediaSchema.safeParse(input);
  if (!membership) return refuse('invalid_form');
  if (!parsed.success) return invalid(parsed.error);
  const result = await resultOf(rpc(await sessionClient(), 'delete_media', parsed.data, deleted));
  refresh();
  if (!result.ok) return result;
  updateTag(shopTag(membership.shop.slug));
  if (!result.data.is_ordered) await removePicture(result.data.src);
  return done(null);
}
