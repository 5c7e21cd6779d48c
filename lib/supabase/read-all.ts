/** The API's limit of rows per response, beyond which it silently drops rows: `max_rows` in supabase/config.toml. */
export const MAX_ROWS = 1000;

type Answer<Row> = { data: Row[] | null; error: { code: string; message: string } | null };

/** The part of a PostgREST query builder that paging needs. */
type Pageable = {
  gt(column: string, value: string): Pageable;
  order(column: string): Pageable;
  limit(count: number): Pageable;
};

/**
 * Reads all rows of `query` page by page, ordered by `key`, a text or uuid column that is unique among them. A full
 * page means that there may be more. `query` is built again for each page. It gets the key of the last row (`after`),
 * for a database function that can start there instead of finding all rows each time.
 */
export async function readAll<Key extends string, Row extends Record<Key, string>>(
  key: Key,
  query: (after: string | undefined) => Pageable & PromiseLike<Answer<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const after = rows.at(-1)?.[key];
    const request = query(after);
    const page = after === undefined ? request : request.gt(key, after);
    const { data, error } = await (page.order(key).limit(MAX_ROWS) as typeof request);
    if (error) throw new Error(`${error.code} ${error.message}`);
    rows.push(...(data ?? []));
    if (!data || data.length < MAX_ROWS) return rows;
  }
}
