import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import { notFound } from 'next/navigation';
import { shop as shopSegment } from 'next/root-params';
import { z } from 'zod';
import { readCategories } from '@/lib/products/catalogue';
import { publicClient } from '@/lib/supabase/public';
import { readAll } from '@/lib/supabase/read-all';
import { rpc } from '@/lib/supabase/rpc';
import { isSlug } from '@/lib/text';
import { shopOrigin } from './origin';
import { redirectsTag, shopTag } from './tags';
import { themeSchema } from './theme';

/** `is_open`: the shop is published. An unpublished shop still shows the pages of its existing orders, and sells nothing. */
export type Shop = OpenShop | ClosedShop;
type OpenShop = NonNullable<Awaited<ReturnType<typeof getShop>>>;
type ClosedShop = NonNullable<Awaited<ReturnType<typeof getClosedShop>>>;

/**
 * A published shop with what all its pages show: name, theme, categories, delivery and payment methods; null if there
 * is none with that slug. `origin`: see shopOrigin. Cached under `shop:<slug>`.
 */
export async function getShop(slug: string) {
  'use cache';
  cacheTag(shopTag(slug));
  cacheLife({ stale: 300, revalidate: 60, expire: 3600 });
  if (!isSlug(slug)) return null;
  const { data, error } = await publicClient()
    .from('shops')
    .select(
      `id, slug, name, tagline, description, announcement, currency, country, locale, time_zone,
      contact_email, contact_phone, theme,
      payment_methods(method, label, description, max_total_minor, regions),
      shipping_rates(name, country, price_minor, free_from_minor, min_days, max_days)`,
    )
    .eq('slug', slug)
    .order('position', { referencedTable: 'payment_methods' })
    .order('position', { referencedTable: 'shipping_rates' })
    .limit(RATES, { referencedTable: 'shipping_rates' })
    .maybeSingle();
  if (error) throw new Error(`shops: ${error.code} ${error.message}`);
  if (!data) return null;
  const { theme, ...rest } = data;
  const [categories, origin] = await Promise.all([readCategories(data.id), readOrigin(data)]);
  return { ...rest, is_open: true as const, categories, theme: themeSchema.parse(theme), origin };
}

async function readOrigin({ id, slug }: { id: string; slug: string }) {
  const host = await rpc(publicClient(), 'get_shop_host', { shop_id: id }, z.string().nullable());
  return shopOrigin({ slug, host });
}

/** An unpublished shop, as the pages of its orders show it; null for any other. Cached like a published one. */
async function getClosedShop(slug: string) {
  'use cache';
  cacheTag(shopTag(slug));
  cacheLife({ stale: 300, revalidate: 60, expire: 3600 });
  if (!isSlug(slug)) return null;
  const closed = await rpc(publicClient(), 'get_closed_shop', { slug }, closedSchema);
  const empty = {
    announcement: null,
    description: '',
    categories: [],
    payment_methods: [],
    shipping_rates: [],
  };
  return closed && { ...closed, ...empty, is_open: false as const, origin: await readOrigin(closed) };
}

const closedSchema = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    tagline: z.string(),
    currency: z.string(),
    country: z.string(),
    locale: z.string(),
    time_zone: z.string(),
    contact_email: z.string().nullable(),
    contact_phone: z.string().nullable(),
    theme: themeSchema,
  })
  .nullable();

/** The shop of an existing order, which stays reachable even after the shop is unpublished. */
export const getOrderShop = async (slug: string): Promise<Shop | null> =>
  (await getShop(slug)) ?? (await getClosedShop(slug));

/** Limit for the footer. The checkout reads all rates. */
const RATES = 100;

/** The slugs of all published shops, whose pages are prerendered. */
export async function listShops() {
  'use cache';
  cacheLife({ stale: 300, revalidate: 60, expire: 3600 });
  const shops = await readAll('slug', () => publicClient().from('shops').select('slug'));
  return shops.map(({ slug }) => slug);
}

/** The target of a former path of a shop; null if it is not redirected. Cached under `redirects:<shop>`. */
export async function findRedirect(shop: string, path: string) {
  'use cache';
  cacheTag(shopTag(shop), redirectsTag(shop));
  cacheLife({ stale: 60, revalidate: 60, expire: 3600 });
  return await rpc(publicClient(), 'find_redirect', { shop, path }, z.string().nullable());
}

/**
 * The shop of the page being rendered. For server components below `app/[shop]/[locale]`; throws the 404 if the shop
 * is not published.
 */
export async function currentShop(): Promise<OpenShop> {
  const slug = await shopSegment();
  return (slug && (await getShop(slug))) || notFound();
}

/** The same for layouts and order pages, which also work for an unpublished shop. */
export async function currentOrderShop(): Promise<Shop> {
  const slug = await shopSegment();
  return (slug && (await getOrderShop(slug))) || notFound();
}
