import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from '@/lib/env';
import { cartPath } from '@/lib/shops/paths';
import { text } from '@/lib/text';
import type { Cart, CartLine } from './cart';

/** The lifetime of an idle cart in the database. */
const SIXTY_DAYS = 60 * 24 * 3600;

/** The visitor's cart token; null if they have no cart yet. */
export async function readCartToken(): Promise<string | null> {
  const token = z.uuid().safeParse((await cookies()).get('cart')?.value);
  return token.success ? token.data : null;
}

/** Stores the cart token, and the number of units for the badge. For actions and route handlers. */
export async function rememberCart({ token, item_count }: Pick<Cart, 'token' | 'item_count'>) {
  const store = await cookies();
  const options = {
    path: '/',
    maxAge: SIXTY_DAYS,
    sameSite: 'lax',
    secure: env().SITE_URL.startsWith('https:'),
  } as const;
  store.set('cart', token, { ...options, httpOnly: true });
  // readable by the script that draws the badge on static pages, so it holds only a number
  store.set('cart_count', String(item_count), options);
}

/** The line that was removed last, for undo. `position`: its index in the cart. */
export type RemovedLine = Pick<
  CartLine,
  'line_id' | 'variant_id' | 'name' | 'option_value' | 'answers' | 'quantity'
> & { position: number };

const removedSchema = z.object({
  line_id: z.uuid(),
  variant_id: z.uuid(),
  name: text,
  option_value: text.nullable(),
  answers: z.array(z.object({ field_id: z.uuid(), label: text, value: text })),
  quantity: z.int(),
  position: z.int(),
});

/** Browsers keep a cookie of at most 4 KB, including its name and attributes. */
const MAX_BYTES = 3600;

/**
 * Remembers a removed line, so that the cart page can offer to undo the removal, with or without JavaScript. For
 * actions. A line whose answers do not fit in a cookie is not remembered.
 */
export async function rememberRemoved(
  { line_id, variant_id, name, option_value, answers, quantity }: CartLine,
  position: number,
) {
  const removed = {
    line_id,
    variant_id,
    name,
    option_value,
    answers,
    quantity,
    position,
  } satisfies RemovedLine;
  const value = JSON.stringify(removed);
  const isTooLong = encodeURIComponent(value).length > MAX_BYTES;
  (await cookies()).set('cart_removed', isTooLong ? '' : value, {
    path: cartPath,
    maxAge: 600,
    httpOnly: true,
    sameSite: 'lax',
    secure: env().SITE_URL.startsWith('https:'),
  });
}

/** The line removed within the last ten minutes, or null. */
export async function readRemoved(): Promise<RemovedLine | null> {
  try {
    return removedSchema.parse(JSON.parse((await cookies()).get('cart_removed')?.value ?? ''));
  } catch {
    return null; // missing or malformed
  }
}
