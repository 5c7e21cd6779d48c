import type { Result } from '@/lib/result';

/**
 * The outcome of a form in a list: its command and row. `messageKey` selects the list's message; `value` refills the
 * form's input.
 */
export type RowOutcome = Result & { command: string; id: string; messageKey: string; value: string };

export type RowAction = (last: RowOutcome | null, form: FormData) => Promise<RowOutcome>;

/** The outcome of a bulk command, with notes on single orders by number. */
export type TickedMessage = {
  tone: 'good' | 'warn' | 'bad';
  title: string;
  notes: { number: string; text: string }[];
};
