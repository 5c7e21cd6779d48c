'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useEffect, useRef, useState } from 'react';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { FormStatus } from '@/components/ui/form-status';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { importStatement } from '@/lib/admin/statements/actions';
import { MAX_BYTES } from '@/lib/admin/statements/decode';
import type { ImportOutcome } from '@/lib/admin/statements/outcome';
import type { StatementAccount } from '@/lib/admin/statements/queries';
import { dayText } from './day';
import { ImportStatus } from './import-status';
import { StatementPreview } from './statement-preview';

type Props = {
  currency: string;
  locale: string;
  accounts: StatementAccount[];
};

/**
 * Imports a statement. The first one of an account is previewed with its column mapping. The file stays in its field until it is
 * imported and is sent again with each change of the mapping. Submitted from `onSubmit`, because React would empty the field after
 * an `action`.
 */
export function StatementImport({ currency, locale, accounts }: Props) {
  const t = useTranslations('admin.statements');
  const tReasons = useTranslations('refusals.reasons');
  const form = useRef<HTMLFormElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [outcome, send, isPending] = useServerAction(importStatement, null, {
    onOutcome: (next) => {
      if (next.ok && next.data.step === 'imported' && file.current) file.current.value = '';
    },
  });
  // after another file or account is chosen, the last outcome no longer applies
  const [outdated, setOutdated] = useState<ImportOutcome | null>(null);
  const shown = outcome === outdated ? null : outcome;
  const data = shown?.ok ? shown.data : null;
  const preview = data?.step === 'preview' ? data : null;
  const errors = shown?.ok === false ? (shown.fields ?? {}) : {};

  useEffect(() => {
    if (outcome?.ok === false) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [outcome]);

  function submit(fields: FormData) {
    startTransition(() => send(fields));
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    submit(new FormData(event.currentTarget, submitter));
  }

  function onChoice() {
    if (!form.current) return;
    const fields = new FormData(form.current);
    fields.set('step', 'preview');
    submit(fields);
  }

  const account = accounts.find(({ id }) => id === preview?.account_id) ?? accounts[0];
  return (
    <Card className="grid gap-4">
      <div className="grid gap-1">
        <h2 className="font-semibold text-lg">{t('import.title')}</h2>
        <p className="max-w-prose text-muted text-sm">{t('import.text')}</p>
      </div>
      <FormStatus outcome={shown?.ok === false ? shown : null} />
      {data?.step === 'imported' && <ImportStatus outcome={data} />}
      <form
        ref={form}
        aria-label={t('import.title')}
        // used only for a submit before hydration
        action={send}
        onSubmit={onSubmit}
        className="grid gap-5"
      >
        <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
          <Field name="account_id" label={t('import.account')} error={errors.account_id}>
            {(control) => (
              <Select {...control} required defaultValue={account?.id} onChange={() => setOutdated(outcome)}>
                {accounts.map(({ id, bank, account_number, read_up_to }) => (
                  <option key={id} value={id}>
                    {read_up_to
                      ? t('import.accountOptionUpTo', {
                          bank,
                          number: account_number,
                          date: dayText(read_up_to, locale),
                        })
                      : t('import.accountOption', { bank, number: account_number })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field name="file" label={t('import.file')} error={errors.file}>
            {(control) => (
              <Input
                {...control}
                ref={file}
                type="file"
                required
                accept=".csv,.txt,.tsv,text/csv"
                onChange={({ currentTarget: input }) => {
                  setOutdated(outcome);
                  const isTooLarge = (input.files?.[0]?.size ?? 0) > MAX_BYTES;
                  input.setCustomValidity(isTooLarge ? tReasons('statement_too_large') : '');
                  input.reportValidity();
                }}
                className="py-1 file:mr-3 file:rounded file:border-0 file:bg-sunken file:px-3 file:py-1 file:font-medium file:text-ink file:text-sm"
              />
            )}
          </Field>
          {!preview && (
            <SubmitButton className="md:mt-6.5" pending={isPending} pendingLabel={t('import.reading')}>
              {t('import.submit')}
            </SubmitButton>
          )}
        </div>
        {preview ? (
          <StatementPreview
            {...{ preview, currency, locale, isPending, onChoice }}
            isFirst={!account?.statement_mapping}
          />
        ) : (
          accounts.some(({ statement_mapping }) => statement_mapping) && (
            <label className="-my-2 inline-flex min-h-11 items-center gap-3 justify-self-start text-sm">
              <input type="checkbox" name="step" value="preview" className="size-5 accent-accent-text" />
              {t('import.previewFirst')}
            </label>
          )
        )}
      </form>
    </Card>
  );
}
