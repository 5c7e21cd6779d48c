import { redirect } from 'next/navigation';
import { shopOrdersPath } from '@/lib/staff/paths';

/** Only a way to the orders. */
export const instant = false;

export default async function ShopAdminPage({ params }: PageProps<'/admin/[shop]'>) {
  redirect(shopOrdersPath((await params).shop));
}
