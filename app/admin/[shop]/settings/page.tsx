import { Suspense } from 'react';
import { SettingsPage } from '@/components/admin/settings/settings-page';
import { SettingsSkeleton } from '@/components/admin/settings/settings-skeleton';

export const metadata = { title: 'Settings' };

export default function ShopSettingsPage({ params }: PageProps<'/admin/[shop]/settings'>) {
  return (
    <Suspense fallback={<SettingsSkeleton />}>
      {params.then(({ shop }) => (
        <SettingsPage shop={shop} />
      ))}
    </Suspense>
  );
}
