import { type Direction, directionOf, guessDecimal } from './amount';
import { provenDateFormat } from './date';
import { type Role, roleOf } from './header';
import type { DateFormat, Decimal } from './schema';
import type { Table } from './table';

/** As much of a mapping as a table gives away; whether that is all of one, `mappingSchema` says. */
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

/** Which column probably holds what, by the words of the header, and how days and amounts are written, by the values. */
export function guessMapping(table: Table): GuessedMapping {
  const named = (role: Role) => table.header.filter((name) => roleOf(name) === role);
  const dates = named('date');
  // The value date is when interest begins, not when the money was there.
  const date = dates.find((name) => !/value|valuta|valuation|efektif|effective/i.test(name)) ?? dates[0];
  const [reference, ...references] = named('reference');
  const [credit] = named('credit');
  const [debit] = named('debit');
  const [amount] = named('amount');
  const money = credit
    ? { credit, ...(debit && { debit }) }
    : amount && { amount, ...directionBeside(table) };
  return {
    ...(date && { date }),
    // What a payer wrote may be in any of these.
    description: [...named('description'), ...references].slice(0, 10),
    ...(reference && { reference }),
    ...money,
    // All the countries that we know statements of write the day first.
    dateFormat: provenDateFormat(valuesOf(table, date ? [date] : table.header)) ?? 'DMY',
    decimal: guessDecimal(valuesOf(table, money ? [...Object.values(money), ...named('balance')] : [])),
  };
}

/**
 * The column that says `CR` or `DR` and little else. Without it amounts without a sign would all be taken for money that came
 * in. Its name does not tell: one bank leaves it empty, the next calls it "Type", as others do the kind of a transfer.
 */
function directionBeside(table: Table): { direction?: string } {
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
