import { z } from 'zod';

declare const code: unique symbol;

/**
 * A database code that may only be looked up in a table of words. It cannot be compared, so a rule built on it does
 * not compile: what is allowed comes with the row (`actions`).
 */
export type Code<Word extends string> = { readonly [code]: Word };

/** Parses one of `words` as a code. */
export const codeOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words).transform((word) => word as unknown as Code<Words[number]>);

/** The words of a code. */
export const wordsFor = <Word extends string, Message>(
  catalogue: Record<Word, Message>,
  word: Code<Word>,
): Message => catalogue[word as unknown as Word];
