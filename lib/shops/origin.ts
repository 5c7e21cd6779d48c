import 'server-only';
import { headers } from 'next/headers';
import { env } from '@/lib/env';
import { publicClient } from '@/lib/supabase/public';

/**
 * The origin under which this visitor knows the shop, for links and return addresses that leave the site. A host name
 * that no shop has claimed is not repeated to anybody: the Host header is whatever a stranger sends.
 */
export async function shopOrigin(): Promise<string> {
  const host = (await headers()).get('host') ?? '';
  const { data, error } = await publicClient()
    .from('shop_domains')
    .select('host')
    .eq('host', hostName(host))
    .maybeSingle();
  if (error) throw new Error(`shop_domains: ${error.code} ${error.message}`);
  return data ? originOf(data.host) : env().SITE_URL;
}

/** `https://shop.example` for a shop's domain; a development port is that of SITE_URL. */
export function originOf(domain: string): string {
  const url = new URL(env().SITE_URL);
  url.hostname = domain;
  return url.origin;
}

/** `Shop.example:3000` → `shop.example` */
export const hostName = (host: string) => host.toLowerCase().replace(/:\d+$/, '');
