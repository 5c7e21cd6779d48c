import { AdminNotFound } from '@/components/admin/admin-not-found';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main>
      <AdminNotFound />
    </main>
  );
}
