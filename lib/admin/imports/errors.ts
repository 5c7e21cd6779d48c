import 'server-only';
import Papa from 'papaparse';
import type { Translator } from '@/lib/messages/messages';
import { escapeCell } from './escape';
import { streamOf } from './export';
import { errorField, reasonOf } from './outcome';
import type { ImportRow, RowReader } from './queries';

/** An error as the page and the CSV file of errors show it. */
export type ShownError = { line: string; column: string; value: string; message: string };

export function shownErrors(
  t: Translator<'admin.imports'>,
  { errors, lines }: Pick<ImportRow, 'errors' | 'lines'>,
): ShownError[] {
  return errors.map(({ line, field, reason, sku, details }) => {
    const known = errorField(field);
    return {
      line: String(line ?? lines[0] ?? ''),
      column: known ? t(`fields.${known}`) : '',
      value: sku ?? details?.value ?? details?.sku ?? '',
      message: t(`reasons.${reasonOf(reason)}`),
    };
  });
}

const PAGE = 500;

/** All errors of an import as CSV, read page by page. */
export function errorsCsv(t: Translator<'admin.imports'>, read: RowReader): ReadableStream<Uint8Array> {
  async function* parts() {
    const heads = [
      t('errors.row'),
      t('errors.product'),
      t('errors.column'),
      t('errors.value'),
      t('errors.message'),
    ];
    yield `\uFEFF${csvOf([heads])}`;
    for (let from = 0; ; ) {
      const page = await read('failed', from, PAGE);
      const cells = page.flatMap((row) =>
        shownErrors(t, row).map(({ line, column, value, message }) => [
          line,
          row.name ?? row.key,
          column,
          value,
          message,
        ]),
      );
      if (cells.length > 0) yield csvOf(cells);
      from = page.at(-1)?.position ?? 0;
      if (page.length < PAGE) return;
    }
  }
  return streamOf(parts());
}

const csvOf = (rows: string[][]) =>
  `${Papa.unparse(
    rows.map((row) => row.map(escapeCell)),
    { newline: '\r\n' },
  )}\r\n`;
