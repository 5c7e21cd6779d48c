'use client';

import { useTranslations } from 'next-intl';
import { useGuardedAction } from '@/components/admin/guarded-action';
import { Card } from '@/components/ui/card';
import { saveStockSettings } from '@/lib/admin/settings/actions';
import type { ShopSettings } from '@/lib/admin/settings/queries';
import { NumberField } from './number-field';
import { SettingsForm } from './settings-form';
import { Switch } from './switch';

type Props = { settings: ShopSettings; canWrite: boolean };

/** When a variant counts as low on stock, and whether every parcel needs a tracking number. */
export function StockSettingsForm({ settings, canWrite }: Props) {
  const t = useTranslations('admin.settings.limits');
  const { passwordDialog, ...action } = useGuardedAction(saveStockSettings);
  return (
    <Card>
      {passwordDialog}
      <SettingsForm {...action} canWrite={canWrite} className="grid gap-4">
        {(errors) => (
          <>
            <NumberField
              name="low_stock_at"
              label={t('lowStockAt')}
              hint={t('lowStockAtHint')}
              error={errors.low_stock_at}
              value={settings.low_stock_at}
              maxLength={7}
              className="max-w-80"
            />
            <Switch
              name="requires_tracking"
              label={t('requiresTracking')}
              hint={t('requiresTrackingHint')}
              defaultChecked={settings.requires_tracking}
            />
          </>
        )}
      </SettingsForm>
    </Card>
  );
}
