'use client';

import { useGuardedAction } from '@/components/admin/guarded-action';
import { Card } from '@/components/ui/card';
import { ChoiceChip } from '@/components/ui/choice';
import { saveShopSettings } from '@/lib/admin/settings/actions';
import type { ShopSettings } from '@/lib/admin/settings/queries';
import { DurationField } from './duration-field';
import { AmountField } from './number-field';
import { SettingsForm } from './settings-form';

type Props = { settings: ShopSettings; currency: string; locale: string; canWrite: boolean };

/** How long things may wait, and what two people have to agree on. */
export function ShopSettingsForm({ settings, currency, locale, canWrite }: Props) {
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
                label="An order can be paid for"
                hint="Then it is cancelled, once the gateway has said that no money is there."
                interval={settings.payment_window}
                error={errors.payment_window}
              />
              <DurationField
                name="verification_window"
                label="Look for a transfer within"
                hint="From the moment at which the customer shows a proof."
                interval={settings.verification_window}
                error={errors.verification_window}
              />
              <DurationField
                name="short_refund_after"
                label="Refund undecided orders after"
                hint="Paid orders whose goods are gone, if nobody has decided by then."
                interval={settings.short_refund_after}
                error={errors.short_refund_after}
              />
              <DurationField
                name="complete_after"
                label="Complete orders after delivery in"
                hint="If nothing about them is open."
                interval={settings.complete_after}
                error={errors.complete_after}
              />
            </div>
            <AmountField
              name="refund_approval_above_minor"
              label="Refunds above this need a second person"
              hint="Empty: none does. Zero: each does."
              error={errors.refund_approval_above_minor}
              minor={settings.refund_approval_above_minor}
              currency={currency}
              locale={locale}
              empty="No limit"
              className="max-w-64"
            />
            <Separation chosen={settings.separation_of_duties} />
          </>
        )}
      </SettingsForm>
    </Card>
  );
}

/** Three choices, since the shop may leave it to Kedai. */
function Separation({ chosen }: { chosen: boolean | null }) {
  const choices = [
    { value: 'auto', label: 'By itself', is: null },
    { value: 'on', label: 'Always', is: true },
    { value: 'off', label: 'Never', is: false },
  ];
  return (
    <fieldset className="grid gap-2" aria-describedby="separation-hint">
      <legend className="mb-1.5 font-medium text-sm">Separation of duties</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map(({ value, label, is }) => (
          <ChoiceChip key={value} name="separation_of_duties" value={value} defaultChecked={chosen === is}>
            {label}
          </ChoiceChip>
        ))}
      </div>
      <p id="separation-hint" className="text-muted text-sm">
        Whoever confirms a payment does not ship that order, and nobody approves their own refund or verifies
        their own order. By itself: as soon as a second person works in the shop.
      </p>
    </fieldset>
  );
}
