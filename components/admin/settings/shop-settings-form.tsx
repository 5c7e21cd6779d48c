'use client';

import { useTranslations } from 'next-intl';
import { useGuardedAction } from '@/components/admin/guarded-action';
import { Card } from '@/components/ui/card';
import { ChoiceChip } from '@/components/ui/choice';
import { saveShopSettings } from '@/lib/admin/settings/actions';
import type { ShopSettings } from '@/lib/admin/settings/queries';
import { DurationField } from './duration-field';
import { AmountField } from './number-field';
import { SettingsForm } from './settings-form';

type Props = { settings: ShopSettings; currency: string; locale: string; canWrite: boolean };

/** Deadlines, and what needs a second person's approval. */
export function ShopSettingsForm({ settings, currency, locale, canWrite }: Props) {
  const t = useTranslations('admin.settings.deadlines');
  const tForm = useTranslations('admin.settings.form');
  const { passwordDialog, ...action } = useGuardedAction(saveShopSettings);
  return (
    <Card>
      {passwordDialog}
      <SettingsForm {...action} canWrite={canWrite} className="grid gap-6">
        {(errors) => (
          <>
            <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
              <DurationField
                name="payment_window"
                label={t('paymentWindow')}
                hint={t('paymentWindowHint')}
                interval={settings.payment_window}
                error={errors.payment_window}
              />
              <DurationField
                name="verification_window"
                label={t('verificationWindow')}
                hint={t('verificationWindowHint')}
                interval={settings.verification_window}
                error={errors.verification_window}
              />
              <DurationField
                name="short_refund_after"
                label={t('shortRefundAfter')}
                hint={t('shortRefundAfterHint')}
                interval={settings.short_refund_after}
                error={errors.short_refund_after}
              />
              <DurationField
                name="complete_after"
                label={t('completeAfter')}
                hint={t('completeAfterHint')}
                interval={settings.complete_after}
                error={errors.complete_after}
              />
            </div>
            <AmountField
              name="refund_approval_above_minor"
              label={t('refundApprovalAbove')}
              hint={t('refundApprovalAboveHint')}
              error={errors.refund_approval_above_minor}
              minor={settings.refund_approval_above_minor}
              currency={currency}
              locale={locale}
              empty={tForm('noLimit')}
              className="max-w-64"
            />
            <SeparationOfDuties chosen={settings.separation_of_duties} />
          </>
        )}
      </SettingsForm>
    </Card>
  );
}

/** Three choices: the shop may leave the decision to Kedai. */
function SeparationOfDuties({ chosen }: { chosen: boolean | null }) {
  const t = useTranslations('admin.settings.deadlines');
  const choices = [
    { value: 'auto', label: t('automatic'), is: null },
    { value: 'on', label: t('on'), is: true },
    { value: 'off', label: t('off'), is: false },
  ];
  return (
    <fieldset className="grid gap-2" aria-describedby="separation-hint">
      <legend className="mb-1.5 font-medium text-sm">{t('separation')}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map(({ value, label, is }) => (
          <ChoiceChip key={value} name="separation_of_duties" value={value} defaultChecked={chosen === is}>
            {label}
          </ChoiceChip>
        ))}
      </div>
      <p id="separation-hint" className="text-muted text-sm">
        {t('separationHint')}
      </p>
    </fieldset>
  );
}
