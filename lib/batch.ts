import { logError } from './log';

/** How many rows were done, and how many were not: whoever claimed those leaves them to the next run. */
export type Batch = { done: number; failed: number };

type Work<Row> = {
  /** Under which name a failure is logged, and what is said there of its row. */
  event: string;
  fields: (row: Row) => Parameters<typeof logError>[2];
  /** Answers false for a row that has to be tried again. */
  work: (row: Row) => Promise<boolean>;
  atOnce?: boolean;
};

/** Works on each row, one after the other or all at once. One that throws is logged, and never keeps others from their turn. */
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
