import { globSync } from 'node:fs';

/** The path of every page and route handler, from the file system: `/[shop]/orders/[number]`. A new one is found by its file. */
export const routes = globSync('app/**/{page,route}.{ts,tsx}', { cwd: `${import.meta.dirname}/..` })
  .map((file) => `/${file.split('/').slice(1, -1).join('/')}`.replace(/\/\([^/]+\)/g, ''))
  .sort();
