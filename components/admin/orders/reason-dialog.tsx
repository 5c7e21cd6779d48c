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
  /** must be a command that asks for a reason */
  command: StaffCommand;
  /** replaces the command's usual prompt */
  prompt?: 'reject';
  subject?: string;
  hidden?: Record<string, string>;
  /** the consequences for this order, after the general text */
  text?: string;
  /** if it differs from the command's usual label */
  label?: string;
  /** in a list: the order, for screen readers, which announce only the button */
  of?: string;
  /** the most likely reason, prefilled */
  reason?: string;
  variant?: 'primary' | 'secondary' | 'danger';
  size?: 'sm' | 'md';
  className?: string;
  /** further fields */
  children?: ReactNode;
};

/** A command that needs a reason and a confirmation. */
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
      variant={variant ?? (prompts[prompt].isFinal ? 'danger' : 'secondary')}
      size={size}
      className={className}
    >
      <ReasonForm {...props} />
    </CommandDialog>
  );
}

type FormProps = Omit<Props, 'size' | 'className' | 'variant' | 'label' | 'of'>;

/** A command without a prompt must not use this dialog. */
function promptOf({ command, prompt }: Pick<Props, 'command' | 'prompt'>): PromptName {
  const { asks }: Command = commands[command];
  const name = prompt ?? asks;
  if (!name) throw new Error(`${command} asks for no reason`);
  return name;
}

function ReasonForm({ command, prompt, subject, hidden, text, reason, children }: FormProps) {
  const t = useTranslations('admin.orderCommands');
  const name = promptOf({ command, prompt });
  const { maxLength, isUsual, isFinal, ...asked } = prompts[name];
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
        <SubmitButton variant={isFinal ? 'danger' : 'primary'} pendingLabel={t(`${command}.pending`)}>
          {t(`prompts.${name}.confirm`)}
        </SubmitButton>
      </DialogActions>
    </CommandForm>
  );
}

/** A click fills in the reason; submitting is a separate step. */
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
