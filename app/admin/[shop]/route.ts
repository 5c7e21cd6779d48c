import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { type Membership, requireMembership } from '@/lib/admin/staff/queries';
import { countQueues } from '@/lib/admin/staff/queues';
import {
  shopFulfilmentPath,
  shopMoneyPath,
  shopOrdersPath,
  shopProductsPath,
  shopVerificationsPath,
} from '@/lib/staff/paths';

/**
 * Redirects a staff member to their work. A route handler rather than a page: a page would start to stream before the target is
 * known, and then it could redirect only with JavaScript.
 */
export async function GET(_: Request, { params }: RouteContext<'/admin/[shop]'>) {
  const { shop } = await params;
  redirect(await startPathOf(await requireMembership(shop)));
}

/** Exceptions that this person can decide come first, then the queue of their role. */
async function startPathOf({ shop: { slug }, permissions, can_read_orders }: Membership): Promise<Route> {
  if (!can_read_orders) return shopProductsPath(slug);
  const { to_decide, to_verify } = await countQueues(slug);
  if (to_decide > 0) return shopMoneyPath(slug);
  const isPacker = permissions.has('orders.ship') && !permissions.has('settings.write');
  if (isPacker) return shopFulfilmentPath(slug);
  return permissions.has('payments.verify') && to_verify ? shopVerificationsPath(slug) : shopOrdersPath(slug);
}
