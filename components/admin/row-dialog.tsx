'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { RowQuestion } from '@/lib/admin/row-question';
import { RowForm, useRowOutcome } from './desk';

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
      {(onBack) => <QuestionForm {...props} onBack={onBack} />}
    </RowFormDialog>
  );
}

type FormDialogProps = Omit<Props, 'question' | 'children'> & {
  title: string;
  className?: string;
  /** the form; `onBack` closes it, where there is something to close */
  children: (onBack?: () => void) => ReactNode;
};

/** A button of a row that opens the form of its command. */
export function RowFormDialog({
  command,
  id,
  of,
  button,
  title,
  variant = 'secondary',
  className,
  onToggle,
  children,
}: FormDialogProps) {
  const outcome = useRowOutcome({ command, id });
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const label = (
    <>
      {button}
      <span className="sr-only">, {of}</span>
    </>
  );

  // Whatever was not about a field is said on the page, over which the dialog lies.
  useEffect(() => {
    if (outcome && (outcome.ok || !outcome.fields)) dialog.current?.close();
  }, [outcome]);

  return (
    <>
      <Button
        variant={variant}
        size="sm"
        aria-haspopup="dialog"
        onClick={() => {
          dialog.current?.showModal();
          onToggle?.(true);
        }}
        className={className}
      >
        {label}
      </Button>
      <dialog
        ref={dialog}
        closedby="any"
        onClose={() => onToggle?.(false)}
        aria-labelledby={titleId}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 text-ink shadow-raised backdrop:bg-black/40"
      >
        <h2 id={titleId} className="font-semibold text-lg">
          {title}
        </h2>
        {children(() => dialog.current?.close())}
      </dialog>
    </>
  );
}

function QuestionForm({
  command,
  id,
  question,
  children,
  onBack,
}: Omit<Props, 'button' | 'of' | 'variant' | 'onToggle'> & { onBack?: () => void }) {
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
      <div className="flex flex-wrap justify-end gap-2">
        {onBack && (
          <Button variant="secondary" onClick={onBack}>
            Back
          </Button>
        )}
        <SubmitButton variant={isDanger ? 'danger' : 'primary'} pendingLabel={pending}>
          {confirm}
        </SubmitButton>
      </div>
    </RowForm>
  );
}
