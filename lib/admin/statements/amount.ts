import { fractionDigits } from '@/lib/currencies';
import { currencyNames, type FiguresProblem, MAX_LENGTH, readFigures, splitAmount } from '@/lib/figures';
import type { Decimal } from './schema';

export type AmountProblem = FiguresProblem | 'amount_missing' | 'other_currency' | 'direction_unclear';

/** `minor` is never negative; `direction` is null if the amount has no direction mark. */
export type Amount = { minor: number; direction: Direction | null };
export type Direction = 'in' | 'out';
type Problem = { problem: AmountProblem };

/**
 * Creates a parser for amounts in bank notation: `NGN 5,000.00`, `1.250.000,00 CR`, `(1,200.00)`, `5000-`. Ambiguous
 * text is a problem, not an amount. Create it once per file: looking up a currency is slow.
 */
export function amountReader(currency: string, decimal: Decimal) {
  const digits = fractionDigits(currency);
  const names = new Set(currencyNames(currency, 'en'));

  return (text: string): Amount | Problem => {
    if (text.length > MAX_LENGTH) return { problem: 'amount_unreadable' };
    const written = text.replace(/\s/g, ' ').replace(/[‐‑–—−]/g, '-');
    if (/^[- ]*$/.test(written)) return { problem: 'amount_missing' };
    const found = splitAmount(written);
    if (!found) return { problem: 'amount_unreadable' };
    const minor = readFigures(found.figures, { decimal, digits });
    const direction = readMarks(found.before, found.after, names);
    if (typeof minor === 'string') return { problem: minor };
    if (direction !== null && typeof direction === 'object') return direction;
    return { minor, direction };
  };
}

/**
 * Whether an amount has an explicit direction mark such as `CR` or a plus. A plain minus does not count: it only
 * marks numbers below zero. If some amounts of a file have a mark, the direction of one without it is unknown.
 */
export function hasDirectionMark(text: string): boolean {
  const { before = '', after = '' } = splitAmount(text.replace(/\s/g, ' ')) ?? {};
  return [...marksOf(before), ...marksOf(after)].some(
    (mark) => mark !== '-' && mark !== 'K' && directionOf(mark) !== null,
  );
}

/** The direction from all marks around the figures. */
function readMarks(before: string, after: string, currencies: Set<string>): Direction | null | Problem {
  const [left, right] = [marksOf(before), marksOf(after)];
  const marks = [...left, ...right];
  const brackets = left.includes('(') && right.includes(')');
  const isUnbalanced = marks.filter((mark) => mark === '(' || mark === ')').length !== (brackets ? 2 : 0);
  if (isUnbalanced || new Set(marks).size < marks.length) return { problem: 'amount_unreadable' };
  const directions = new Set<Direction>(brackets ? ['out'] : []);
  for (const mark of marks.filter((mark) => mark !== '(' && mark !== ')')) {
    // not kredit: `5K` may mean five thousand
    const direction = mark === 'K' ? null : directionOf(mark);
    if (direction) directions.add(direction);
    else if (!currencies.has(mark)) {
      return { problem: /^[A-Z]{3}$|\p{Sc}/u.test(mark) ? 'other_currency' : 'amount_unreadable' };
    }
  }
  if (directions.size > 1) return { problem: 'direction_unclear' };
  return directions.values().next().value ?? null;
}

const marksOf = (side: string): string[] =>
  (side.toUpperCase().match(/[-+()]|[^-+() ]+/g) ?? []).map((mark) => mark.replace(/\.$/, ''));

const incoming = new Set(['+', 'C', 'CR', 'CREDIT', 'K', 'KR', 'KREDIT', 'IN', 'MASUK']);
const outgoing = new Set(['-', 'D', 'DR', 'DB', 'DEBIT', 'DEBET', 'OUT', 'KELUAR']);

/** The direction that a word such as `CR` or `DR` stands for; null for any other text. */
export function directionOf(text: string): Direction | null {
  const word = text.trim().toUpperCase();
  if (incoming.has(word)) return 'in';
  return outgoing.has(word) ? 'out' : null;
}

/** The decimal sign that more amounts suggest; a dot in a tie. */
export function guessDecimal(cells: string[]): Decimal {
  const votes = cells.map(decimalOf);
  const commas = votes.filter((vote) => vote === ',').length;
  return commas > votes.filter((vote) => vote === '.').length ? ',' : '.';
}

function decimalOf(cell: string): Decimal | null {
  const [, separator, fraction = ''] = /([.,])(\d+)\D*$/.exec(cell) ?? [];
  if (separator !== '.' && separator !== ',') return null;
  const other = separator === '.' ? ',' : '.';
  if (cell.split(separator).length > 2) return other;
  return fraction.length === 3 && !cell.includes(other) ? other : separator;
}
