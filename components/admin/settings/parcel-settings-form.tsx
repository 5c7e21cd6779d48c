'use client';

import { useTranslations } from 'next-intl';
import { useGuardedAction } from '@/components/admin/guarded-action';
import { Card } from '@/components/ui/card';
import { saveParcelSettings } from '@/lib/admin/settings/actions';
import type { ShopSettings } from '@/lib/admin/settings/queries';
import { SettingsForm } from './settings-form';
import { Switch } from './switch';

type Props = { settings: ShopSettings; canWrite: boolean };

/** What a parcel must have before it ships. */
export function ParcelSettingsForm({ settings, canWrite }: Props) {
  const t = useTranslations('admin.settings.limits');
  const { passwordDialog, ...action } = useGuardedAction(saveParcelSettings);
  return (
    <Card>
      {passwordDialog}
      <SettingsForm {...action} canWrite={canWrite} className="grid gap-4">
        {() => (
          <Switch
            name="requires_tracking"
            label={t('requiresTracking')}
            hint={t('requiresTrackingHint')}
            defaultChecked={settings.requires_tracking}
          />
        )}
      </SettingsForm>
    </Card>
  );
}
