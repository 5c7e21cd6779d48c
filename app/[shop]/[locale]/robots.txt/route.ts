import { cartPath, checkoutPath, ordersPath } from '@/lib/shops/paths';
import { getShop } from '@/lib/shops/queries';

export async function GET(_: Request, { params }: RouteContext<'/[shop]/[locale]/robots.txt'>) {
  const shop = await getShop((await params).shop);
  const rules = ['User-Agent: *', ...[cartPath, checkoutPath, ordersPath].map((path) => `Disallow: ${path}`)];
  if (shop?.origin) rules.push('', `Sitemap: ${shop.origin}/sitemap.xml`);
  return new Response(`${rules.join('\n')}\n`, { headers: { 'content-type': 'text/plain' } });
}
