import { redirect } from 'next/navigation';
import { ChooseShop } from '@/components/admin/choose-shop';
import { listMemberships } from '@/lib/admin/staff/queries';
import { shopAdminPath } from '@/lib/staff/paths';

/** Most people work in one shop and never see this page. */
export const instant = false;

export const metadata = { title: 'Choose a shop' };

export default async function AdminPage() {
  const memberships = await listMemberships();
  const [only, another] = memberships;
  if (only && !another) redirect(shopAdminPath(only.shop.slug));
  return <ChooseShop memberships={memberships} />;
}
