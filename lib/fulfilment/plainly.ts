import type { Route } from 'next';
import { ownPath } from '@/lib/staff/own-path';

const told = ['done', 'refused', 'of', 'moved', 'left'];

/** Where a form of the queue leads back to when it was sent without scripts: the queue as it was seen, told what became of it. */
export function backTo(back: unknown, news: Record<string, string>): Route {
  const [path = '', search] = ownPath(back).split('?');
  const query = new URLSearchParams(search);
  for (const name of told) query.delete(name);
  for (const [name, value] of Object.entries(news)) query.set(name, value);
  return `${path}?${query}` as Route;
}
