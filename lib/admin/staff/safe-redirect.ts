/** The path that somebody is sent to: as a browser understands it and ours, or the admin when `path` leads anywhere else. */
export function safeRedirect(path: unknown): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return HOME;
  const url = resolve(path);
  const own = url && url.pathname + url.search;
  // `/..//host` resolves to `//host`, a path here and another site's address where it is followed: so what is sent decides.
  return own && resolve(own)?.href === NOBODY + own ? own : HOME;
}

/** Browsers read `//host`, `/\host` and `/<tab>/host` as another site's address: theirs is the reading that counts. */
function resolve(path: string): URL | null {
  const url = URL.parse(path, NOBODY);
  return url?.origin === NOBODY ? url : null;
}

const HOME = '/admin';
const NOBODY = 'http://nobody.invalid';
