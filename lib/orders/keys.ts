import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { env } from '@/lib/env';

const NINETY_DAYS = 90 * 24 * 3600;
const cookieOf = (number: string) => `order_${number}`;

/** Any UUID: the database checks the key. */
export const orderKey = z.guid();

/** The visitor's key to an order, from the checkout or the emailed link; null if they have none. */
export async function readOrderKey(number: string): Promise<string | null> {
  const key = orderKey.safeParse((await cookies()).get(cookieOf(number))?.value);
  return key.success ? key.data : null;
}

/** Stores the key so that this browser can see the order. For actions and route handlers. */
export async function rememberOrderKey(number: string, accessToken: string) {
  (await cookies()).set(cookieOf(number), accessToken, {
    path: '/',
    maxAge: NINETY_DAYS,
    httpOnly: true,
    sameSite: 'lax',
    secure: env().SITE_URL.startsWith('https:'),
  });
}

/** All order keys of this browser. */
export async function readOrderKeys(): Promise<string[]> {
  const numbers = await listOrderKeys();
  const keys = await Promise.all(numbers.map(readOrderKey));
  return keys.filter((key) => key !== null);
}

/** The numbers of the orders that this browser has keys to, unordered. */
export async function listOrderKeys(): Promise<string[]> {
  const prefix = cookieOf('');
  return (await cookies())
    .getAll()
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name }) => name.slice(prefix.length));
}
