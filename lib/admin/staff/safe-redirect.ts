import type { Route } from 'next';
import { localPath, route } from '@/lib/routes';

/** The redirect target: `path` as a browser resolves it if it stays on this site, else the admin. */
export function safeRedirect(path: unknown): Route {
  return (typeof path === 'string' && localPath(path)) || HOME;
}

const HOME = route('/admin');
