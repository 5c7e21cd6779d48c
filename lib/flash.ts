import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from './env';
import { isReason, refuse } from './refusals';
import type { Refused } from './result';

/** Which form: one page can have several. */
export type FlashForm = 'checkout' | 'order' | 'proof' | 'payout' | 'sign_in';

/** What became of a form: what was `done`, or why it was refused, with what was typed. */
export type Flash = { done?: string; refused?: Refused; values?: Record<string, string> };

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
 * No-JS fallback: carries what became of a form over the redirect that answers it, to the page at `path`, for a minute. React could
 * hand it to the page itself, but not to one that Next resumes from a prerendered part. Not for secrets: it is not encrypted.
 */
export async function setFlash(path: string, form: FlashForm, flash: Flash): Promise<void> {
  (await cookies()).set(flashCookie(path, form, flash));
}

/** The same for an answer that is made outside of an action. */
export function flashCookie(path: string, form: FlashForm, { done, refused, values = {} }: Flash) {
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

/** What has just become of a form of this page; null: nothing was sent, or it was another form. */
export async function readFlash(form: FlashForm): Promise<Flash | null> {
  const flash = decodeFlash((await cookies()).get(COOKIE)?.value ?? '');
  if (flash?.form !== form) return null;
  const { done, refused, values } = flash;
  return {
    ...(done && { done }),
    ...(refused && { refused: refuse(refused.reason, { fields: refused.fields, details: refused.details }) }),
    values,
  };
}

const COOKIE = 'flash';
/** Browsers drop a cookie above 4,096 bytes, its name and attributes included. */
const MAX_LENGTH = 3600;

/** What would be too long goes without the longest of what was typed. */
function encode(flash: z.input<typeof flashSchema>): string {
  const text = Buffer.from(JSON.stringify(flash)).toString('base64url');
  const [longest] = Object.entries(flash.values).sort(([, one], [, other]) => other.length - one.length);
  if (text.length <= MAX_LENGTH || !longest) return text;
  return encode({
    ...flash,
    values: Object.fromEntries(Object.entries(flash.values).filter(([name]) => name !== longest[0])),
  });
}

/** What a cookie of ours holds. Null for none, for somebody's own invention, and for that of an earlier version of ours. */
export function decodeFlash(text: string) {
  try {
    return flashSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null;
  }
}
