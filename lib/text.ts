import { z } from 'zod';
import { words } from './refusals';

/*
 * What people, form fillers and addresses bring, cleaned before anything is judged: in one place, so that no text reaches the
 * database that it cannot hold. Postgres stores neither U+0000 nor half of a surrogate pair and answers both with an error.
 * `text.test.ts` fails when a schema or an action reads text in another way.
 */

/**
 * Control characters but tabs and line breaks, halves of characters, and marks that nobody sees, such as the direction marks
 * that come along from chats and contacts. The joiners stay: emoji and several scripts need them.
 */
const UNSEEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|(?![\u{200c}\u{200d}])(?=\p{Default_Ignorable_Code_Point})\p{Cf}/gu;

/** Without the characters that cannot be stored or seen: they are dropped, since whoever typed the text does not know of them. */
export const cleanText = (input: string): string => input.replace(UNSEEN, '');

/** Text of a form, cleaned and trimmed. Every schema that takes text begins with it. */
export const text = z.string().overwrite(cleanText).trim();

/**
 * Text that has to stay as it is, to the character: a password, or the name of a column. What cannot be stored is refused with
 * `message`.
 */
export const exactText = (message?: string) => z.string(message).refine(isStorable, message);

const isStorable = (input: string) => input.isWellFormed() && !input.includes('\0');

/**
 * An e-mail address as the database takes it (`private.check_contact` has the same pattern). Mailers and gateways take ASCII only,
 * so an internationalized host comes out as punycode.
 */
export const email = text
  .overwrite(asciiHost)
  .max(254, words.invalid_email)
  .regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, words.invalid_email);

/** `ada@bücher.example` → `ada@xn--bcher-kva.example`; whatever is not an address with such a host stays as it is. */
export function asciiHost(input: string): string {
  const [, local, host] = /^([^@]*@)([\p{L}\p{M}\p{N}.-]+)$/u.exec(input) ?? [];
  // ASCII is left alone: URL would take 1.2 for a number and write 1.0.0.2
  if (!host || /^[\x20-\x7e]*$/.test(host)) return input;
  try {
    return local + new URL(`http://${host}`).hostname;
  } catch {
    return input; // no host can be called so
  }
}

/**
 * A phone number as people write or paste it. Checked only so far as a mistake can be seen without a numbering plan: whether it
 * can be called is judged on the server (`readPhone`).
 */
export const phone = text
  .overwrite(plainPhone)
  .max(40, words.invalid_phone)
  .regex(/^[\p{Nd}+()[\]./~ -]*$/u, words.invalid_phone)
  .refine((input) => {
    const digits = input.match(/\p{Nd}/gu)?.length ?? 0;
    // the longest number has 15, behind the prefix with which one dials abroad
    return digits >= 7 && digits <= 18;
  }, words.invalid_phone);

/** A phone number with plain spaces and hyphens, and without marks; `list_orders` reads one in the same way. */
export function plainPhone(input: string): string {
  const plain = input.normalize('NFKC').replace(/\p{Cf}/gu, '');
  return plain
    .replace(/\s+/g, ' ')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .trim();
}

/** The texts of a form by the names of their fields, cleaned. Files are not among them, nor React's own fields. */
export const formValues = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && !name.startsWith('$') ? [[name, cleanText(value)]] : [],
    ),
  );

/** What React itself put into a form, which `formValues` leaves out: which action it is for. */
export const reactValues = (form: FormData): [name: string, value: string][] =>
  [...form].flatMap(([name, value]) =>
    typeof value === 'string' && name.startsWith('$') ? [[name, value] as [string, string]] : [],
  );

/** One text of a form, cleaned; empty where there is none. */
export const formValue = (form: FormData, name: string): string => formList(form, name)[0] ?? '';

/** All texts of a form under one name, cleaned. */
export const formList = (form: FormData, name: string): string[] =>
  form.getAll(name).flatMap((value) => (typeof value === 'string' ? [cleanText(value)] : []));

/**
 * A parameter of an address, from its path or its query, trimmed; empty where it is absent or repeated. What cannot be stored
 * becomes U+FFFD, by which nothing is found: an address is looked up as it is, or not at all.
 */
export const paramText = (value: unknown): string =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\u{fffd}').trim() : '';

/**
 * A time, and a day, in the address of a page of a list, as the database writes them itself. Not all that ISO 8601 allows: it knows no
 * year 0, and no clocks that are a day away.
 */
export const moment = z.iso.datetime({ offset: true }).regex(/^(?!0000).*(Z|[+-](0\d|1[0-4]):\d\d)$/);
export const day = z.iso.date().regex(/^(?!0000)/);

/** Whether a segment of an address can be the slug of a shop, a product or a category. */
export const isSlug = (segment: string): boolean =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(segment) && segment.length <= 80;
