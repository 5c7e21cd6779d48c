'use server';

import { refresh, updateTag } from 'next/cache';
import { invalid, refusalOf, refuse } from '@/lib/refusals';
import { done, type Refused, type Result } from '@/lib/result';
import { sessionClient } from '@/lib/supabase/session';
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
 * Refuses `sold_out`, `unknown_variant`, `invalid_quantity`, `cart_full`.
 */
export async function addToCart(_: unknown, form: FormData): Promise<Result<Added>> {
  const input = addToCartSchema.safeParse(Object.fromEntries(form));
  if (!input.success) return invalid(input.error);
  const { variant_id, quantity } = input.data;

  const held = await heldPieces(variant_id);
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
  const input = cartItemSchema.safeParse(Object.fromEntries(form));
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

/** How many of a variant the visitor has already; a cart that is gone counts as none. */
async function heldPieces(variantId: string): Promise<{ token: string | null; quantity: number }> {
  const token = await readCartToken();
  if (!token) return { token: null, quantity: 0 };
  const { data, error } = await (await sessionClient()).rpc('get_cart', { cart_token: token });
  if (error) return refusalOf(error) && { token: null, quantity: 0 };
  const line = cartSchema.parse(data).lines.find(({ variant_id }) => variant_id === variantId);
  return { token, quantity: line?.quantity ?? 0 };
}

/** A token that leads to no cart, or to one of another shop, is given up for a new cart. */
async function setItem(token: string | null, variantId: string, quantity: number): Promise<Result<Cart>> {
  let { data, error } = await callSetCartItem(token, variantId, quantity);
  const lost: Refused['reason'][] = ['cart_not_found', 'unknown_variant'];
  if (error && token && quantity > 0 && lost.includes(refusalOf(error).reason)) {
    ({ data, error } = await callSetCartItem(null, variantId, quantity));
  }
  return error ? refusalOf(error) : done(cartSchema.parse(data));
}

async function callSetCartItem(token: string | null, variant_id: string, quantity: number) {
  const client = await sessionClient();
  return client.rpc('set_cart_item', { cart_token: token ?? undefined, variant_id, quantity });
}
