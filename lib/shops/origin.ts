import 'server-only';
import { headers } from 'next/headers';
import { env } from '@/lib/env';
import { publicClient } from '@/lib/supabase/public';
import { rpc } from '@/lib/supabase/rpc';
import { paymentReturnPath } from './paths';

/**
 * A shop's public origin, for links in emails and for a gateway's return URL. `host`: its primary domain, else its
 * oldest, as the database decides (`get_shop_host`). A shop without a domain uses SITE_URL if it is DEFAULT_SHOP; any
 * other has none (null), because SITE_URL leads to another shop.
 */
export function shopOrigin({ slug, host }: { slug: string; host: string | null }): string | null {
  if (host) return originOf(host);
  const { SITE_URL, DEFAULT_SHOP } = env();
  return slug === DEFAULT_SHOP ? new URL(SITE_URL).origin : null;
}

/**
 * The return URLs for an order's payment. The key to the order is a cookie of the domain where it was placed. A shopper
 * on another domain of the shop therefore returns there (`returnOrigin`).
 */
export async function gatewayReturns(origin: string, number: string) {
  const host = hostName((await headers()).get('host') ?? '');
  if (originOf(host) === origin) {
    return {
      returnUrl: `${origin}${paymentReturnPath()}`,
      cancelUrl: `${origin}${paymentReturnPath({ order: number })}`,
    };
  }
  return {
    returnUrl: `${origin}${paymentReturnPath({ at: host })}`,
    cancelUrl: `${origin}${paymentReturnPath({ at: host, order: number })}`,
  };
}

/**
 * The origin of the shop's domain that the payer came from; null, meaning the current one, if `host` is not a domain
 * of the shop.
 */
export async function returnOrigin(shop: string, host: string): Promise<Origin | null> {
  if (!host) return null;
  const shops = await rpc(publicClient(), 'find_shop', { host: hostName(host) });
  return shops.some(({ slug }) => slug === shop) ? originOf(hostName(host)) : null;
}

/** `https://shop.example` for a shop's domain; a development port is that of SITE_URL. */
function originOf(domain: string): Origin {
  const url = new URL(env().SITE_URL);
  url.hostname = domain;
  return `${url.protocol === 'http:' ? 'http' : 'https'}://${url.host}`;
}

type Origin = `http${'' | 's'}://${string}`;

/** `Shop.example:3000` → `shop.example` */
const hostName = (host: string) => host.toLowerCase().replace(/:\d+$/, '');
