'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { useCommands, useRefusal } from './command-context';
import { CommandForm } from './command-form';

export function NoteForm() {
  const t = useTranslations('admin.orders.nextStep');
  const tCommands = useTranslations('admin.orderCommands');
  const { outcome } = useCommands();
  const refusal = useRefusal('note');
  return (
    <CommandForm command="note" className="grid gap-3">
      <Field
        name="note"
        label={t('note')}
        hint={t('noteHint')}
        error={refusal?.fields?.note ?? refusal?.message}
      >
        {(control) => (
          <Textarea {...control} rows={2} required maxLength={2000} defaultValue={refusal?.values.note} />
        )}
      </Field>
      <div className="flex items-center gap-4">
        <SubmitButton variant="secondary" size="sm" pendingLabel={tCommands('note.pending')}>
          {tCommands('note.label')}
        </SubmitButton>
        <p role="status" className="text-good text-sm">
          {outcome?.ok && outcome.command === 'note' && t('noteSaved')}
        </p>
      </div>
    </CommandForm>
  );
}
