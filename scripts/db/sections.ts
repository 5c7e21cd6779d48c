/**
 * Replaces the text between the two markers of a section, `<!-- name: npm run db:types -->` and `<!-- /name -->`, with `text`.
 * Throws when a marker is missing.
 */
export function withSection(page: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name}: npm run db:types -->`, `<!-- /${name} -->`];
  const [before, rest] = page.split(open);
  const after = rest?.split(close)[1];
  if (before === undefined || after === undefined) throw new Error(`the page has no ${open} … ${close}`);
  return `${before}${open}\n${text}\n${close}${after}`;
}

export const code = (name: string) => `\`${name}\``;

/** Sorted, without duplicates. */
export const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

export const mermaid = (...lines: string[]) => ['```mermaid', ...lines, '```'].join('\n');
