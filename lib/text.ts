import { z } from 'zod';
import { type FieldMessage, fieldMessage } from './field-messages';

/*
 * Cleans text from people, form fillers and URLs before it is validated, in one place, so that the database never gets text that it
 * cannot store: Postgres rejects U+0000 and lone surrogates with an error. forms.test.ts fails if a schema or an action reads text in
 * another way.
 */

/**
 * Control characters except tabs and line breaks, lone surrogates, and invisible marks such as direction marks from
 * chats and contacts. Joiners stay: emoji and several scripts need them.
 */
const UNSEEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|(?![\u{200c}\u{200d}])(?=\p{Default_Ignorable_Code_Point})\p{Cf}/gu;

/**
 * Removes characters that cannot be stored or seen. They are dropped silently, because the person who entered them
 * does not know of them.
 */
export const cleanText = (input: string): string => input.replace(UNSEEN, '');

/** Form text, cleaned and trimmed. Schemas for text start with it, or with `exactText`. */
export const text = z.string().overwrite(cleanText).trim();

/** Text that must not be changed, such as a password or a column name. Unstorable text is refused with `message`. */
export const exactText = (message?: FieldMessage) => z.string(message).refine(isStorable, message);

const isStorable = (input: string) => input.isWellFormed() && !input.includes('\0');

/**
 * An email address in the database's format (`private.check_contact` has the same pattern). Email services and
 * gateways accept only ASCII, so an international host becomes punycode.
 */
export const email = text
  .overwrite(asciiHost)
  .max(254, fieldMessage('reasons.invalid_email'))
  .regex(
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
    fieldMessage('reasons.invalid_email'),
  );

/** `ada@bücher.example` → `ada@xn--bcher-kva.example`; any other text is returned unchanged. */
export function asciiHost(input: string): string {
  const [, local, host] = /^([^@]*@)([\p{L}\p{M}\p{N}.-]+)$/u.exec(input) ?? [];
  // ASCII stays unchanged: URL would read 1.2 as a number and return 1.0.0.2
  if (!host || /^[\x20-\x7e]*$/.test(host)) return input;
  try {
    return local + new URL(`http://${host}`).hostname;
  } catch {
    return input; // not a valid host
  }
}

/**
 * A phone number as typed or pasted. Checks only what is visible without a numbering plan: the server checks whether
 * it can be called (`readPhone`).
 */
export const phone = text
  .overwrite(plainPhone)
  .max(40, fieldMessage('reasons.invalid_phone'))
  .regex(/^[\p{Nd}+()[\]./~ -]*$/u, fieldMessage('reasons.invalid_phone'))
  .refine((input) => {
    const digits = input.match(/\p{Nd}/gu)?.length ?? 0;
    // the longest number has 15, plus an international dialling prefix
    return digits >= 7 && digits <= 18;
  }, fieldMessage('reasons.invalid_phone'));

/** Replaces special spaces, dashes and marks in a phone number, as a search for orders does (`private.phone_search_digits`). */
export function plainPhone(input: string): string {
  const plain = input.normalize('NFKC').replace(/\p{Cf}/gu, '');
  return plain
    .replace(/\s+/g, ' ')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .trim();
}

/** All text values of a form by field name, cleaned. Leaves out files and React's own fields. */
export const formValues = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && !name.startsWith('$') ? [[name, cleanText(value)]] : [],
    ),
  );

/** React's own fields of a form, which `formValues` leaves out: they identify the action. */
export const reactValues = (form: FormData): [name: string, value: string][] =>
  [...form].flatMap(([name, value]) =>
    typeof value === 'string' && name.startsWith('$') ? [[name, value] as [string, string]] : [],
  );

/** A text value of a form, cleaned; empty if absent. */
export const formValue = (form: FormData, name: string): string => formList(form, name)[0] ?? '';

/** All text values of a form with this name, cleaned. */
export const formList = (form: FormData, name: string): string[] =>
  form.getAll(name).flatMap((value) => (typeof value === 'string' ? [cleanText(value)] : []));

/**
 * A URL parameter from the path or query, trimmed; empty if absent or repeated. Unstorable characters become U+FFFD, so that nothing is
 * found; dropping them could make the text match something else.
 */
export const paramText = (value: unknown): string =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\u{fffd}').trim() : '';

/**
 * A time and a date in the URL of a page of a list, in the database's own format. Narrower than ISO 8601: no year 0,
 * and no offsets of 15 hours or more.
 */
export const moment = z.iso.datetime({ offset: true }).regex(/^(?!0000).*(Z|[+-](0\d|1[0-4]):\d\d)$/);
export const day = z.iso.date().regex(/^(?!0000)/);

/** Whether a URL segment can be the slug of a shop, a product or a category. */
export const isSlug = (segment: string): boolean =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(segment) && segment.length <= 80;
