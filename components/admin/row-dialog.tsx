'use client';

import type { ReactNode } from 'react';
import { DialogActions, DialogButton } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { RowQuestion } from '@/lib/admin/row-question';
import { RowForm, useRowOutcome } from './list-actions';

type Props = {
  command: string;
  id: string;
  of: string;
  button: string;
  question: RowQuestion;
  variant?: 'primary' | 'secondary';
  onToggle?: (isOpen: boolean) => void;
  /** what has to be seen before the field is filled in */
  children?: ReactNode;
};

/** A command on a row that wants a second thought, and mostly a word. */
export function RowDialog({ button, of, variant, onToggle, ...props }: Props) {
  const { command, id, question } = props;
  return (
    <RowFormDialog
      command={command}
      id={id}
      of={of}
      button={button}
      variant={variant}
      title={question.title}
      onToggle={onToggle}
    >
      <QuestionForm {...props} />
    </RowFormDialog>
  );
}

type FormDialogProps = Omit<Props, 'question'> & { title: string; className?: string; children: ReactNode };

/** A button of a row that opens the form of its command. */
export function RowFormDialog({
  command,
  id,
  of,
  button,
  variant = 'secondary',
  ...dialog
}: FormDialogProps) {
  const outcome = useRowOutcome({ command, id });
  return (
    <DialogButton
      button={
        <>
          {button}
          <span className="sr-only">, {of}</span>
        </>
      }
      variant={variant}
      size="sm"
      outcome={outcome}
      {...dialog}
    />
  );
}

function QuestionForm({
  command,
  id,
  question,
  children,
}: Omit<Props, 'button' | 'of' | 'variant' | 'onToggle'>) {
  const { text, field, confirm, pending, isDanger } = question;
  const outcome = useRowOutcome({ command, id });
  const refusal = outcome?.ok === false ? outcome : null;
  return (
    <RowForm command={command} id={id} className="mt-2 grid gap-4">
      <p className="text-muted text-sm">{text}</p>
      {children}
      {field && (
        <Field name={field.name} label={field.label} hint={field.hint} error={refusal?.fields?.[field.name]}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={field.maxLength}
              autoComplete="off"
              defaultValue={refusal?.typed}
            />
          )}
        </Field>
      )}
      <DialogActions>
        <SubmitButton variant={isDanger ? 'danger' : 'primary'} pendingLabel={pending}>
          {confirm}
        </SubmitButton>
      </DialogActions>
    </RowForm>
  );
}
