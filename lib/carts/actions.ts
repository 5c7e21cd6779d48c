'use server';

import { refresh, updateTag } from 'next/cache';
import { headers } from 'next/headers';
import { invalid, refusalOf, refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { getShop } from '@/lib/shops/queries';
import { sessionClient } from '@/lib/supabase/session';
import { formValues } from '@/lib/text';
import { type Cart, cartSchema } from './cart';
import { readCartToken, rememberCart } from './cookies';
import { addToCartSchema, cartItemSchema } from './schema';

export type Added = {
  name: string;
  option_value: string | null;
  /** of this variant, in the cart now */
  quantity: number;
  item_count: number;
  subtotal_minor: number;
  currency: string;
  /** when fewer went in than were asked for */
  notice: string | null;
};

/**
 * Puts more of a variant into the visitor's cart, and never more than there is: a cart that cannot be ordered helps nobody.
 * Refuses `sold_out`, `all_in_cart`, `unknown_variant`, `invalid_quantity`, `cart_full`.
 */
export async function addToCart(_: unknown, form: FormData): Promise<Result<Added>> {
  const input = addToCartSchema.safeParse(formValues(form));
  if (!input.success) return invalid(input.error);
  const { variant_id, quantity } = input.data;

  const shop = await getShop((await headers()).get('x-shop') ?? '');
  const held = await heldPieces(shop, variant_id);
  if (!held.token && !(await sells(shop, variant_id))) return refuse('unknown_variant');
  const wanted = await setItem(held.token, variant_id, Math.min(held.quantity + quantity, 999));
  if (!wanted.ok) return wanted;
  const available = wanted.data.lines.find((line) => line.variant_id === variant_id)?.available ?? null;
  const isShort = available !== null && available < held.quantity + quantity;
  const kept = isShort ? Math.max(available, held.quantity) : held.quantity + quantity;
  const put = isShort ? await setItem(wanted.data.token, variant_id, kept) : wanted;
  if (!put.ok) return put;
  await rememberCart(put.data);
  // the catalogue says otherwise, or the visitor would not have asked
  if (isShort) updateTag(`stock:${put.data.shop}`);
  const line = put.data.lines.find((line) => line.variant_id === variant_id);
  if (isShort && available > 0 && available === held.quantity) return refuse('all_in_cart');
  if (!line || (isShort && kept === held.quantity)) return refuse('sold_out', { details: { available } });
  return done({
    name: line.name,
    option_value: line.option_value,
    quantity: line.quantity,
    item_count: put.data.item_count,
    subtotal_minor: put.data.subtotal_minor,
    currency: put.data.currency,
    notice: isShort ? `Only ${available} left: your cart has them all now.` : null,
  });
}

/** Sets how many of a variant the visitor's cart holds; 0 takes it out. Refuses as `addToCart` does. */
export async function setCartItem(_: unknown, form: FormData): Promise<Result> {
  const input = cartItemSchema.safeParse(formValues(form));
  if (!input.success) return invalid(input.error);
  const token = await readCartToken();
  if (!token) return refuse('cart_not_found');
  const { data, error } = await callSetCartItem(token, input.data.variant_id, input.data.quantity);
  if (error) {
    refresh();
    return refusalOf(error);
  }
  await rememberCart(cartSchema.parse(data));
  return done(null);
}

type ShopKey = { id: string; slug: string } | null;

/** The visitor's cart in this shop, and how many of a variant it holds; no token when it is gone, or of another shop. */
async function heldPieces(
  shop: ShopKey,
  variantId: string,
): Promise<{ token: string | null; quantity: number }> {
  const token = await readCartToken();
  if (!token) return { token: null, quantity: 0 };
  const { data, error } = await (await sessionClient()).rpc('get_cart', { cart_token: token });
  if (error) return refusalOf(error) && { token: null, quantity: 0 };
  const cart = cartSchema.parse(data);
  if (cart.shop !== shop?.slug) return { token: null, quantity: 0 };
  const line = cart.lines.find(({ variant_id }) => variant_id === variantId);
  return { token, quantity: line?.quantity ?? 0 };
}

/** A new cart is of the shop whose variant is put into it, so that has to be the shop that the visitor is in. */
async function sells(shop: ShopKey, variantId: string): Promise<boolean> {
  if (!shop) return false;
  const client = await sessionClient();
  const variants = client.from('variants').select('id').match({ id: variantId, shop_id: shop.id });
  const { data, error } = await variants.maybeSingle();
  if (error) throw new Error(`variants: ${error.code} ${error.message}`);
  return data !== null;
}

async function setItem(token: string | null, variantId: string, quantity: number): Promise<Result<Cart>> {
  const { data, error } = await callSetCartItem(token, variantId, quantity);
  return error ? refusalOf(error) : done(cartSchema.parse(data));
}

async function callSetCartItem(token: string | null, variant_id: string, quantity: number) {
  const client = await sessionClient();
  return client.rpc('set_cart_item', { cart_token: token ?? undefined, variant_id, quantity });
}
