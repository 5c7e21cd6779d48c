/** Plain JSON, as Postgres keeps it in `jsonb`. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Nothing that we read is nested deeper. What is could exhaust the stack of whoever walks it: ours, or Postgres's. */
const MAX_DEPTH = 64;

/**
 * Reads JSON that a gateway sent, so that whatever it holds can be stored. Undefined when it is no JSON.
 * - Text keeps what Postgres can hold: see `cleanText`. That goes for keys as well.
 * - Integers that a double would round come as text: ids are unsigned 64-bit numbers.
 * - What is nested deeper than 64 levels is null.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(cutDepths(text), makeStorable);
  } catch {
    return undefined;
  }
}

/** The text with U+FFFD in place of U+0000 and of halves of characters, neither of which Postgres can hold. */
export const cleanText = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** Called for each value, inner ones first, with the text that it was read from. */
function makeStorable(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') {
    const source = context?.source ?? '';
    return !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (keys.every((key) => cleanText(key) === key)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), inner]));
}

/** On the text, since reading it with a reviver would itself run out of stack. Brackets in strings are none. */
function cutDepths(text: string): string {
  let output = '';
  let from = 0;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (isString) {
      if (sign === '\\') at++;
      else if (sign === '"') isString = false;
    } else if (sign === '"') {
      isString = true;
    } else if (sign === '[' || sign === '{') {
      if (depth++ === MAX_DEPTH) output += `${text.slice(from, at)}null`;
    } else if (sign === ']' || sign === '}') {
      if (--depth === MAX_DEPTH) from = at + 1;
    }
  }
  return depth > MAX_DEPTH ? output : output + text.slice(from);
}
