import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ChooseShop } from '@/components/admin/choose-shop';
import { listMemberships } from '@/lib/admin/staff/queries';
import { shopAdminPath } from '@/lib/staff/paths';

/** Most staff members work in one shop and are redirected before this page shows. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.shell.pages');
  return { title: t('chooseShop') };
}

export default async function AdminPage() {
  const memberships = await listMemberships();
  const [only, another] = memberships;
  if (only && !another) redirect(shopAdminPath(only.shop.slug));
  return <ChooseShop memberships={memberships} />;
}
