import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from '@/lib/env';
import { cartPath } from '@/lib/shops/paths';
import { text } from '@/lib/text';
import type { Cart, CartLine } from './cart';

/** As long as the database keeps an idle cart. */
const SIXTY_DAYS = 60 * 24 * 3600;

/** The visitor's key to their cart: null when they have none yet. */
export async function readCartToken(): Promise<string | null> {
  const token = z.uuid().safeParse((await cookies()).get('cart')?.value);
  return token.success ? token.data : null;
}

/** In actions and route handlers: remembers the cart, and how many pieces the badge shows. */
export async function rememberCart({ token, item_count }: Pick<Cart, 'token' | 'item_count'>) {
  const store = await cookies();
  const options = {
    path: '/',
    maxAge: SIXTY_DAYS,
    sameSite: 'lax',
    secure: env().SITE_URL.startsWith('https:'),
  } as const;
  store.set('cart', token, { ...options, httpOnly: true });
  // a number and nothing else, for the script that draws the badge on pages that are the same for everybody
  store.set('cart_count', String(item_count), options);
}

/** What was taken out of the cart last, for whoever did not mean it. `position`: where its line stood, counted from 0. */
export type RemovedLine = Pick<CartLine, 'variant_id' | 'name' | 'option_value' | 'quantity'> & {
  position: number;
};

const removedSchema = z.object({
  variant_id: z.uuid(),
  name: text,
  option_value: text.nullable(),
  quantity: z.int(),
  position: z.int(),
});

/** In actions: lets the cart's page offer to put a line back, with or without a script. */
export async function rememberRemoved(
  { variant_id, name, option_value, quantity }: CartLine,
  position: number,
) {
  (await cookies()).set(
    'cart_removed',
    JSON.stringify({ variant_id, name, option_value, quantity, position } satisfies RemovedLine),
    {
      path: cartPath,
      maxAge: 600,
      httpOnly: true,
      sameSite: 'lax',
      secure: env().SITE_URL.startsWith('https:'),
    },
  );
}

/** The line that was taken out within the last ten minutes; null when there is none. */
export async function readRemoved(): Promise<RemovedLine | null> {
  try {
    return removedSchema.parse(JSON.parse((await cookies()).get('cart_removed')?.value ?? ''));
  } catch {
    return null; // none, or somebody's own invention
  }
}
