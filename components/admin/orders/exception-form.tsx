'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { ChoiceCards } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Choice } from '@/lib/admin/orders/exceptions';
import { useRefusal } from './command-context';
import { CommandForm } from './command-form';

type Props = { exceptionId: string; choices: Choice[]; className?: string };

/** Decides an exception: one of the offered choices, with a note. */
export function ExceptionForm({ exceptionId, choices, className }: Props) {
  const t = useTranslations('admin.orders.exceptions');
  const refusal = useRefusal('resolve', exceptionId);
  const tCommands = useTranslations('admin.orderCommands');
  return (
    <CommandForm
      command="resolve"
      subject={exceptionId}
      hidden={{ exception_id: exceptionId }}
      className={clsx('grid w-full gap-4', className)}
    >
      <ChoiceCards
        name="decision"
        legend={<legend className="mb-1.5 font-medium text-sm">{t('whatNext')}</legend>}
        choices={choices.map(({ decision, ...words }) => ({ value: decision, ...words }))}
        chosen={refusal?.values.decision}
        required
        error={refusal?.fields?.decision}
      />
      <Field name="note" label={t('why')} hint={t('whyHint')} error={refusal?.fields?.note}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={500}
            autoComplete="off"
            defaultValue={refusal?.values.note}
          />
        )}
      </Field>
      <SubmitButton className="justify-self-start max-sm:w-full" pendingLabel={tCommands('resolve.pending')}>
        {tCommands('resolve.label')}
      </SubmitButton>
    </CommandForm>
  );
}
