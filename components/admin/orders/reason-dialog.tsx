'use client';

import { type ReactNode, useId } from 'react';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Command } from '@/lib/admin/orders/command';
import { type Prompt, prompts } from '@/lib/admin/orders/command-prompts';
import { commands, type StaffCommand } from '@/lib/admin/orders/commands';
import { useCommands, useRefusal } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

type Props = {
  /** one that asks for a reason */
  command: StaffCommand;
  /** where it asks otherwise than it usually does */
  prompt?: keyof typeof prompts;
  subject?: string;
  hidden?: Record<string, string>;
  /** what follows from it here, after what always does */
  text?: string;
  /** what the button says, where it differs from what the command is usually called */
  label?: string;
  /** in a list, of which order it is: for those who hear only the button */
  of?: string;
  /** the reason that it most likely is */
  reason?: string;
  variant?: 'primary' | 'secondary' | 'danger';
  size?: 'sm' | 'md';
  className?: string;
  /** what it asks beside the reason */
  children?: ReactNode;
};

/** A command that wants a reason and a second thought. */
export function ReasonDialog({ size, className, variant, label, of, ...props }: Props) {
  const { order } = useCommands();
  const words = promptOf(props);
  return (
    <CommandDialog
      button={
        <>
          {label ?? words.button ?? commands[props.command].label}
          {of && <span className="sr-only">, {of}</span>}
        </>
      }
      title={words.title(order.number)}
      variant={variant ?? (words.isGrave ? 'danger' : 'secondary')}
      size={size}
      className={className}
    >
      <ReasonForm {...props} />
    </CommandDialog>
  );
}

type FormProps = Omit<Props, 'size' | 'className' | 'variant' | 'label' | 'of'>;

/** Where a command has none, whoever offers its dialog has forgotten it. */
function promptOf({ command, prompt }: Pick<Props, 'command' | 'prompt'>): Prompt {
  const { asks }: Command = commands[command];
  const asked = prompt ? prompts[prompt] : asks;
  if (!asked) throw new Error(`${command} asks for no reason`);
  return asked;
}

function ReasonForm({ command, prompt, subject, hidden, text, reason, children }: FormProps) {
  const words = promptOf({ command, prompt });
  const list = useId();
  const refusal = useRefusal(command, subject);
  return (
    <CommandForm command={command} subject={subject} hidden={hidden} className="mt-2 grid gap-4">
      <p className="text-muted text-sm">
        {words.text} {text}
      </p>
      {children}
      <Field name="reason" label={words.label ?? 'Reason'} hint={words.hint} error={refusal?.fields?.reason}>
        {(control) => (
          <Input
            {...control}
            list={list}
            required
            maxLength={words.maxLength}
            autoComplete="off"
            defaultValue={refusal?.values.reason ?? reason}
          />
        )}
      </Field>
      {words.isUsual && <Suggestions of={words.suggestions} />}
      <datalist id={list}>
        {words.suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
      <DialogActions back={words.back}>
        <SubmitButton variant={words.isGrave ? 'danger' : 'primary'} pendingLabel={commands[command].pending}>
          {words.confirm}
        </SubmitButton>
      </DialogActions>
    </CommandForm>
  );
}

/** Fills in the reason with one press; that it is sent is another. */
function Suggestions({ of }: { of: string[] }) {
  return (
    <div className="flex flex-wrap gap-2">
      {of.map((suggestion) => (
        <Button
          key={suggestion}
          variant="secondary"
          size="sm"
          className="font-normal!"
          onClick={({ currentTarget: { form } }) => {
            const field = form?.elements.namedItem('reason');
            if (field instanceof HTMLInputElement) field.value = suggestion;
          }}
        >
          {suggestion}
        </Button>
      ))}
    </div>
  );
}
