import { homePath } from '@/lib/shops/paths';
import { getShop } from '@/lib/shops/queries';

/** Lets shoppers add the shop to a phone's home screen under its own name. */
export async function GET(_: Request, { params }: RouteContext<'/[shop]/[locale]/manifest.webmanifest'>) {
  const shop = await getShop((await params).shop);
  if (!shop) return new Response(null, { status: 404 });
  const { name, tagline, locale, theme } = shop;
  return Response.json(
    {
      name,
      short_name: name.slice(0, 12),
      description: tagline,
      lang: locale,
      start_url: homePath,
      display: 'minimal-ui',
      background_color: '#fcfaf8',
      theme_color: theme.accent,
      icons: theme.logo_mark ? [{ src: theme.logo_mark, sizes: 'any' }] : [],
    },
    { headers: { 'content-type': 'application/manifest+json' } },
  );
}
