import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from '@/lib/env';
import type { Cart } from './cart';

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
