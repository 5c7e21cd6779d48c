'use client';

import { useTranslations } from 'next-intl';
import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useEffect,
  useRef,
  useState,
  useTransition,
} from 'react';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { useServerCall } from '@/components/ui/use-server-call';
import { reauthenticate } from '@/lib/admin/staff/reauthenticate';
import type { Refused, Result } from '@/lib/result';

type Action<Outcome> = (last: Outcome | null, form: FormData) => Promise<Outcome>;

/** A form whose action may ask for the password again. */
export type GuardedAction<Outcome extends Result = Result> = {
  outcome: Outcome | null;
  isPending: boolean;
  submit: (form: FormData) => void;
};

/**
 * Like useServerAction, for actions that refuse with `reauthentication_required`: `passwordDialog` then asks for the password and
 * submits the same form again. Call `submit` from an event handler instead of passing it as `action`, or React resets the fields.
 * Render the dialog outside of the form, because it contains a form of its own.
 */
export function useGuardedAction<Outcome extends Result>(
  action: Action<Outcome>,
): GuardedAction<Outcome> & { passwordDialog: ReactNode } {
  const [outcome, dispatch, isPending] = useServerAction<Outcome>(action, null);
  const submitted = useRef<FormData>(null);

  function submit(form: FormData) {
    submitted.current = form;
    startTransition(() => dispatch(form));
  }
  const repeat = () => submitted.current && submit(submitted.current);
  return {
    ...{ outcome, isPending, submit },
    passwordDialog: <PasswordDialog outcome={outcome} onConfirmed={repeat} />,
  };
}

type DialogProps = { outcome: Result | null; onConfirmed: () => void };

function PasswordDialog({ outcome, onConfirmed }: DialogProps) {
  const t = useTranslations('admin.shell.password');
  const dialog = useRef<HTMLDialogElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [isPending, startChecking] = useTransition();
  const call = useServerCall();

  useEffect(() => {
    if (outcome?.ok === false && outcome.reason === 'reauthentication_required') dialog.current?.showModal();
  }, [outcome]);

  function onClose() {
    form.current?.reset();
    setRefusal(null);
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    startChecking(async () => {
      const result = await call(reauthenticate(fields));
      if (result.ok) {
        dialog.current?.close();
        onConfirmed();
      } else {
        setRefusal(result);
        form.current?.querySelector('input')?.select();
      }
    });
  }

  return (
    <Dialog ref={dialog} title={t('title')} onClose={onClose}>
      <p className="mt-1 text-muted text-sm">{t('text')}</p>
      <form ref={form} onSubmit={onSubmit} className="mt-4 grid gap-4">
        <Field name="password" label={t('password')} error={refusal?.fields?.password ?? refusal?.message}>
          {(control) => <Input {...control} type="password" autoComplete="current-password" required />}
        </Field>
        <DialogActions back={t('cancel')}>
          <SubmitButton pending={isPending} pendingLabel={t('checking')}>
            {t('continue')}
          </SubmitButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
