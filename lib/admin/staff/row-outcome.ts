import type { Result } from '@/lib/result';

/**
 * What became of a form in a list: of which command, on which row. `messageKey`: under which of the list's words that is told;
 * `typed` is what it held, so that nobody types it twice.
 */
export type RowOutcome = Result & { command: string; id: string; messageKey: string; value: string };

export type RowAction = (last: RowOutcome | null, form: FormData) => Promise<RowOutcome>;

/** What became of all rows that were ticked, and what is more to say of single ones, by the numbers of their orders. */
export type TickedMessage = {
  tone: 'good' | 'warn' | 'bad';
  title: string;
  notes: { number: string; text: string }[];
};
