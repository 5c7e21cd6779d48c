import { redirect } from 'next/navigation';
import { countQuestions } from '@/lib/money-exceptions/queries';
import { shopMoneyPath, shopOrdersPath } from '@/lib/staff/paths';

/**
 * Only a way to where the work is: money that waits for this person's word comes before everything else. No page, because a
 * page would begin to answer before it knew, and where scripts are off nobody could be sent on then.
 */
export async function GET(_: Request, { params }: RouteContext<'/admin/[shop]'>) {
  const { shop } = await params;
  redirect((await countQuestions(shop)) > 0 ? shopMoneyPath(shop) : shopOrdersPath(shop));
}
