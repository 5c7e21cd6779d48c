import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenId } from '@/lib/hidden-fields';
import { text } from '@/lib/text';

const wrong = fieldMessage('reasons.invalid_form');

/** A file name that is too long is cut, because cameras and chat apps choose it. Counted in characters, as in the database. */
export const newUploadSchema = z.object({
  file_name: text.transform((name) => [...name].slice(0, 200).join('') || '?'),
});

export const uploadSchema = z.object({ upload_id: hiddenId });

export const mediaIdSchema = z.object({ media_id: hiddenId });

const share = z.number(wrong).min(0, wrong).max(1, wrong);

/** Form of a picture's details. */
export const mediaSchema = mediaIdSchema.extend({
  alt: text.max(200, fieldMessage('fields.tooLong')),
  focal_x: share,
  focal_y: share,
});

/** `remove_uses`: the products, categories and collections that show the picture lose it. */
export const deleteMediaSchema = mediaIdSchema.extend({ remove_uses: z.boolean(wrong) });

/** A page of the picker: pictures that match a search, after the last one shown. */
export const pickerSchema = z.object({
  search: text.transform((search) => search.slice(0, 100).toWellFormed()),
  after: hiddenId.nullable(),
});
