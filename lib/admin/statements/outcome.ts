import type { Result } from '@/lib/result';
import type { Choice, Reading } from './choice';
import type { Credit, SkippedLine } from './credits';
import type { RewrittenCell } from './spreadsheet';
import type { Table } from './table';

/** A statement before import: its content, and how it would be read. */
export type Preview = {
  step: 'preview';
  account_id: string;
  header: string[];
  /** the first rows */
  rows: string[][];
  choice: Choice;
  problems: Reading['problems'];
  refused: Reading['refused'];
  missing: string[];
  /** cells that a spreadsheet has rewritten: their number and the first one */
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
  /** how many of the skipped lines have no direction mark although other amounts have one */
  unmarked?: number;
};

/** Lines that could not be read: their number, and the first ones. */
export type Skipped = { count: number; first: Omit<SkippedLine, 'field'>[] };

export type Imported = { step: 'imported'; imported: number; known: number; skipped: Skipped };

/** The outcome of the import form. */
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
  first: lines.slice(0, SKIPPED_SHOWN).map(({ line, reason, value }) => ({ line, reason, value })),
});

const SKIPPED_SHOWN = 20;

const short = (cell: string) => (cell.length > 80 ? `${cell.slice(0, 79)}…` : cell);

/** If no amount is outgoing, the amounts probably lack signs: outgoing payments would be read as incoming. */
export const seemsUnsigned = ({ choice, read }: Pick<Preview, 'choice' | 'read'>) =>
  choice.money === 'amount' && !choice.direction && read !== null && read.credits > 0 && read.debits === 0;
