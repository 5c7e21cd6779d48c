import { z } from 'zod';
import type { Query } from '@/lib/routes';
import { cleanText } from '@/lib/text';

/** The lists of products by their status, as `list_products` knows it. `all` are all but the archived. */
export const productViews = ['all', 'published', 'scheduled', 'draft', 'archived'] as const;
export type ProductView = (typeof productViews)[number];

export const productSorts = ['name', 'updated'] as const;
export type ProductSort = (typeof productSorts)[number];

/** Which products are listed, and in which order. `category` is an id; a search is empty where nothing is searched. */
export type ProductList = {
  view: ProductView;
  search: string;
  category: string | null;
  tag: string | null;
  sort: ProductSort;
};

/** A list as its address says it; what cannot be read is left away. */
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

/** The way back: what differs from the list of all products by name. */
export const listQuery = ({ view, search, category, tag, sort }: ProductList): Query => ({
  view: view === 'all' ? null : view,
  q: search || null,
  category,
  tag,
  sort: sort === 'name' ? null : sort,
});

/** Without what narrows a view down. */
export const wholeView = (list: ProductList): ProductList => ({
  ...list,
  search: '',
  category: null,
  tag: null,
});

export const isNarrowed = ({ search, category, tag }: ProductList): boolean =>
  search !== '' || category !== null || tag !== null;
