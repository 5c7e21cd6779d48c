'use client';

import { useActionState } from 'react';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { commandOrder } from '@/lib/orders/staff-actions';
import { type CommandedOrder, CommandForm, refusalAt } from './staff-command-form';

export function NoteForm({ order }: { order: CommandedOrder }) {
  const [outcome, action] = useActionState(commandOrder, null);
  const refusal = refusalAt('note', outcome);
  return (
    <CommandForm order={order} action={action} command="note" className="grid gap-3">
      <Field
        name="note"
        label="Add a note"
        hint="Only staff can read it."
        error={refusal?.fields?.note ?? refusal?.message}
      >
        {(control) => (
          <Textarea {...control} rows={2} required maxLength={2000} defaultValue={refusal?.typed.note} />
        )}
      </Field>
      <div className="flex items-center gap-4">
        <SubmitButton variant="secondary" size="sm" pendingLabel="Saving …">
          Save the note
        </SubmitButton>
        <p role="status" className="text-good text-sm">
          {outcome?.ok && 'Saved.'}
        </p>
      </div>
    </CommandForm>
  );
}
