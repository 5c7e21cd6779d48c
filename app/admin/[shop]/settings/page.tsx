import { Suspense } from 'react';
import { SettingsPage } from '@/components/settings/settings-page';
import { SettingsSkeleton } from '@/components/settings/settings-skeleton';

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
