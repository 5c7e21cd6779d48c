import type { Credit } from './credits';

/** So many lines `import_statement` takes at once. */
const CHUNK = 5_000;

/**
 * Parts of a statement, each small enough to be imported. Equal lines stay together: which of them is which is counted within
 * one part, and in two parts the second half of them would be taken for the first. Null where more of them are equal than one
 * part holds.
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
