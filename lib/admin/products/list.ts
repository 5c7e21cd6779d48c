import { z } from 'zod';
import type { Query } from '@/lib/routes';
import { cleanText } from '@/lib/text';

/** The views of the list by status, as in `list_products`. `all` leaves out archived products. */
export const productViews = ['all', 'published', 'scheduled', 'draft', 'archived'] as const;
export type ProductView = (typeof productViews)[number];

export const productSorts = ['name', 'updated'] as const;
export type ProductSort = (typeof productSorts)[number];

/** The filters and the order of a list. `category` is an id; `search` is empty without a search. */
export type ProductList = {
  view: ProductView;
  search: string;
  category: string | null;
  tag: string | null;
  sort: ProductSort;
};

/** Parses a list from the untrusted query; unreadable parameters are ignored. */
export function productListOf(query: Record<string, unknown>): ProductList {
  const textOf = (value: unknown) => (typeof value === 'string' ? cleanText(value).trim() : '');
  return {
    view: productViews.find((view) => view === query.view) ?? 'all',
    search: textOf(query.q),
    category: z.uuid().safeParse(query.category).data ?? null,
    tag: textOf(query.tag) || null,
    sort: productSorts.find((sort) => sort === query.sort) ?? 'name',
  };
}

/** The query of a list: what differs from the list of all products by name. */
export const listQuery = ({ view, search, category, tag, sort }: ProductList): Query => ({
  view: view === 'all' ? null : view,
  q: search || null,
  category,
  tag,
  sort: sort === 'name' ? null : sort,
});

/** The same view without filters. */
export const wholeView = (list: ProductList): ProductList => ({
  ...list,
  search: '',
  category: null,
  tag: null,
});

export const isNarrowed = ({ search, category, tag }: ProductList): boolean =>
  search !== '' || category !== null || tag !== null;
