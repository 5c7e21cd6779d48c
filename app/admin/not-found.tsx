import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AdminNotFound } from '@/components/admin/admin-not-found';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('notFound') };
}

export default function NotFound() {
  return (
    <main>
      <AdminNotFound />
    </main>
  );
}
