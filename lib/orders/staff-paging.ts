import { z } from 'zod';
import { moment } from '@/lib/text';

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
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    newer: first && (isBackwards ? hasMore : cursor !== null) ? cursorText(first) : null,
    older: last && (isBackwards || hasMore) ? cursorText(last) : null,
  };
}
