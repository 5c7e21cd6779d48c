'use client';

import type { ReactNode } from 'react';
import { DialogActions, DialogButton } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { RowPrompt } from '@/lib/admin/row-prompt';
import { RowForm, useRowOutcome } from './list-actions';

type Props = {
  command: string;
  id: string;
  of: string;
  button: string;
  prompt: RowPrompt;
  variant?: 'primary' | 'secondary';
  onToggle?: (isOpen: boolean) => void;
  /** shown above the field */
  children?: ReactNode;
};

/** A command on a row that asks for confirmation and, if its prompt has a field, for a text. */
export function RowDialog({ button, of, variant, onToggle, ...props }: Props) {
  const { command, id, prompt } = props;
  return (
    <RowFormDialog
      command={command}
      id={id}
      of={of}
      button={button}
      variant={variant}
      title={prompt.title}
      onToggle={onToggle}
    >
      <PromptForm {...props} />
    </RowFormDialog>
  );
}

type FormDialogProps = Omit<Props, 'prompt'> & { title: string; className?: string; children: ReactNode };

/** A button in a row that opens a command's form in a dialog. */
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

function PromptForm({
  command,
  id,
  prompt,
  children,
}: Omit<Props, 'button' | 'of' | 'variant' | 'onToggle'>) {
  const { text, field, confirm, pending, isDanger } = prompt;
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
              defaultValue={refusal?.value}
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
