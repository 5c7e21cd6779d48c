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
 * Where the gateway sends the payer. What the address says proves nothing, so the gateway itself is asked; whoever else
 * comes by learns no more than an order's number, which opens nothing.
 */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/[shop]/[locale]/checkout/return'>,
) {
  const query = request.nextUrl.searchParams;
  const origin = await returnOrigin((await params).shop, paramText(query.get('at')));
  const goTo = (path: Route): never => redirect(origin ? `${origin}${path}` : path);
  const reference = paramText(query.get('reference') ?? query.get('trxref'));
  // who gave up has no reference: the order's page says what came of it, once the gateway was asked
  const given = readOrderNumber(paramText(query.get('order')));
  if (!reference) {
    if (given) await settleNewestForShopper(given);
    return goTo(given ? orderPath(given) : ordersPath);
  }
  const { state, number } = await settleForShopper(reference);
  if (!number) return goTo(ordersPath);
  if (state === 'paid') afterCommit({ stock: true, mail: true });
  const isOpen = state === 'processing' || state === 'unknown';
  return goTo(orderPath(number, isOpen ? reference : undefined));
}
