'use server';

import { refresh } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { z } from 'zod';
import { cartSchema } from '@/lib/carts/cart';
import { readCartToken, rememberCart } from '@/lib/carts/cookies';
import { checkoutSchema } from '@/lib/checkout/schema';
import { setFlash } from '@/lib/flash';
import { afterCommit } from '@/lib/jobs/after-commit';
import { orderKey, readOrderKey, rememberOrderKey } from '@/lib/orders/keys';
import { readOrderNumber } from '@/lib/orders/number';
import { startPayment } from '@/lib/payments/start';
import { invalid, refuse } from '@/lib/refusals';
import { done, type Refused, type Result } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { gatewayReturns } from '@/lib/shops/origin';
import { cartPath, orderPartPath, orderPath, ordersPath } from '@/lib/shops/paths';
import { getOrderShop } from '@/lib/shops/queries';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { cancelInput, cancelItemsInput, disputeInput, orderInput, readOrderForm } from './schema';

/** What became of a form of the order page; `typed` is what a refused one held, so that nobody writes it twice. */
export type OrderOutcome = Result & { value?: string };

/**
 * Sends the shopper to the gateway's page for an order that is not paid yet. Refuses what `startPayment` refuses, such as
 * `sold_out` when the promise of stock has lapsed, or `payment_unavailable`.
 */
export async function payAgain(_: unknown, form: FormData): Promise<Result> {
  const input = orderInput.safeParse(formValues(form));
  return input.success ? goToPay(input.data) : invalid(input.error);
}

const correctedOrder = z.object({ access_token: orderKey.optional() });

/** The same rule as where the address was first given. */
const emailInput = orderInput.extend({ email: checkoutSchema.shape.email });

/**
 * Corrects the address of an order that waits for its money, and goes on to pay. Refuses `invalid_email`, `email_unchanged`,
 * `email_corrected_too_often`, `not_payable`, `order_expired`, and what `startPayment` refuses.
 */
export async function correctEmail(_: unknown, form: FormData): Promise<OrderOutcome> {
  const value = formValue(form, 'email');
  const input = emailInput.safeParse(formValues(form));
  if (!input.success) {
    const { fields } = invalid(input.error);
    return { ...refuse('invalid_email', { fields }), value };
  }
  const { order_id, number, email } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const args = { order_id, email, access_token };
  const corrected = await resultOf(rpc(client, 'correct_order_email', args, correctedOrder));
  if (!corrected.ok) {
    refresh();
    return { ...corrected, value };
  }
  // who came by a mail's link has a key in its place: links that were sent to the old address stop working
  const { access_token: key } = corrected.data;
  if (key) await rememberOrderKey(number, key);
  return goToPay(input.data);
}

async function goToPay({ order_id, number }: { order_id: string; number: string }): Promise<Result> {
  const { shop: slug } = await currentPlace();
  const [accessToken, shop] = await Promise.all([readOrderKey(number), getOrderShop(slug)]);
  if (!shop?.origin) return refuse('payment_unavailable');
  const returns = await gatewayReturns(shop.origin, number);
  const started = await startPayment({ orderId: order_id, accessToken, ...returns });
  if (started.ok) redirect(started.data.checkoutUrl);
  refresh();
  return started;
}

/**
 * Cancels an order that waits for its payment, puts its items into the cart and shows that. Refuses `not_returnable`, `cart_full`.
 */
async function returnToCart(_: unknown, form: FormData): Promise<Result> {
  const input = orderInput.safeParse(formValues(form));
  if (!input.success) return invalid(input.error);
  const { order_id, number } = input.data;
  const [client, access_token, cart_token] = await Promise.all([
    sessionClient(),
    keyOf(number),
    readCartToken(),
  ]);
  const args = { order_id, access_token, cart_token: cart_token ?? undefined };
  const returned = await resultOf(rpc(client, 'return_to_cart', args, cartSchema));
  if (!returned.ok) return returned;
  await rememberCart(returned.data);
  afterCommit(FREED);
  redirect(cartPath);
}

/**
 * Says yes to an order that waits for the shopper's own. Refuses `confirm_by_mail` (the link of the mail has to be opened
 * first), `order_expired`, `sold_out`, `invalid_transition`.
 */
