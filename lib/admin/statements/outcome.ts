import type { Result } from '@/lib/result';
import type { Choice, Reading } from './choice';
import type { Credit, SkippedLine } from './credits';
import type { RewrittenCell } from './spreadsheet';
import type { Table } from './table';

/** A statement before it is imported: how it looks and how it would be read. */
export type Preview = {
  step: 'preview';
  account_id: string;
  header: string[];
  /** the first rows, as far as they are shown */
  rows: string[][];
  choice: Choice;
  problems: Reading['problems'];
  refused: Reading['refused'];
  missing: string[];
  /** what a spreadsheet has rewritten: how many cells, and the first of them */
  rewritten?: { count: number; first: RewrittenCell };
  /** null while it cannot be read */
  read: Read | null;
};

type Read = {
  credits: number;
  debits: number;
  /** the first few */
  examples: Credit[];
  skipped: Skipped;
  /** how many of the skipped have no mark of direction, although other amounts have one */
  unmarked?: number;
};

/** Lines that were not understood: how many, and the first of them. */
export type Skipped = { count: number; first: Omit<SkippedLine, 'field'>[] };

export type Imported = { step: 'imported'; imported: number; known: number; skipped: Skipped };

/** What became of a statement that somebody chose. */
export type ImportOutcome = Result<Preview | Imported>;

export function previewOf(account_id: string, table: Table, reading: Reading): Preview {
  const { choice, problems, refused, missing, rewritten, statement } = reading;
  const [first] = rewritten;
  return {
    step: 'preview',
    account_id,
    header: table.header,
    rows: table.rows.slice(0, ROWS).map((row) => row.slice(0, table.header.length).map(short)),
    ...{ choice, problems, refused, missing },
    ...(first && { rewritten: { count: rewritten.length, first } }),
    read: statement && {
      credits: statement.credits.length,
      debits: statement.debits,
      examples: statement.credits.slice(0, EXAMPLES),
      skipped: skippedOf(statement.skipped),
      unmarked: statement.skipped.filter(({ reason }) => reason === 'direction_missing').length || undefined,
    },
  };
}

const ROWS = 8;
const EXAMPLES = 3;

export const skippedOf = (lines: SkippedLine[]): Skipped => ({
  count: lines.length,
  first: lines.slice(0, TOLD).map(({ line, reason, value }) => ({ line, reason, value })),
});

const TOLD = 20;

const short = (cell: string) => (cell.length > 80 ? `${cell.slice(0, 79)}…` : cell);

/** Amounts of which none goes out are probably without signs: money that left would be taken for money that came in. */
export const seemsUnsigned = ({ choice, read }: Pick<Preview, 'choice' | 'read'>) =>
  choice.money === 'amount' && !choice.direction && read !== null && read.credits > 0 && read.debits === 0;
