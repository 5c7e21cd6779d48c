import 'server-only';
import { type Cart, cartSchema } from '@/lib/carts/cart';
import { readCartToken } from '@/lib/carts/cookies';
import { expectRefusal, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

/** A cart for pages: its token stays on the server, out of reach of scripts. */
export type ShownCart = Omit<Cart, 'token'>;

/** The visitor's cart in this shop; null if there is none or it was cleaned up. Never cached. */
export async function getCart(shop: { slug: string }): Promise<ShownCart | null> {
  const client = await sessionClient();
  const cart_token = await readCartToken();
  if (!cart_token) return null;
  const cart = await rpc(client, 'get_cart', { cart_token }, cartSchema.omit({ token: true })).catch(
    (error: unknown) => expectRefusal(error, 'cart_not_found'),
  );
  return cart?.shop === shop.slug ? cart : null;
}
