import { redirect } from 'next/navigation';
import { countQuestions } from '@/lib/money-exceptions/queries';
import { shopMoneyPath, shopOrdersPath } from '@/lib/staff/paths';

/** Only a way to where the work is: money that waits for this person's word comes before everything else. */
export const instant = false;

export default async function ShopAdminPage({ params }: PageProps<'/admin/[shop]'>) {
  const { shop } = await params;
  redirect((await countQuestions(shop)) > 0 ? shopMoneyPath(shop) : shopOrdersPath(shop));
}