export async function confirmRequest(_: unknown, form: FormData): Promise<OrderOutcome> {
  const input = orderInput.safeParse(formValues(form));
  if (!input.success) return refusedAt(form, invalid(input.error));
  const { order_id, number } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const result = await resultOf(execute(client, 'confirm_request', { order_id, access_token }));
  refresh();
  if (!result.ok) return refusedAt(form, result);
  afterCommit(FREED);
  return done(null);
}

/**
 * Ends the shopper's own order before it is packed; what was paid goes back. Refuses `invalid_transition`,
 * `partly_shipped`, `dispute_open`.
 */
export async function cancelOrder(_: unknown, form: FormData): Promise<OrderOutcome> {
  const input = cancelInput.safeParse(readOrderForm(form));
  if (!input.success) return refusedAt(form, invalid(input.error));
  const { order_id, number, reason } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const result = await resultOf(execute(client, 'cancel_order', { order_id, reason, access_token }));
  refresh();
  if (!result.ok) return refusedAt(form, result);
  afterCommit(FREED);
  return done(null);
}

/**
 * Takes pieces off the shopper's own order before it is packed; what was paid for them goes back. Refuses `stale`,
 * `invalid_lines`, `invalid_transition`, `dispute_open`.
 */
export async function cancelOrderItems(_: unknown, form: FormData): Promise<OrderOutcome> {
  const input = cancelItemsInput.safeParse(readOrderForm(form));
  if (!input.success) {
    const { fields } = invalid(input.error);
    return refusedAt(form, refuse(fields?.lines ? 'invalid_lines' : 'invalid_input', { fields }));
  }
  const { order_id, number, reason, lines, expected_version } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const args = { order_id, lines, reason, expected_version, access_token };
  const result = await resultOf(execute(client, 'cancel_order_items', args));
  refresh();
  if (!result.ok) return refusedAt(form, result);
  afterCommit(FREED);
  return done(null);
}

/** Says that an order that has left is not right; it rests until the shop has looked at it. Refuses `invalid_transition`. */
export async function openDispute(_: unknown, form: FormData): Promise<OrderOutcome> {
  const input = disputeInput.safeParse(readOrderForm(form));
  if (!input.success) return refusedAt(form, invalid(input.error));
  const { order_id, number, reason } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const result = await resultOf(execute(client, 'open_dispute', { order_id, reason, access_token }));
  refresh();
  return result.ok ? result : refusedAt(form, result);
}

/** No-JS fallback of any of these: the page is loaded again and says what came of it; loading it once more sends nothing again. */
export async function changeOrderNoJs(form: FormData): Promise<void> {
  const command = orderCommand.safeParse(formValue(form, 'command'));
  const number = readOrderNumber(formValue(form, 'number'));
  if (!command.success || !number) redirect(ordersPath);
  const outcome: Result = await actions[command.data](null, form);
  await setFlash(orderPath(number), 'order', outcome.ok ? { done: command.data } : { refused: outcome });
  // or the browser would keep the place of the form that was sent before
  redirect(orderPartPath(number, 'content'), RedirectType.replace);
}

const actions = {
  pay: payAgain,
  return_to_cart: returnToCart,
  correct_email: correctEmail,
  confirm_request: confirmRequest,
  cancel: cancelOrder,
  cancel_items: cancelOrderItems,
  open_dispute: openDispute,
};
const orderCommand = z.enum([
  'pay',
  'return_to_cart',
  'correct_email',
  'confirm_request',
  'cancel',
  'cancel_items',
  'open_dispute',
]);

const keyOf = async (number: string) => (await readOrderKey(number)) ?? undefined;

function refusedAt(form: FormData, refusal: Refused): OrderOutcome {
  return {
    // a shopper has no role to read of: what only the shop may do by now, the order has moved on from
    ...(refusal.reason === 'forbidden' ? refuse('invalid_transition') : refusal),
    value: formValue(form, 'reason'),
  };
}

/** What has come free can be bought, the money sets out, and the mail leaves. */
const FREED = { refunds: 'due', stock: true, mail: true } as const;
