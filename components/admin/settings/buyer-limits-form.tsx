'use client';

import { useTranslations } from 'next-intl';
import { useGuardedAction } from '@/components/admin/guarded-action';
import { Card } from '@/components/ui/card';
import { saveBuyerLimits } from '@/lib/admin/settings/actions';
import type { ShopSettings } from '@/lib/admin/settings/queries';
import { AmountField, NumberField } from './number-field';
import { SettingsForm } from './settings-form';
import { Switch } from './switch';

type Props = { settings: ShopSettings; currency: string; locale: string; canWrite: boolean };

/** Stops a single buyer from reserving all stock: limits on what unpaid orders reserve, and which orders must be confirmed first. */
export function BuyerLimitsForm({ settings, currency, locale, canWrite }: Props) {
  const t = useTranslations('admin.settings.limits');
  const tForm = useTranslations('admin.settings.form');
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
                label={t('reserveShare')}
                hint={t('reserveShareHint')}
                error={errors.reserve_share}
                value={Math.round(settings.reserve_share * 100)}
                maxLength={3}
                className="max-w-32"
              />
              <NumberField
                name="reserve_units"
                label={t('reserveUnits')}
                hint={t('reserveUnitsHint')}
                error={errors.reserve_units}
                value={settings.reserve_units}
                maxLength={7}
                className="max-w-32"
              />
              <NumberField
                name="max_unpaid_orders"
                label={t('maxUnpaidOrders')}
                hint={t('maxUnpaidOrdersHint')}
                error={errors.max_unpaid_orders}
                value={settings.max_unpaid_orders}
                maxLength={4}
                empty={tForm('noLimit')}
                className="max-w-32"
              />
              <AmountField
                name="cash_link_above_minor"
                label={t('cashLinkAbove')}
                hint={t('cashLinkAboveHint')}
                error={errors.cash_link_above_minor}
                minor={settings.cash_link_above_minor}
                currency={currency}
                locale={locale}
                empty={t('none')}
                className="max-w-64"
              />
            </div>
            <Switch
              name="accepts_free_orders"
              label={t('acceptsFreeOrders')}
              hint={t('acceptsFreeOrdersHint')}
              defaultChecked={settings.accepts_free_orders}
            />
          </>
        )}
      </SettingsForm>
    </Card>
  );
}
