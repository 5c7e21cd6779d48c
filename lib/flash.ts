import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from './env';
import { isReason, refuse } from './refusals';
import type { Refused } from './result';

/** The form that the outcome belongs to; a page may have several. */
export type FlashForm = 'checkout' | 'order' | 'proof' | 'payout' | 'sign_in';

/** A form's outcome: what was `done`, or the refusal, with the values that refill the form. */
export type Flash = { done?: string; refused?: Refused; values?: Record<string, string> };

/** A `Flash` without the refusal's message: `readFlash` finds it by the reason. */
type StoredFlash = Omit<Flash, 'refused'> & { refused?: Pick<Refused, 'reason' | 'fields' | 'details'> };

const texts = z.record(z.string(), z.string());
const flashSchema = z.object({
  form: z.string(),
  done: z.string().optional(),
  refused: z
    .object({
      reason: z.string().refine(isReason),
      fields: texts.optional(),
      details: z.unknown().optional(),
    })
    .optional(),
  values: texts,
});

/**
 * No-JS fallback: stores a form's outcome in a cookie for one minute so that the page at `path` can show it after the
 * redirect. React's own form state is lost when Next resumes a page from its prerendered part. Not for
 * secrets: the cookie is not encrypted.
 */
export async function setFlash(path: string, form: FlashForm, flash: StoredFlash): Promise<void> {
  (await cookies()).set(flashCookie(path, form, flash));
}

/** The same cookie, for responses outside of an action. */
export function flashCookie(path: string, form: FlashForm, { done, refused, values = {} }: StoredFlash) {
  const stored = refused && { reason: refused.reason, fields: refused.fields, details: refused.details };
  return {
    name: COOKIE,
    value: encode({ form, done, refused: stored, values }),
    path,
    maxAge: 60,
    httpOnly: true,
    sameSite: 'lax',
    secure: env().SITE_URL.startsWith('https:'),
  } as const;
}

/** The last outcome of this form; null if it was not submitted, or if another form was. */
export async function readFlash(form: FlashForm): Promise<Flash | null> {
  const flash = decodeFlash((await cookies()).get(COOKIE)?.value ?? '');
  if (flash?.form !== form) return null;
  const { done, refused, values } = flash;
  return {
    ...(done && { done }),
    ...(refused && { refused: await refuse(refused.reason, refused) }),
    values,
  };
}

const COOKIE = 'flash';
/** Browsers drop a cookie above 4,096 bytes, its name and attributes included. */
const MAX_LENGTH = 3600;

/** Drops the longest values, and then the refusal's details, until the cookie is short enough. */
function encode(flash: z.input<typeof flashSchema>): string {
  const text = Buffer.from(JSON.stringify(flash)).toString('base64url');
  const [longest] = Object.entries(flash.values).sort(([, one], [, other]) => other.length - one.length);
  if (text.length <= MAX_LENGTH) return text;
  if (longest) {
    const values = Object.entries(flash.values).filter(([name]) => name !== longest[0]);
    return encode({ ...flash, values: Object.fromEntries(values) });
  }
  if (!flash.refused?.details) return text;
  return encode({ ...flash, refused: { ...flash.refused, details: undefined } });
}

/** Decodes the cookie. Null if it is missing, malformed, or from an earlier version. */
export function decodeFlash(text: string) {
  try {
    return flashSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null;
  }
}
