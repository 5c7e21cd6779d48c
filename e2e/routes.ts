import { globSync } from 'node:fs';

/** The paths of all pages and route handlers, such as `/[shop]/[locale]/orders/[number]`, read from the files: new ones are included. */
const pathsOf = (pattern: string) =>
  globSync(pattern, { cwd: `${import.meta.dirname}/..` })
    .map((file) => `/${file.split('/').slice(1, -1).join('/')}`.replace(/\/\([^/]+\)/g, ''))
    .sort();

export const routes = pathsOf('app/**/{page,route}.{ts,tsx}');
export const pages = pathsOf('app/**/page.tsx');
