import type { Metadata } from 'next';
import { AdminShell } from '@/components/admin/admin-shell';
import { listMemberships, requireMembership } from '@/lib/staff/queries';

/** Who does not belong here is told so by the status of the answer, so nothing is sent before that is known. */
export const instant = false;

export async function generateMetadata({ params }: LayoutProps<'/admin/[shop]'>): Promise<Metadata> {
  const { shop: slug } = await params;
  // whether there is such a page is the layout's to say: refused here, the answer would have no title
  const membership = (await listMemberships()).find(({ shop }) => shop.slug === slug);
  const name = membership?.shop.name ?? 'Kedai';
  return { title: { default: name, template: `%s · ${name}` } };
}

export default async function ShopAdminLayout({ params, children }: LayoutProps<'/admin/[shop]'>) {
  const membership = await requireMembership((await params).shop);
  return (
    <AdminShell membership={membership} memberships={await listMemberships()}>
      {children}
    </AdminShell>
  );
}
