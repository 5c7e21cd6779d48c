import { globSync } from 'node:fs';

/** The path of every page and route handler, from the file system: `/[shop]/[locale]/orders/[number]`. A new one is found by its file. */
const pathsOf = (pattern: string) =>
  globSync(pattern, { cwd: `${import.meta.dirname}/..` })
    .map((file) => `/${file.split('/').slice(1, -1).join('/')}`.replace(/\/\([^/]+\)/g, ''))
    .sort();

export const routes = pathsOf('app/**/{page,route}.{ts,tsx}');
export const pages = pathsOf('app/**/page.tsx');
