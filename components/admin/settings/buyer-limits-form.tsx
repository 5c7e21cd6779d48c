'use client';

import { useGuardedAction } from '@/components/admin/guarded-action';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { saveBuyerLimits } from '@/lib/admin/settings/actions';
import type { ShopSettings } from '@/lib/admin/settings/queries';
import { typedAmount } from '@/lib/amount';
import { SettingsForm } from './settings-form';
import { Switch } from './switch';

type Props = { settings: ShopSettings; currency: string; locale: string; mayWrite: boolean };

/** What keeps one buyer from taking the shop off sale: how much unpaid orders reserve, and which orders are confirmed first. */
export function BuyerLimitsForm({ settings, currency, locale, mayWrite }: Props) {
  const { passwordDialog, ...action } = useGuardedAction(saveBuyerLimits);
  const link = settings.cash_link_above_minor;
  return (
    <Card>
      {passwordDialog}
      <SettingsForm {...action} mayWrite={mayWrite} className="grid gap-6">
        {(errors) => (
          <>
            <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
              <Field
                name="reserve_share"
                label="Share of a product’s stock (%)"
                hint="That the unpaid orders of one buyer reserve at most."
                error={errors.reserve_share}
              >
                {(control) => (
                  <Input
                    {...control}
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={3}
                    defaultValue={Math.round(settings.reserve_share * 100)}
                    className="max-w-32"
                  />
                )}
              </Field>
              <Field
                name="reserve_units"
                label="Units that are always allowed"
                hint="Even where they are more than that share."
                error={errors.reserve_units}
              >
                {(control) => (
                  <Input
                    {...control}
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={7}
                    defaultValue={settings.reserve_units}
                    className="max-w-32"
                  />
                )}
              </Field>
              <Field
                name="max_unpaid_orders"
                label="Unpaid orders per customer"
                optional
                hint="That reserve stock at the same time. Empty: any number."
                error={errors.max_unpaid_orders}
              >
                {(control) => (
                  <Input
                    {...control}
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={4}
                    placeholder="No limit"
                    defaultValue={settings.max_unpaid_orders ?? ''}
                    className="max-w-32"
                  />
                )}
              </Field>
              <Field
                name="cash_link_above_minor"
                label={`Confirm cash orders above (${currency})`}
                optional
                hint="New customers confirm them by a link in an email. Zero: each order. Empty: none."
                error={errors.cash_link_above_minor}
              >
                {(control) => (
                  <Input
                    {...control}
                    inputMode="decimal"
                    autoComplete="off"
                    maxLength={20}
                    placeholder="None"
                    defaultValue={link === null ? '' : typedAmount(link, currency, locale)}
                    className="max-w-64"
                  />
                )}
              </Field>
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
