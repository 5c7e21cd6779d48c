import type { Route } from 'next';

/** Where things are in the admin. */
export const shopOrdersPath = (shop: string, query: Record<string, string | null> = {}) => {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  return `/admin/${shop}/orders${search.size > 0 ? `?${search}` : ''}` as Route;
};

export const staffOrderPath = (shop: string, number: string) => `/admin/${shop}/orders/${number}` as Route;
