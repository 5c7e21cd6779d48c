import type { Result } from '@/lib/result';

/**
 * What became of a form in a list: of which command, on which row. `said`: under which of its Desk's words that is told;
 * `typed` is what it held, so that nobody types it twice.
 */
export type RowOutcome = Result & { command: string; id: string; said: string; typed: string };

export type RowAction = (last: RowOutcome | null, form: FormData) => Promise<RowOutcome>;
