'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RowForm, useRowOutcome } from '@/components/admin/list-actions';
import { RowDialog, RowFormDialog } from '@/components/admin/row-dialog';
import { DialogActions, DialogButton } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { RedirectOutcome } from '@/lib/admin/redirects/actions';
import type { Redirect } from '@/lib/admin/redirects/queries';

type Props = { redirect: Redirect };

/** Adds a redirect from a path that no page has. */
export function AddRedirect() {
  const t = useTranslations('admin.redirects');
  const outcome = useRowOutcome({ command: 'add_redirect', id: '' });
  return (
    <DialogButton
      button={
        <>
          <Plus aria-hidden className="size-4" />
          {t('add')}
        </>
      }
      title={t('addTitle')}
      outcome={outcome}
      className="max-sm:w-full"
    >
      <RedirectForm command="add_redirect" id="" />
    </DialogButton>
  );
}

/** Changes the target of a redirect. */
export function EditRedirect({ redirect: { redirect_id, from_path, to_path } }: Props) {
  const t = useTranslations('admin.redirects');
  return (
    <RowFormDialog
      command="edit_redirect"
      id={redirect_id}
      of={from_path}
      button={t('edit')}
      title={t('editTitle', { path: from_path })}
    >
      <RedirectForm command="edit_redirect" id={redirect_id} to={to_path} />
    </RowFormDialog>
  );
}

export function DeleteRedirect({ redirect: { redirect_id, from_path } }: Props) {
  const t = useTranslations('admin.redirects');
  return (
    <RowDialog
      command="delete_redirect"
      id={redirect_id}
      of={from_path}
      button={t('delete')}
      prompt={{
        title: t('deleteTitle', { path: from_path }),
        text: t('deleteText'),
        confirm: t('delete'),
        pending: t('deleting'),
        isDanger: true,
      }}
    />
  );
}

/** Only a new redirect asks for the former path; an existing one keeps its own. */
function RedirectForm({ command, id, to = '' }: { command: string; id: string; to?: string }) {
  const t = useTranslations('admin.redirects');
  const outcome: RedirectOutcome | null = useRowOutcome({ command, id });
  const refusal = outcome?.ok === false ? outcome : null;
  const input = { required: true, maxLength: 2000, autoComplete: 'off', spellCheck: false, placeholder: '/' };
  return (
    <RowForm command={command} id={id} className="mt-2 grid gap-4">
      {command === 'add_redirect' && (
        <Field name="from_path" label={t('from')} hint={t('fromHint')} error={refusal?.fields?.from_path}>
          {(control) => <Input {...control} {...input} defaultValue={refusal?.values?.from_path} />}
        </Field>
      )}
      <Field name="to_path" label={t('to')} hint={t('toHint')} error={refusal?.fields?.to_path}>
        {(control) => <Input {...control} {...input} defaultValue={refusal?.values?.to_path ?? to} />}
      </Field>
      <DialogActions>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
      </DialogActions>
    </RowForm>
  );
}
