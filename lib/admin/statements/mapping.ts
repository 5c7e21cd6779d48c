import { type Direction, directionOf, guessDecimal } from './amount';
import { provenDateFormat } from './date';
import { type Role, roleOf } from './header';
import type { DateFormat, Decimal } from './schema';
import type { Table } from './table';

/** The part of a mapping that can be guessed from a table; `mappingSchema` tells whether it is complete. */
export type GuessedMapping = {
  date?: string;
  description: string[];
  reference?: string;
  amount?: string;
  direction?: string;
  credit?: string;
  debit?: string;
  unmarked?: Direction;
  dateFormat: DateFormat;
  decimal: Decimal;
};

/** Guesses the role of each column from the header, and the date and number formats from the values. */
export function guessMapping(table: Table): GuessedMapping {
  const named = (role: Role) => table.header.filter((name) => roleOf(name) === role);
  const dates = named('date');
  // The value date is when interest starts, not when the payment arrived.
  const date = dates.find((name) => !/value|valuta|valuation|efektif|effective/i.test(name)) ?? dates[0];
  const [reference, ...references] = named('reference');
  const [credit] = named('credit');
  const [debit] = named('debit');
  const [amount] = named('amount');
  const money = credit
    ? { credit, ...(debit && { debit }) }
    : amount && { amount, ...directionColumn(table) };
  return {
    ...(date && { date }),
    // The payer's text may be in any of these.
    description: [...named('description'), ...references].slice(0, 10),
    ...(reference && { reference }),
    ...money,
    // A date with the year first proves its format, and no known bank writes the month first.
    dateFormat: provenDateFormat(valuesOf(table, date ? [date] : table.header)) ?? 'DMY',
    decimal: guessDecimal(valuesOf(table, money ? [...Object.values(money), ...named('balance')] : [])),
  };
}

/**
 * The column that holds almost only `CR` and `DR`. Without it, all unsigned amounts would count as incoming. Its name
 * does not help: one bank leaves it empty, another calls it "Type", which elsewhere is the kind of transfer.
 */
function directionColumn(table: Table): { direction?: string } {
  const direction = table.header.find((name) => {
    const values = valuesOf(table, [name]);
    return values.length > 0 && values.filter(directionOf).length >= 0.8 * values.length;
  });
  return direction ? { direction } : {};
}

function valuesOf(table: Table, names: string[]): string[] {
  const columns = names.map((name) => table.header.indexOf(name));
  return table.rows.flatMap((row) => columns.map((column) => row[column] ?? '')).filter(Boolean);
}
