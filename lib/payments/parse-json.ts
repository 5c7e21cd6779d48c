/** Plain JSON, as `jsonb` stores it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** No value that we need is nested deeper. Deeper ones could exhaust the stack, here or in Postgres. */
const MAX_DEPTH = 64;

/**
 * Parses a gateway's JSON so that the result can be stored. Undefined if it is not JSON.
 * - Text and keys are limited to what Postgres can store: see `cleanText`.
 * - Integers that a double would round become text: ids are unsigned 64-bit numbers.
 * - Values nested deeper than 64 levels become null.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(cutDepths(text), makeStorable);
  } catch {
    return undefined;
  }
}

/** Replaces U+0000 and lone surrogates, which Postgres cannot store, with U+FFFD. */
export const cleanText = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** A JSON.parse reviver: called for each value, inner ones first, with its source text. */
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

/**
 * Replaces values nested deeper than `MAX_DEPTH` with null. Works on the text, because a reviver would itself exhaust
 * the stack.
 */
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
