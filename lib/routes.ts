import type { Route } from 'next';

/*
 * How a path is written down: as a template that the compiler compares with the pages that there are. `Route` by itself knows only
 * those without a segment that varies, so each path goes through `route` once, and nothing is ever taken for a route unchecked.
 */

/** A path of this app, as it stands in `app/`. */
export function route<const Path extends string>(path: Route<Path>): Route;
export function route(path: string): string {
  return path;
}

/** What `lib/proxy/shop.ts` puts before a visitor's path: the shop and its language, which it finds from the host. */
type Place = '/shop/en';
type InShop<Path extends string> = Path extends '/'
  ? Path
  : `${Place}${Path}` extends Route<`${Place}${Path}`>
    ? Path
    : never;

/** A path of a shop as its visitors see it, as it stands in `app/[shop]/[locale]/`. */
export function shopRoute<const Path extends string>(path: InShop<Path>): Route;
export function shopRoute(path: string): string {
  return path;
}

export type Query = Record<string, string | null | undefined>;

/** What has no value is left away. */
export function queryOf(query: Query = {}): '' | `?${string}` {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  return search.size > 0 ? `?${search}` : '';
}

/** A path that somebody sent, as a browser understands it; null where it leads to another site. */
export function localPath(path: string): Route | null {
  const own = resolve(path);
  // `/..//host` resolves to `//host`, a path here and another site's address where it is followed: so what is sent decides.
  return own !== null && resolve(own) === own && isPath(own) ? own : null;
}

/** Browsers read `//host`, `/\host` and `/<tab>/host` as another site's address: theirs is the reading that counts. */
function resolve(path: string): string | null {
  const url = path.startsWith('/') ? URL.parse(path, NOBODY) : null;
  return url?.origin === NOBODY ? url.pathname + url.search : null;
}

/** Nobody can say before whether there is a page: who is led to none is told so. */
const isPath = (path: string): path is Route => path.startsWith('/');

const NOBODY = 'http://nobody.invalid';
