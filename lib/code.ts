import { z } from 'zod';

declare const code: unique symbol;

/**
 * A word of the database's that is there to be looked up in a catalogue of words. It compares with nothing: what may be done comes with
 * the row (`actions`), and a rule that would be made of such a word anew does not compile.
 */
export type Code<Word extends string> = { readonly [code]: Word };

/** Reads one of `words` as a code. */
export const codeOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words).transform((word) => word as unknown as Code<Words[number]>);

/** What a catalogue says of a code. */
export const wordsFor = <Word extends string, Message>(
  catalogue: Record<Word, Message>,
  word: Code<Word>,
): Message => catalogue[word as unknown as Word];
