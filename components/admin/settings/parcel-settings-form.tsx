'use client';

import { useGuardedAction } from '@/components/admin/guarded-action';
import { Card } from '@/components/ui/card';
import { saveParcelSettings } from '@/lib/admin/settings/actions';
import type { ShopSettings } from '@/lib/admin/settings/queries';
import { SettingsForm } from './settings-form';
import { Switch } from './switch';

type Props = { settings: ShopSettings; canWrite: boolean };

/** What a parcel needs before it leaves. */
export function ParcelSettingsForm({ settings, canWrite }: Props) {
  const { passwordDialog, ...action } = useGuardedAction(saveParcelSettings);
  return (
    <Card>
      {passwordDialog}
      <SettingsForm {...action} canWrite={canWrite} className="grid gap-4">
        {() => (
          <Switch
            name="requires_tracking"
            label="Every parcel needs a tracking number"
            hint="Turn it off if your own riders deliver. The number can still be entered."
            defaultChecked={settings.requires_tracking}
          />
        )}
      </SettingsForm>
    </Card>
  );
}
