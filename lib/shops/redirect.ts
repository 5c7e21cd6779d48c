import 'server-only';
import { notFound, permanentRedirect } from 'next/navigation';
import { localPath } from '@/lib/routes';
import { findRedirect } from './queries';

/**
 * For a page that no longer exists: redirects to the page that its address leads to now, else throws the 404. The proxy mostly has done so
 * already (lib/proxy/shop.ts), with the query, which a static page cannot read; but it remembers for a while that a page exists.
 */
export async function redirectOrNotFound(shop: string, path: string): Promise<never> {
  const target = await findRedirect(shop, path);
  const local = target && localPath(encodeURI(target));
  return local ? permanentRedirect(local) : notFound();
}
