import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { SettingsPage } from '@/components/admin/settings/settings-page';
import { SettingsSkeleton } from '@/components/admin/settings/settings-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('settings') };
}

export default function ShopSettingsPage({ params }: PageProps<'/admin/[shop]/settings'>) {
  return (
    <Suspense fallback={<SettingsSkeleton />}>
      {params.then(({ shop }) => (
        <SettingsPage shop={shop} />
      ))}
    </Suspense>
  );
}
