'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { QR_LIMITS } from '@/lib/admin/settings/account-limits';
import type { BankAccount } from '@/lib/admin/settings/account-queries';
import { useBankAccountForm } from './bank-accounts-provider';
import { SettingsForm } from './settings-form';
import { Switch } from './switch';

type Props = {
  /** the initial values; null: empty fields */
  account: BankAccount | null;
  /** the saved values replace `account`, which customers see; otherwise they are added as another account */
  isReplaced?: boolean;
  position: number;
};

/** A bank account for transfers, with instructions and an optional QR code. */
export function BankAccountForm({ account, isReplaced = false, position }: Props) {
  const t = useTranslations('admin.settings.accountForm');
  const id = account?.account_id ?? '';
  const { outcome, isPending, submit } = useBankAccountForm('save', id);
  const saved = outcome?.ok ? outcome : null;
  const [last, setLast] = useState({ saved, saves: 0 });
  // `saved` is null after a change of another account, which is not a save of this form
  if (saved && saved !== last.saved) setLast({ saved, saves: last.saves + 1 });
  return (
    <SettingsForm
      // other outcomes are shown above the accounts
      outcome={outcome?.ok === false && outcome.fields ? outcome : null}
      saved={saved}
      isPending={isPending}
      submit={submit}
      canWrite
      className="grid gap-4"
    >
      {(errors) => (
        // after adding an account the fields must be empty, or it could be added twice
        <div key={account?.account_id ?? last.saves} className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          <input type="hidden" name="command" value="save" />
          <input type="hidden" name="id" value={id} />
          {account && <input type="hidden" name={isReplaced ? 'replaces_id' : 'copies_id'} value={id} />}
          <Field name="bank" label={t('bank')} error={errors.bank}>
            {(control) => (
              <Input {...control} required maxLength={60} autoComplete="off" defaultValue={account?.bank} />
            )}
          </Field>
          <Field name="account_number" label={t('accountNumber')} error={errors.account_number}>
            {(control) => (
              <Input
                {...control}
                required
                minLength={4}
                maxLength={40}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                defaultValue={account?.account_number}
              />
            )}
          </Field>
          <Field
            name="account_name"
            label={t('accountName')}
            hint={t('accountNameHint')}
            error={errors.account_name}
          >
            {(control) => (
              <Input
                {...control}
                required
                maxLength={100}
                autoComplete="off"
                defaultValue={account?.account_name}
              />
            )}
          </Field>
          <Field
            name="instructions"
            label={t('instructions')}
            optional
            hint={t('instructionsHint')}
            error={errors.instructions}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={300}
                autoComplete="off"
                defaultValue={account?.instructions ?? ''}
              />
            )}
          </Field>
          <QrFields account={account} errors={errors} key={account?.qr_src} />
          <Field name="position" label={t('position')} hint={t('positionHint')} error={errors.position}>
            {(control) => (
              <Input
                {...control}
                required
                inputMode="numeric"
                maxLength={3}
                autoComplete="off"
                defaultValue={position}
                className="max-w-24"
              />
            )}
          </Field>
        </div>
      )}
    </SettingsForm>
  );
}

/** The image of a static QR code, such as DuitNow's or QRIS's, from the bank's app. */
function QrFields({ account, errors }: { account: BankAccount | null; errors: Record<string, string> }) {
  const t = useTranslations('admin.settings.accountForm');
  const tFields = useTranslations('refusals.fields');
  return (
    <>
      <Field
        name="qr"
        label={account?.qr_src ? t('anotherQr') : t('qr')}
        optional
        hint={t('qrHint')}
        error={errors.qr}
      >
        {(control) => (
          <Input
            {...control}
            type="file"
            accept={QR_LIMITS.accept}
            onChange={({ currentTarget: input }) => {
              const isTooLarge = (input.files?.[0]?.size ?? 0) > QR_LIMITS.maxBytes;
              input.setCustomValidity(isTooLarge ? tFields('qr') : '');
              input.reportValidity();
            }}
            className="file:mr-3 file:rounded file:border-0 file:bg-sunken file:px-3 file:py-1 file:font-medium file:text-ink file:text-sm"
          />
        )}
      </Field>
      <div className="grid content-start gap-2">
        <Field name="qr_label" label={t('qrLabel')} optional hint={t('qrLabelHint')} error={errors.qr_label}>
          {(control) => (
            <Input {...control} maxLength={40} autoComplete="off" defaultValue={account?.qr_label ?? ''} />
          )}
        </Field>
        {account?.qr_src && <Switch name="without_qr" label={t('withoutQr')} defaultChecked={false} />}
      </div>
    </>
  );
}
