import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { hiddenId } from '@/lib/hidden-fields';
import { text } from '@/lib/text';

const path = text.min(1, fieldMessage('fields.path')).max(2000, fieldMessage('fields.tooLong'));

/** Forms of redirects. The database decides whether a path can be redirected. */
export const redirectCommandSchema = z.discriminatedUnion('command', [
  z.object({ command: z.literal('add_redirect'), from_path: path, to_path: path }),
  z.object({ command: z.literal('edit_redirect'), id: hiddenId, to_path: path }),
  z.object({ command: z.literal('delete_redirect'), id: hiddenId }),
]);

export type RedirectCommand = z.infer<typeof redirectCommandSchema>;
