'use client';

import { useEffect, useId, useRef } from 'react';
import { useIsHydrated } from '@/components/admin/hydrated';
import { Button, buttonClass } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { commandWords, reasonWords } from '@/lib/orders/staff-words';
import { CommandForm, type CommandProps, refusalAt } from './staff-command-form';

type Props = CommandProps & { command: keyof typeof reasonWords };

/** A command that wants a reason and a second thought. Until scripts have arrived its form unfolds in the page instead. */
export function ReasonDialog(props: Props) {
  const { order, outcome, command } = props;
  const words = reasonWords[command];
  const button = commandWords[command]?.button;
  const variant = command === 'cancel' ? 'danger' : 'secondary';
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Whatever was not about the reason is said on the page, over which the dialog lies.
  useEffect(() => {
    if (outcome && (outcome.ok || !outcome.fields)) dialog.current?.close();
  }, [outcome]);

  if (!useIsHydrated()) {
    return (
      <details className="open:w-full max-sm:w-full">
        <summary className={buttonClass({ variant }, 'list-none max-sm:w-full')}>{button}</summary>
        <ReasonForm {...props} />
      </details>
    );
  }
  return (
    <>
      <Button
        variant={variant}
        className="max-sm:w-full"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        {button}
      </Button>
      <dialog
        ref={dialog}
        closedby="any"
        aria-labelledby={titleId}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 text-ink shadow-raised backdrop:bg-black/40"
      >
        <h2 id={titleId} className="font-semibold text-lg">
          {words.title(order.number)}
        </h2>
        <ReasonForm {...props} onBack={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function ReasonForm({ order, action, outcome, command, onBack }: Props & { onBack?: () => void }) {
  const words = reasonWords[command];
  const list = useId();
  const refusal = refusalAt(command, outcome);
  return (
    <CommandForm order={order} action={action} command={command} className="mt-2 grid gap-4">
      <p className="text-muted text-sm">{words.text}</p>
      <Field name="reason" label="Reason" hint={words.hint} error={refusal?.fields?.reason}>
        {(control) => (
          <Input
            {...control}
            list={list}
            required
            maxLength={words.maxLength}
            autoComplete="off"
            defaultValue={refusal?.typed.reason}
          />
        )}
      </Field>
      <datalist id={list}>
        {words.suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
      <div className="flex flex-wrap justify-end gap-2">
        {onBack && (
          <Button variant="secondary" onClick={onBack}>
            {words.back}
          </Button>
        )}
        <SubmitButton
          variant={command === 'cancel' ? 'danger' : 'primary'}
          pendingLabel={commandWords[command]?.pending}
        >
          {words.confirm}
        </SubmitButton>
      </div>
    </CommandForm>
  );
}
