import type { Route } from 'next';
import type { Result } from '@/lib/result';
import { safeRedirect } from './safe-redirect';

/**
 * What became of a form in a list: of which command, on which row. `said`: under which of its Desk's words that is told;
 * `typed` is what it held, so that nobody types it twice.
 */
export type RowOutcome = Result & { command: string; id: string; said: string; typed: string };

export type RowAction = (last: RowOutcome | null, form: FormData) => Promise<RowOutcome>;

/** Where a form of a list leads back to when it was sent without scripts: the list as it was seen, told what became of it. */
export function pathAfter(outcome: Result & { said: string }, back: unknown): Route {
  const [path = '', search] = safeRedirect(back).split('?');
  const query = new URLSearchParams(search);
  for (const told of ['done', 'refused']) query.delete(told);
  if (outcome.ok) query.set('done', outcome.said);
  else query.set('refused', outcome.reason);
  return `${path}?${query}` as Route;
}
