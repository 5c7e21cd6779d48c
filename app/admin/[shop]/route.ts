import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { type Membership, requireMembership } from '@/lib/admin/staff/queries';
import { countQueues } from '@/lib/admin/staff/queues';
import { shopFulfilmentPath, shopMoneyPath, shopOrdersPath, shopVerificationsPath } from '@/lib/staff/paths';

/**
 * Only a way to where the work is. No page, because a page would begin to answer before it knew, and where scripts are off
 * nobody could be sent on then.
 */
export async function GET(_: Request, { params }: RouteContext<'/admin/[shop]'>) {
  const { shop } = await params;
  redirect(await workOf(await requireMembership(shop)));
}

/** Money that waits for this person's word comes before everything else, then the queue that is theirs. */
async function workOf({ shop: { slug }, permissions, can_read_orders }: Membership): Promise<Route> {
  if (!can_read_orders) return shopOrdersPath(slug);
  const { to_decide, to_verify } = await countQueues(slug);
  if (to_decide > 0) return shopMoneyPath(slug);
  const isPacker = permissions.has('orders.ship') && !permissions.has('settings.write');
  if (isPacker) return shopFulfilmentPath(slug);
  return permissions.has('payments.verify') && to_verify ? shopVerificationsPath(slug) : shopOrdersPath(slug);
}
