import { redirect } from 'next/navigation';
import { orderKey, rememberOrderKey } from '@/lib/orders/keys';
import { getOrder } from '@/lib/orders/queries';
import { orderPath } from '@/lib/shops/paths';

/** The private link that we mail: keeps its key in a cookie and goes on to the order, under an address that can be shown. */
export async function GET(_: Request, { params }: RouteContext<'/[shop]/orders/[number]/open/[token]'>) {
  const { shop, number, token } = await params;
  const key = orderKey.safeParse(token);
  const order = key.success ? await getOrder({ slug: shop }, number, key.data) : null;
  if (order && key.success) await rememberOrderKey(order.number, key.data);
  redirect(orderPath(order?.number ?? number));
}
