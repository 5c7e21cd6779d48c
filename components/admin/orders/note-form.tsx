'use client';

import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { commands } from '@/lib/admin/orders/commands';
import { useCommands, useRefusal } from './command-context';
import { CommandForm } from './command-form';

export function NoteForm() {
  const { outcome } = useCommands();
  const refusal = useRefusal('note');
  return (
    <CommandForm command="note" className="grid gap-3">
      <Field
        name="note"
        label="Add a note"
        hint="Only staff can read it."
        error={refusal?.fields?.note ?? refusal?.message}
      >
        {(control) => (
          <Textarea {...control} rows={2} required maxLength={2000} defaultValue={refusal?.values.note} />
        )}
      </Field>
      <div className="flex items-center gap-4">
        <SubmitButton variant="secondary" size="sm" pendingLabel={commands.note.pending}>
          {commands.note.label}
        </SubmitButton>
        <p role="status" className="text-good text-sm">
          {outcome?.ok && outcome.command === 'note' && 'Saved.'}
        </p>
      </div>
    </CommandForm>
  );
}
