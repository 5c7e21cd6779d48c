import 'server-only';
import { revalidateTag } from 'next/cache';
import { readStock } from './catalogue';
import { isAvailable } from './product';
import { getStock } from './queries';

/**
 * Renews the catalogue when it says of a variant that it can be had, or cannot, and that is no longer so. Most orders change
 * neither, and leave every page in its cache. For actions and route handlers, after their answer.
 */
export async function renewStock(shop: { id: string; slug: string }) {
  const [shown, now] = await Promise.all([getStock(shop), readStock(shop.id)]);
  const isOutdated = Object.keys(now).some((id) => isAvailable(now, id) !== isAvailable(shown, id));
  if (isOutdated) revalidateTag(`stock:${shop.slug}`, 'max');
}
