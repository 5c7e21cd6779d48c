import type { Route } from 'next';
import { safeRedirect } from '@/lib/admin/staff/safe-redirect';

const told = ['done', 'refused', 'of', 'moved', 'left'];

/** Where a form of the queue leads back to when it was sent without scripts: the queue as it was seen, told what became of it. */
export function backTo(back: unknown, news: Record<string, string>): Route {
  const [path = '', search] = safeRedirect(back).split('?');
  const query = new URLSearchParams(search);
  for (const name of told) query.delete(name);
  for (const [name, value] of Object.entries(news)) query.set(name, value);
  return `${path}?${query}` as Route;
}
