import type { Route } from 'next';
import { localPath, route } from '@/lib/routes';

/** The path that somebody is sent to: as a browser understands it and ours, or the admin when `path` leads anywhere else. */
export function safeRedirect(path: unknown): Route {
  return (typeof path === 'string' && localPath(path)) || HOME;
}

const HOME = route('/admin');
