import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ProfilePage } from '@/components/admin/staff/profile-page';
import { ProfileSkeleton } from '@/components/admin/staff/profile-skeleton';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('profile') };
}

export default function StaffProfilePage({ params }: PageProps<'/admin/[shop]/profile'>) {
  return (
    <Suspense fallback={<ProfileSkeleton />}>
      {params.then(({ shop }) => (
        <ProfilePage shop={shop} />
      ))}
    </Suspense>
  );
}
