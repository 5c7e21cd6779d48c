import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import { notFound } from 'next/navigation';
import { shop as shopSegment } from 'next/root-params';
import { readCategories } from '@/lib/products/catalogue';
import { publicClient } from '@/lib/supabase/public';
import { readAll } from '@/lib/supabase/read-all';
import { isSlug } from '@/lib/text';
import { originOf } from './origin';
import { themeSchema } from './theme';

export type Shop = NonNullable<Awaited<ReturnType<typeof getShop>>>;

/**
 * A published shop with what each of its pages shows: name, theme, categories, delivery and ways to pay; null when there is
 * none of that slug. `origin` is where search engines should find it. Cached under `shop:<slug>`.
 */
export async function getShop(slug: string) {
  'use cache';
  cacheTag(`shop:${slug}`);
  cacheLife({ stale: 300, revalidate: 60, expire: 3600 });
  if (!isSlug(slug)) return null;
  const { data, error } = await publicClient()
    .from('shops')
    .select(
      `id, slug, name, tagline, description, announcement, currency, country, locale, time_zone,
      contact_email, contact_phone, theme,
      shop_domains(host),
      payment_methods(method, label, description, max_total_minor, regions),
      shipping_rates(name, country, price_minor, free_from_minor, min_days, max_days)`,
    )
    .eq('slug', slug)
    .order('is_primary', { referencedTable: 'shop_domains', ascending: false })
    .order('host', { referencedTable: 'shop_domains' })
    .limit(1, { referencedTable: 'shop_domains' })
    .order('position', { referencedTable: 'payment_methods' })
    .order('position', { referencedTable: 'shipping_rates' })
    .limit(RATES, { referencedTable: 'shipping_rates' })
    .maybeSingle();
  if (error) throw new Error(`shops: ${error.code} ${error.message}`);
  if (!data) return null;
  const { shop_domains, theme, ...rest } = data;
  const [primary] = shop_domains;
  return {
    ...rest,
    categories: await readCategories(data.id),
    theme: themeSchema.parse(theme),
    origin: primary ? originOf(primary.host) : null,
  };
}

/** What a footer has room for. The checkout asks for all of them. */
const RATES = 100;

/** The slugs of all published shops: the pages of each are made at build time. */
export async function listShops() {
  'use cache';
  cacheLife({ stale: 300, revalidate: 60, expire: 3600 });
  const shops = await readAll('slug', () => publicClient().from('shops').select('slug'));
  return shops.map(({ slug }) => slug);
}

/** The shop whose page is being rendered. For server components below `app/[shop]`; ends in its 404 when there is none. */
export async function currentShop(): Promise<Shop> {
  const slug = await shopSegment();
  return (slug && (await getShop(slug))) || notFound();
}
