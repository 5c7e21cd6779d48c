import { logError } from './log';

/** How many rows succeeded, and how many are left for the next run. */
export type Batch = { done: number; failed: number };

type Work<Row> = {
  /** The event name under which failures are logged, and the fields logged for a row. */
  event: string;
  fields: (row: Row) => Parameters<typeof logError>[2];
  /** Returns false for a row that has to be retried. */
  work: (row: Row) => Promise<boolean>;
  atOnce?: boolean;
};

/** Processes each row, sequentially or all at once. A row that throws is logged and does not stop the others. */
export async function eachRow<Row>(
  rows: readonly Row[],
  { event, fields, work, atOnce = false }: Work<Row>,
): Promise<Batch> {
  const attempt = async (row: Row) => {
    try {
      return await work(row);
    } catch (bug) {
      logError(event, bug, fields(row));
      return false;
    }
  };
  const results: boolean[] = [];
  if (atOnce) results.push(...(await Promise.all(rows.map(attempt))));
  else for (const row of rows) results.push(await attempt(row));
  const done = results.filter(Boolean).length;
  return { done, failed: results.length - done };
}
