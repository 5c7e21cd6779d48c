import { z } from 'zod';
import { moment, paramText } from '@/lib/text';
import { orderViewOf } from './views';

/** The start of a page of orders: just below (`older`) or just above (`newer`) an order. */
export type Cursor = { direction: 'older' | 'newer'; placed_at: string; id: string };

type SortKey = Omit<Cursor, 'direction'>;

export const PAGE_SIZE = 30;

const sortKey = z.tuple([moment, z.uuid()]);

/** Parses the untrusted `?older=` and `?newer=`; an unreadable cursor starts at the top. */
export function cursorOf(query: Record<string, unknown>): Cursor | null {
  for (const direction of ['older', 'newer'] as const) {
    const text = query[direction];
    const read = sortKey.safeParse(typeof text === 'string' ? text.split('_') : null);
    if (read.success) return { direction, placed_at: read.data[0], id: read.data[1] };
  }
  return null;
}

/** Parses the list of orders from query parameters: `view`, `q` and cursor. In `query`, null stands for a default. */
export function listOf(query: Record<string, unknown>) {
  const search = paramText(query.q);
  const view = search ? 'all' : orderViewOf(query.view);
  const cursor = cursorOf(query);
  const page = cursor && { [cursor.direction]: cursorText(cursor) };
  return { view, search, cursor, query: { view: view === 'all' ? null : view, q: search || null, ...page } };
}

export const cursorText = ({ placed_at, id }: SortKey) => `${placed_at}_${id}`;

/**
 * Turns rows read from the cursor into a page, newest first, with cursors for the pages around it. `read` holds one
 * row more than fits if there are more.
 */
export function pageOf<Row extends SortKey>(read: Row[], cursor: Cursor | null) {
  const rows = read.slice(0, PAGE_SIZE);
  const hasMore = read.length > PAGE_SIZE;
  const isBackwards = cursor?.direction === 'newer';
  if (isBackwards) rows.reverse();
  // when all its orders have left the list, the page still links to its neighbours
  const first = rows[0] ?? cursor;
  const last = rows.at(-1) ?? cursor;
  return {
    rows,
    newer: first && (isBackwards ? hasMore : cursor !== null) ? cursorText(first) : null,
    older: last && (isBackwards || hasMore) ? cursorText(last) : null,
  };
}
