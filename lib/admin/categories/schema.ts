import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenCount, hiddenId } from '@/lib/hidden-fields';
import { text } from '@/lib/text';

const upTo = (most: number) => text.max(most, fieldMessage('fields.tooLong'));
/** Empty: the top level. */
const parent = hiddenId.or(z.literal('', fieldMessage('reasons.invalid_form')).transform(() => null));

const facts = z.object({
  name: upTo(80).min(1, fieldMessage('fields.categoryName')),
  slug: upTo(80)
    .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, fieldMessage('fields.slug'))
    .transform((slug) => slug || null),
  description: upTo(500),
  image_src: upTo(500),
  image_alt: upTo(200),
});
const row = z.object({ id: hiddenId, version: hiddenCount });

/** Forms of the category tree. The database decides which moves are allowed. */
export const categoryCommandSchema = z.discriminatedUnion('command', [
  facts.extend({ command: z.literal('add_category'), parent_id: parent }),
  facts.extend({ command: z.literal('save_category'), ...row.shape }),
  row.extend({ command: z.literal('move_category'), parent_id: parent, place: hiddenCount }),
  // `moves`: `yes` if the dialog has said that the category's content moves to its parent
  row.extend({ command: z.literal('delete_category'), moves: text }),
]);

export type CategoryCommand = z.infer<typeof categoryCommandSchema>;
