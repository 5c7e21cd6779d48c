/** The path that somebody is sent to after signing in: ours, or the admin when `path` leads anywhere else. */
export function ownPath(path: unknown): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return HOME;
  // Browsers read `//host`, `/\host` and `/<tab>/host` as another site's address, so theirs is the reading that counts.
  const url = URL.parse(path, NOBODY);
  return url?.origin === NOBODY ? url.pathname + url.search : HOME;
}

const HOME = '/admin';
const NOBODY = 'http://nobody.invalid';
