import { Suspense } from 'react';
import { ProfilePage } from '@/components/admin/staff/profile-page';
import { ProfileSkeleton } from '@/components/admin/staff/profile-skeleton';

export const metadata = { title: 'Your profile' };

export default function StaffProfilePage({ params }: PageProps<'/admin/[shop]/profile'>) {
  return (
    <Suspense fallback={<ProfileSkeleton />}>
      {params.then(({ shop }) => (
        <ProfilePage shop={shop} />
      ))}
    </Suspense>
  );
}
