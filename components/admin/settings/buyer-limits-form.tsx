'use client';

import { useGuardedAction } from '@/components/admin/guarded-action';
import { Card } from '@/components/ui/card';
import { saveBuyerLimits } from '@/lib/admin/settings/actions';
import type { ShopSettings } from '@/lib/admin/settings/queries';
import { AmountField, NumberField } from './number-field';
import { SettingsForm } from './settings-form';
import { Switch } from './switch';

type Props = { settings: ShopSettings; currency: string; locale: string; canWrite: boolean };

/** What keeps one buyer from taking the shop off sale: how much unpaid orders reserve, and which orders are confirmed first. */
export function BuyerLimitsForm({ settings, currency, locale, canWrite }: Props) {
  const { passwordDialog, ...action } = useGuardedAction(saveBuyerLimits);
  return (
    <Card>
      {passwordDialog}
      <SettingsForm {...action} canWrite={canWrite} className="grid gap-6">
        {(errors) => (
          <>
            <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
              <NumberField
                name="reserve_share"
                label="Share of a product’s stock (%)"
                hint="That the unpaid orders of one buyer reserve at most."
                error={errors.reserve_share}
                value={Math.round(settings.reserve_share * 100)}
                maxLength={3}
                className="max-w-32"
              />
              <NumberField
                name="reserve_units"
                label="Units that are always allowed"
                hint="Even where they are more than that share."
                error={errors.reserve_units}
                value={settings.reserve_units}
                maxLength={7}
                className="max-w-32"
              />
              <NumberField
                name="max_unpaid_orders"
                label="Unpaid orders per customer"
                hint="That reserve stock at the same time. Empty: any number."
                error={errors.max_unpaid_orders}
                value={settings.max_unpaid_orders}
                maxLength={4}
                empty="No limit"
                className="max-w-32"
              />
              <AmountField
                name="cash_link_above_minor"
                label="Confirm cash orders above"
                hint="New customers confirm them by a link in an email. Zero: each order. Empty: none."
                error={errors.cash_link_above_minor}
                minor={settings.cash_link_above_minor}
                currency={currency}
                locale={locale}
                empty="None"
                className="max-w-64"
              />
            </div>
            <Switch
              name="accepts_free_orders"
              label="Accept free orders automatically"
              hint="Otherwise you accept each order that costs nothing."
              defaultChecked={settings.accepts_free_orders}
            />
          </>
        )}
      </SettingsForm>
    </Card>
  );
}
