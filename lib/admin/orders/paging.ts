import { z } from 'zod';
import { moment, paramText } from '@/lib/text';
import { orderViewOf } from './views';

/** Where a page of the orders list begins: just below (`older`) or just above (`newer`) an order. */
export type Cursor = { direction: 'older' | 'newer'; placed_at: string; id: string };

type Place = { placed_at: string; id: string };

export const PAGE_SIZE = 30;

const place = z.tuple([moment, z.uuid()]);

/** `?older=` and `?newer=` as somebody may have typed them; what cannot be read begins at the top. */
export function cursorOf(query: Record<string, unknown>): Cursor | null {
  for (const direction of ['older', 'newer'] as const) {
    const text = query[direction];
    const read = place.safeParse(typeof text === 'string' ? text.split('_') : null);
    if (read.success) return { direction, placed_at: read.data[0], id: read.data[1] };
  }
  return null;
}

/** Which list of orders an address means: `view`, `q` and where its page begins; null where it is the first of all. */
export function listOf(query: Record<string, unknown>) {
  const search = paramText(query.q);
  const view = search ? 'all' : orderViewOf(query.view);
  const cursor = cursorOf(query);
  const place = cursor && { [cursor.direction]: cursorText(cursor) };
  return { view, search, cursor, query: { view: view === 'all' ? null : view, q: search || null, ...place } };
}

export const cursorText = ({ placed_at, id }: Place) => `${placed_at}_${id}`;

/**
 * A page of rows that were read from the cursor on, one more than fit so as to know whether there are more; and where the
 * pages before and after it begin. Rows come out newest first.
 */
export function pageOf<Row extends Place>(read: Row[], cursor: Cursor | null) {
  const rows = read.slice(0, PAGE_SIZE);
  const hasMore = read.length > PAGE_SIZE;
  const isBackwards = cursor?.direction === 'newer';
  if (isBackwards) rows.reverse();
  // a page whose orders have all gone elsewhere still has pages around it
  const first = rows[0] ?? cursor;
  const last = rows.at(-1) ?? cursor;
  return {
    rows,
    newer: first && (isBackwards ? hasMore : cursor !== null) ? cursorText(first) : null,
    older: last && (isBackwards || hasMore) ? cursorText(last) : null,
  };
}
