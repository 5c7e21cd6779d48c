import { AdminShell } from '@/components/admin/admin-shell';
import { listMemberships, requireMembership } from '@/lib/admin/staff/queries';

/** The frame shows the shop and the staff member, so nothing can render before both are loaded. */
export const instant = false;

export default async function ShopAdminLayout({ params, children }: LayoutProps<'/admin/[shop]'>) {
  const membership = await requireMembership((await params).shop);
  return (
    <AdminShell membership={membership} memberships={await listMemberships()}>
      {children}
    </AdminShell>
  );
}
