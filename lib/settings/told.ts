import type { Route } from 'next';
import type { Result } from '@/lib/result';
import { shopSettingsPath } from '@/lib/staff/paths';

/** Where a form of settings leads back to when it was sent without scripts: told what became of it, and which field was the matter. */
export function settingsPathAfter(outcome: Result, shop: string): Route {
  const query = new URLSearchParams(
    outcome.ok
      ? { done: 'saved' }
      : { refused: outcome.reason, field: Object.keys(outcome.fields ?? {})[0] ?? '' },
  );
  return `${shopSettingsPath(shop)}?${query}` as Route;
}
