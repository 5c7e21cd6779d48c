'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Command } from '@/lib/admin/orders/command';
import { type PromptName, prompts } from '@/lib/admin/orders/command-prompts';
import { commands, type StaffCommand } from '@/lib/admin/orders/commands';
import { useCommands, useRefusal } from './command-context';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

type Props = {
  /** one that asks for a reason */
  command: StaffCommand;
  /** where it asks otherwise than it usually does */
  prompt?: 'reject';
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
  const t = useTranslations('admin.orderCommands');
  const prompt = promptOf(props);
  return (
    <CommandDialog
      button={
        <>
          {label ?? (props.prompt ? t(`prompts.${props.prompt}.button`) : t(`${props.command}.label`))}
          {of && <span className="sr-only">, {of}</span>}
        </>
      }
      title={t(`prompts.${prompt}.title`, { number: order.number })}
      variant={variant ?? (prompts[prompt].isGrave ? 'danger' : 'secondary')}
      size={size}
      className={className}
    >
      <ReasonForm {...props} />
    </CommandDialog>
  );
}

type FormProps = Omit<Props, 'size' | 'className' | 'variant' | 'label' | 'of'>;

/** Where a command has none, whoever offers its dialog has forgotten it. */
function promptOf({ command, prompt }: Pick<Props, 'command' | 'prompt'>): PromptName {
  const { asks }: Command = commands[command];
  const asked = prompt ?? asks;
  if (!asked) throw new Error(`${command} asks for no reason`);
  return asked;
}

function ReasonForm({ command, prompt, subject, hidden, text, reason, children }: FormProps) {
  const t = useTranslations('admin.orderCommands');
  const name = promptOf({ command, prompt });
  const { maxLength, isUsual, isGrave, ...asked } = prompts[name];
  const suggestions = asked.suggestions.map((suggestion) => t(`suggestions.${suggestion}`));
  const list = useId();
  const refusal = useRefusal(command, subject);
  return (
    <CommandForm command={command} subject={subject} hidden={hidden} className="mt-2 grid gap-4">
      <p className="text-muted text-sm">
        {t(`prompts.${name}.text`)} {text}
      </p>
      {children}
      <Field
        name="reason"
        label={t(`prompts.${name}.label`)}
        hint={t(`prompts.${name}.hint`)}
        error={refusal?.fields?.reason}
      >
        {(control) => (
          <Input
            {...control}
            list={list}
            required
            maxLength={maxLength}
            autoComplete="off"
            defaultValue={refusal?.values.reason ?? reason}
          />
        )}
      </Field>
      {isUsual && <Suggestions of={suggestions} />}
      <datalist id={list}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
      <DialogActions back={t(`prompts.${name}.back`)}>
        <SubmitButton variant={isGrave ? 'danger' : 'primary'} pendingLabel={t(`${command}.pending`)}>
          {t(`prompts.${name}.confirm`)}
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
