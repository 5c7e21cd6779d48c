import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenCount, hiddenId } from '@/lib/hidden-fields';
import { exactText, text } from '@/lib/text';
import { fields } from './columns';

export const newImportSchema = z.object({
  file_name: text
    .min(1, fieldMessage('reasons.invalid_form'))
    .transform((name) => [...name].slice(-200).join('')),
});

export const importCommandSchema = z.object({ id: hiddenId, command: z.enum(['start', 'undo']) });

const column = z
  .literal('', fieldMessage('reasons.invalid_form'))
  .transform(() => null)
  .or(hiddenCount);

/** Form of a mapping: the sheet, and for each field the number of its column, or none. */
export const mappingSchema = z.object({
  id: hiddenId,
  sheet: exactText(fieldMessage('reasons.invalid_form')).max(200, fieldMessage('reasons.invalid_form')),
  ...Object.fromEntries(fields.map((field) => [`column_${field}`, column.optional()])),
});
