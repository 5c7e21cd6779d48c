import 'server-only';
import { headers } from 'next/headers';
import { env } from '@/lib/env';
import { publicClient } from '@/lib/supabase/public';
import { rpc } from '@/lib/supabase/rpc';
import { paymentReturnPath } from './paths';

/**
 * The origin under which a shop is found from outside: in links of mails and where a gateway sends a payer back to. `host`: its
 * primary domain, else its oldest, which the database decides (`get_shop_host`). A shop without one is found under SITE_URL if it is
 * DEFAULT_SHOP; any other nowhere (null), since SITE_URL leads to another shop.
 */
export function shopOrigin({ slug, host }: { slug: string; host: string | null }): string | null {
  if (host) return originOf(host);
  const { SITE_URL, DEFAULT_SHOP } = env();
  return slug === DEFAULT_SHOP ? new URL(SITE_URL).origin : null;
}

/**
 * Where the gateway sends the payer of an order. The key to the order is a cookie of the domain under which it was placed, so a
 * visitor of another domain of the shop is led back there by the return page (`returnOrigin`).
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

/** The origin of the shop's domain that a payer came from; null, for the one at hand, where `host` is none of the shop's. */
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
