import { redirect } from 'next/navigation';
import { orderKey, rememberOrderKey } from '@/lib/orders/keys';
import { readOrderNumber } from '@/lib/orders/number';
import { orderPath, ordersPath } from '@/lib/shops/paths';
import { getOrder } from '@/lib/store/orders/queries';

/** The private link from our emails: stores its key in a cookie and redirects to the order, whose URL contains no secret. */
export async function GET(
  _: Request,
  { params }: RouteContext<'/[shop]/[locale]/orders/[number]/open/[token]'>,
) {
  const { shop, number: input, token } = await params;
  const number = readOrderNumber(input);
  if (!number) redirect(ordersPath);
  const key = orderKey.safeParse(token);
  const order = key.success ? await getOrder({ slug: shop }, number, key.data) : null;
  if (order && key.success) await rememberOrderKey(order.number, key.data);
  redirect(orderPath(number));
}
