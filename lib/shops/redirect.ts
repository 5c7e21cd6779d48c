import 'server-only';
import { notFound, permanentRedirect } from 'next/navigation';
import { localPath } from '@/lib/routes';
import { findRedirect } from './queries';

/**
 * For a page that no longer exists: follows its redirect, else throws the 404. Usually the proxy has already redirected
 * (lib/proxy/shop.ts), with the query, which a static page cannot read. But the proxy caches for a while which pages
 * exist.
 */
export async function redirectOrNotFound(shop: string, path: string): Promise<never> {
  const target = await findRedirect(shop, path);
  const local = target && localPath(encodeURI(target));
  return local ? permanentRedirect(local) : notFound();
}
