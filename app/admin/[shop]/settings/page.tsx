import { Suspense } from 'react';
import { SettingsPage } from '@/components/settings/settings-page';
import { SettingsSkeleton } from '@/components/settings/settings-skeleton';

export const metadata = { title: 'Settings' };

export default function ShopSettingsPage({ params, searchParams }: PageProps<'/admin/[shop]/settings'>) {
  return (
    <Suspense fallback={<SettingsSkeleton />}>
      {Promise.all([params, searchParams]).then(([{ shop }, query]) => (
        <SettingsPage shop={shop} query={query} />
      ))}
    </Suspense>
  );
}
