import { z } from 'zod';
import { moment } from '@/lib/text';

/** Identifies a row's position in a list ordered by a time, then by id. */
export type Cursor = { at: string; id: string };

/** The start of a page: right after (`after`) or right before (`before`) a row. */
export type Keyset = Cursor & { direction: 'after' | 'before' };

export const PAGE_SIZE = 30;

const cursor = z.tuple([moment, z.uuid()]);

/** Parses the untrusted `?after=` and `?before=`; an unreadable keyset starts at the top. */
export function keysetOf(query: Record<string, unknown>): Keyset | null {
  for (const direction of ['after', 'before'] as const) {
    const text = query[direction];
    const read = cursor.safeParse(typeof text === 'string' ? text.split('_') : null);
    if (read.success) return { direction, at: read.data[0], id: read.data[1] };
  }
  return null;
}

/** A keyset for a list whose rows the database finds by id alone. */
export type IdKeyset = { id: string; direction: 'after' | 'before' };

export function idKeysetOf(query: Record<string, unknown>): IdKeyset | null {
  for (const direction of ['after', 'before'] as const) {
    const read = z.uuid().safeParse(query[direction]);
    if (read.success) return { direction, id: read.data };
  }
  return null;
}

/** `?after=` of a list that is paged by an `int`, such as the position in a file; the top if it is unreadable or out of range. */
export const positionOf = ({ after }: Record<string, unknown>): number =>
  z.coerce.number().pipe(z.int32().min(0)).safeParse(after).data ?? 0;

const keysetText = ({ at, id }: Cursor) => `${at}_${id}`;

/** A list's sort column, and whether its newest rows come first. */
export type ListOrder = { column: string; newestFirst: boolean };

/** The part of a PostgREST query builder that paging needs. */
type Pageable = {
  or(filters: string): Pageable;
  gte(column: string, value: string): Pageable;
  lte(column: string, value: string): Pageable;
  order(column: string, options: { ascending: boolean }): Pageable;
  limit(count: number): Pageable;
};

/** Reads one page from the keyset, plus one row to know whether there are more. */
export function readPage<Query extends Pageable>(query: Query, keyset: Keyset | null, order: ListOrder) {
  const { column } = order;
  const isUpwards = keyset?.direction === 'before';
  const ascending = order.newestFirst === isUpwards;
  let page: Pageable = query;
  if (keyset) {
    // redundant with the next filter, but it lets the index find the start
    page = ascending ? page.gte(column, keyset.at) : page.lte(column, keyset.at);
    const beyond = ascending ? 'gt' : 'lt';
    page = page.or(`${column}.${beyond}."${keyset.at}",id.${beyond}.${keyset.id}`);
  }
  return page
    .order(column, { ascending })
    .order('id', { ascending })
    .limit(PAGE_SIZE + 1) as Query;
}

/** Turns the rows of `readPage` into a page in list order, with keysets for the pages around it. */
export function pageOf<Row>(read: Row[], keyset: Keyset | null, cursorOf: (row: Row) => Cursor) {
  const { rows, first, last, before, after } = cutPage(read, keyset);
  // when all its rows have left the list, the page still links to its neighbours
  const [start, end] = [first ? cursorOf(first) : keyset, last ? cursorOf(last) : keyset];
  return {
    rows,
    before: before && start ? keysetText(start) : null,
    after: after && end ? keysetText(end) : null,
  };
}

/** Like `pageOf`, for a list that is paged by id. */
export function pageById<Row>(read: Row[], keyset: IdKeyset | null, idOf: (row: Row) => string) {
  const { rows, first, last, before, after } = cutPage(read, keyset);
  return { rows, before: before && first ? idOf(first) : null, after: after && last ? idOf(last) : null };
}

function cutPage<Row>(read: Row[], keyset: Pick<Keyset, 'direction'> | null) {
  const rows = read.slice(0, PAGE_SIZE);
  const hasMore = read.length > PAGE_SIZE;
  const isUpwards = keyset?.direction === 'before';
  if (isUpwards) rows.reverse();
  return {
    rows,
    first: rows[0],
    last: rows.at(-1),
    before: isUpwards ? hasMore : keyset !== null,
    after: isUpwards || hasMore,
  };
}
