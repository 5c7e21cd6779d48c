import type { Route } from 'next';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { afterCommit } from '@/lib/jobs/after-commit';
import { readOrderNumber } from '@/lib/orders/number';
import { settleForShopper, settleNewestForShopper } from '@/lib/payments/settle';
import { returnOrigin } from '@/lib/shops/origin';
import { orderPath, ordersPath } from '@/lib/shops/paths';
import { paramText } from '@/lib/text';

/**
 * The URL to which the gateway sends the payer back. The URL proves nothing, so the gateway itself is asked. Another caller
 * learns only an order number, which gives no access.
 */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/[shop]/[locale]/checkout/return'>,
) {
  const query = request.nextUrl.searchParams;
  const origin = await returnOrigin((await params).shop, paramText(query.get('at')));
  const goTo = (path: Route): never => redirect(origin ? `${origin}${path}` : path);
  const reference = paramText(query.get('reference') ?? query.get('trxref'));
  // a shopper who gave up returns without a reference: ask the gateway, then show the order page
  const orderNumber = readOrderNumber(paramText(query.get('order')));
  const settled = reference
    ? await settleForShopper(reference)
    : orderNumber
      ? await settleNewestForShopper(orderNumber)
      : null;
  if (settled?.state === 'paid') afterCommit({ stock: true, email: true });
  if (!reference) return goTo(orderNumber ? orderPath(orderNumber) : ordersPath);
  if (!settled?.number) return goTo(ordersPath);
  const isOpen = settled.state === 'processing' || settled.state === 'unknown';
  return goTo(orderPath(settled.number, isOpen ? reference : undefined));
}
