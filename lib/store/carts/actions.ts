'use server';

import { refresh, updateTag } from 'next/cache';
import { z } from 'zod';
import { type Cart, cartSchema } from '@/lib/carts/cart';
import { readCartToken, rememberCart, rememberRemoved } from '@/lib/carts/cookies';
import { answersOf } from '@/lib/products/fields';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Refused, type Result } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { getShop } from '@/lib/shops/queries';
import { stockTag } from '@/lib/shops/tags';
import { arrayLiteral } from '@/lib/supabase/array-literal';
import { publicClient } from '@/lib/supabase/public';
import { type Args, expectRefusal, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValues } from '@/lib/text';
import { addToCartSchema, cartItemSchema, optionsOf } from './schema';

export type Added = {
  variant_id: string;
  name: string;
  option_value: string | null;
  item_count: number;
  subtotal_minor: number;
  currency: string;
};

/** A smaller quantity offered when there is too little stock; the shopper has to accept it. */
export type Offer = {
  variant_id: string;
  /** how many more units can be added */
  quantity: number;
  /** the requested quantity */
  asked: number;
  /** the quantity already in the cart */
  held: number;
};

/** `asked`: the submitted values, which refill the form of a reloaded page. */
export type AddResult = (Result<Added> | (Refused & { offer: Offer })) & {
  asked?: { options: string[]; quantity: string; answers: Record<string, string> };
};

/**
 * Adds units of a variant to the visitor's cart, never more than are in stock, because a cart with more could not be
 * ordered. If there are fewer than requested, nothing is added, and what is left is offered. Refuses
 * `insufficient_stock` (with the offer), `sold_out`, `all_in_cart`, `unknown_variant`, `combination_unavailable`,
 * `invalid_quantity`, `cart_full`, and answers to the product's questions, at their fields.
 */
export async function addToCart(_: unknown, form: FormData): Promise<AddResult> {
  const values = formValues(form);
  const answer = await addItem(values);
  return {
    ...answer,
    asked: {
      options: optionsOf(values),
      quantity: answer.ok ? '1' : (values.quantity ?? ''),
      answers: answersOf(values),
    },
  };
}

async function addItem(
  values: Record<string, string>,
): Promise<Result<Added> | (Refused & { offer: Offer })> {
  const input = addToCartSchema.safeParse(values);
  if (!input.success) return invalid(input.error);
  const { product_id = '', quantity } = input.data;

  const shop = await getShop((await currentPlace()).shop);
  const variant_id = input.data.variant_id ?? (await variantOf(shop, product_id, optionsOf(input.data)));
  if (!variant_id) return refuse('combination_unavailable');
  const [held, stock] = await Promise.all([heldQuantity(shop, variant_id), availableStock(variant_id)]);
  if (!stock.ok) return stock;
  if (!held.token && !(await productOf(shop, variant_id))) return refuse('unknown_variant');
  const more = stock.data === null ? quantity : Math.max(stock.data - held.quantity, 0);
  if (more < quantity) {
    // the cached page must be outdated: it offered more than there is
    const product = await productOf(shop, variant_id);
    if (shop && product) updateTag(stockTag(shop.slug, product));
    if (more > 0) {
      const offer = { variant_id, quantity: more, asked: quantity, held: held.quantity };
      return { ...(await refuse('insufficient_stock')), offer };
    }
    return refuse(stock.data === 0 ? 'sold_out' : 'all_in_cart');
  }
  const answers = answersOf(values);
  const put = await setItem({ cart_token: held.token ?? undefined, variant_id, quantity, answers });
  if (!put.ok) return put;
  await rememberCart(put.data);
  const line = put.data.lines.find((line) => line.variant_id === variant_id);
  if (!line) return refuse('sold_out');
  return done({
    variant_id,
    name: line.name,
    option_value: line.option_value,
    item_count: put.data.item_count,
    subtotal_minor: put.data.subtotal_minor,
    currency: put.data.currency,
  });
}

/**
 * Sets the quantity of a line of the visitor's cart; 0 removes it, and the cart then offers an undo. The undo names no line: it puts
 * units of a variant back, with their answers. Refuses `unknown_variant`, `invalid_quantity`, `cart_full`, `cart_not_found`,
 * `cart_line_not_found`.
 */
export async function setCartItem(_: unknown, form: FormData): Promise<Result> {
  const values = formValues(form);
  const input = cartItemSchema.safeParse(values);
  if (!input.success) return invalid(input.error);
  const token = await readCartToken();
  if (!token) return refuse('cart_not_found');
  const { line_id, variant_id, quantity } = input.data;
  const before = quantity === 0 ? await readCart(token) : null;
  const item = line_id ? { line_id } : { variant_id, answers: answersOf(values) };
  const set = await setItem({ cart_token: token, quantity, ...item });
  if (!set.ok) {
    refresh();
    return set;
  }
  await rememberCart(set.data);
  const position = before?.lines.findIndex((line) => line.line_id === line_id) ?? -1;
  const removed = before?.lines[position];
  if (removed) await rememberRemoved(removed, position);
  return done(null);
}

type ShopKey = { id: string; slug: string } | null;

/** The variant of a product of this shop with these choices; null if none is for sale. */
async function variantOf(shop: ShopKey, product_id: string, options: string[]): Promise<string | null> {
  // the form of a product without options names its variant
  if (!shop || options.length === 0) return null;
  // The public client: staff could also find inactive variants with the same choices.
  const variants = publicClient().from('variants').select('id').match({ product_id, shop_id: shop.id });
  const { data, error } = await variants.filter('options', 'eq', arrayLiteral(options)).maybeSingle();
  if (error) throw new Error(`variants: ${error.code} ${error.message}`);
  return data?.id ?? null;
}

/**
 * The token of the visitor's cart in this shop, and the quantity of a variant on all its lines. No token if the cart is gone or
 * belongs to another shop.
 */
async function heldQuantity(
  shop: ShopKey,
  variantId: string,
): Promise<{ token: string | null; quantity: number }> {
  const token = await readCartToken();
  const cart = token && (await readCart(token));
  if (!cart || cart.shop !== shop?.slug) return { token: null, quantity: 0 };
  const lines = cart.lines.filter(({ variant_id }) => variant_id === variantId);
  return { token, quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0) };
}

/** Null if the cart is gone. */
async function readCart(cart_token: string): Promise<Cart | null> {
  return rpc(await sessionClient(), 'get_cart', { cart_token }, cartSchema).catch((error: unknown) =>
    expectRefusal(error, 'cart_not_found'),
  );
}

/** The available stock of a variant; null if it is not tracked. Refuses `unknown_variant`. */
async function availableStock(variant_id: string): Promise<Result<number | null>> {
  return resultOf(rpc(await sessionClient(), 'get_available_stock', { variant_id }, z.int().nullable()));
}

/**
 * The slug of a variant's product; null if this shop does not have it. A new cart belongs to the shop of its first
 * variant, which must be the shop that the visitor is in.
 */
async function productOf(shop: ShopKey, variantId: string): Promise<string | null> {
  if (!shop) return null;
  const client = await sessionClient();
  const variants = client
    .from('variants')
    .select('products(slug)')
    .match({ id: variantId, shop_id: shop.id });
  const { data, error } = await variants.maybeSingle();
  if (error) throw new Error(`variants: ${error.code} ${error.message}`);
  return data?.products.slug ?? null;
}

async function setItem(args: Args<'set_cart_item'>): Promise<Result<Cart>> {
  return resultOf(rpc(await sessionClient(), 'set_cart_item', args, cartSchema));
}
