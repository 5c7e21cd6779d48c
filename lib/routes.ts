import type { Route } from 'next';

/*
 * Typed paths: each is a template that the compiler compares with the existing pages. `Route` alone covers only paths without variable
 * segments, so each path goes through `route` once, and nothing is cast to a route unchecked.
 */

/** A path of this app, as in `app/`. */
export function route<const Path extends string>(path: Route<Path>): Route;
export function route(path: string): string {
  return path;
}

/** The prefix that `lib/proxy/shop.ts` puts before a visitor's path: the shop, from the host, and its language. */
type Place = '/shop/en';
type InShop<Path extends string> = Path extends '/'
  ? Path
  : `${Place}${Path}` extends Route<`${Place}${Path}`>
    ? Path
    : never;

/** A path of a shop as its visitors see it, as in `app/[shop]/[locale]/`. */
export function shopRoute<const Path extends string>(path: InShop<Path>): Route;
export function shopRoute(path: string): string {
  return path;
}

export type Query = Record<string, string | null | undefined>;

/** Leaves out empty values. */
export function queryOf(query: Query = {}): '' | `?${string}` {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  return search.size > 0 ? `?${search}` : '';
}

/** An untrusted path as a browser resolves it; null if it leads to another site. */
export function localPath(path: string): Route | null {
  const own = resolve(path);
  // `/..//host` resolves to `//host`, which a browser would follow to another site, so the result is resolved
  // again.
  return own !== null && resolve(own) === own && isPath(own) ? own : null;
}

/** Browsers take `//host`, `/\host` and `/<tab>/host` for another site's address, so a URL parser decides. */
function resolve(path: string): string | null {
  const url = path.startsWith('/') ? URL.parse(path, BASE) : null;
  return url?.origin === BASE ? url.pathname + url.search : null;
}

/** Whether the page exists is not known here; a missing one is a 404. */
const isPath = (path: string): path is Route => path.startsWith('/');

const BASE = 'http://nobody.invalid';
