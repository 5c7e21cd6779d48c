import type { Credit } from './credits';

/** Maximum number of lines per call of `import_statement`. */
const CHUNK = 5_000;

/**
 * Splits a statement into chunks for import. Equal lines stay in one chunk: they are numbered within it, so in two
 * chunks the later ones would be taken for the earlier ones. Null if more lines are equal than fit in a chunk.
 */
export function chunksOf(credits: Credit[], size = CHUNK): Credit[][] | null {
  const equal = new Map<string, Credit[]>();
  for (const credit of credits) {
    const { bookedOn, amountMinor, description, reference } = credit;
    const key = JSON.stringify([bookedOn, amountMinor, description, reference]);
    const group = equal.get(key);
    if (group) group.push(credit);
    else equal.set(key, [credit]);
  }
  const chunks: Credit[][] = [];
  for (const group of equal.values()) {
    const last = chunks.at(-1);
    if (group.length > size) return null;
    if (last && last.length + group.length <= size) last.push(...group);
    else chunks.push([...group]);
  }
  return chunks;
}
