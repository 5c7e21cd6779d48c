import { type DateFormat, dateFormats } from './schema';

export type DateProblem = 'date_missing' | 'date_unreadable' | 'date_without_year' | 'date_impossible';

/** English, Malay, Indonesian and Afrikaans. A date holds the full name or at least its first three letters. */
const months = [
  ['january', 'januari'],
  ['february', 'februari'],
  ['march', 'mac', 'maret', 'maart', 'mrt'],
  ['april'],
  ['may', 'mei'],
  ['june', 'juni'],
  ['july', 'julai', 'juli'],
  ['august', 'ogos', 'agustus', 'agt', 'ags', 'augustus'],
  ['september'],
  ['october', 'oktober'],
  ['november'],
  ['december', 'disember', 'desember'],
];

/**
 * Parses a date in bank notation into `2026-01-31` and ignores a time after it. The format decides the order of an
 * all-numeric date; a named month needs no format. A two-digit year is in this century; an all-numeric YMD date needs
 * four digits.
 */
export function readDate(text: string, format: DateFormat): { day: string } | { problem: DateProblem } {
  // Also limits how long the patterns below can run on a hostile cell.
  if (text.length > 60) return { problem: 'date_unreadable' };
  const date = text.replace(/(?<=.)(T|[\s,]+)\d{1,2}[:.]\d{2}.*$/is, '').trim();
  if (date === '') return { problem: 'date_missing' };
  const parts = /\p{L}/u.test(date) ? byName(date) : inFigures(date, format);
  if (!parts) return { problem: withoutYear.test(date) ? 'date_without_year' : 'date_unreadable' };
  const year = parts.year.length === 2 ? 2000 + Number(parts.year) : Number(parts.year);
  const [month, day] = [Number(parts.month), Number(parts.day)];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (year < 2000 || month < 1 || month > 12 || day < 1 || day > lastDay) {
    return { problem: 'date_impossible' };
  }
  return { day: [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-') };
}

const withoutYear = /^(\d{1,2}[-/. ]?(\d{1,2}|\p{L}{3,9})|\p{L}{3,9} \d{1,2})$/u;

type Parts = { year: string; month: string | number; day: string };

const named = [
  /^(?<day>\d{1,2})[-/., ]*(?<month>\p{L}{3,9})[-/., ]*(?<year>\d{4}|\d{2})$/u,
  /^(?<month>\p{L}{3,9})[-/., ]*(?<day>\d{1,2})[-/., ]+(?<year>\d{4})$/u,
  /^(?<year>\d{4})[-/., ]*(?<month>\p{L}{3,9})[-/., ]*(?<day>\d{1,2})$/u,
];

function byName(date: string): Parts | null {
  const groups = named.map((pattern) => pattern.exec(date)?.groups).find((found) => found);
  if (!groups) return null;
  const { year = '', month = '', day = '' } = groups;
  const written = month.toLowerCase();
  const index = months.findIndex((names) => names.some((name) => name.startsWith(written)));
  return index >= 0 ? { year, month: index + 1, day } : null;
}

/** Three groups of digits. Without separators, only eight digits in YMD order are read. */
const figures = /^(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})$/;

function inFigures(date: string, format: DateFormat): Parts | null {
  if (format === 'YMD') {
    const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(date) ?? figures.exec(date) ?? [];
    return year?.length === 4 && month && day && day.length <= 2 ? { year, month, day } : null;
  }
  const [, first, second, year] = figures.exec(date) ?? [];
  if (!first || !second || first.length > 2 || (year?.length !== 4 && year?.length !== 2)) return null;
  return format === 'DMY' ? { day: first, month: second, year } : { day: second, month: first, year };
}

/** The only format that fits a column of dates; null if several fit, or none. */
export function provenDateFormat(cells: string[]): DateFormat | null {
  let fitting: readonly DateFormat[] = dateFormats;
  for (const cell of cells) {
    const here = dateFormats.filter((format) => 'day' in readDate(cell, format));
    if (here.length > 0) fitting = fitting.filter((format) => here.includes(format));
  }
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
