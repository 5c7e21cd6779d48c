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

/** The outcome of a form of the order page; `value` refills a refused form. */
export type OrderOutcome = Result & { value?: string };

/**
 * Redirects to the gateway's page for an unpaid order. Refuses with the reasons of `startPayment`, such as `sold_out`
 * if its stock is gone, or `payment_unavailable`.
 */
export async function payAgain(_: unknown, form: FormData): Promise<Result> {
  const input = orderInput.safeParse(formValues(form));
  return input.success ? goToPay(input.data) : invalid(input.error);
}

const correctedOrder = z.object({ access_token: orderKey.optional() });

/** The same rule as in the checkout. */
const emailInput = orderInput.extend({ email: checkoutSchema.shape.email });

/**
 * Corrects the email address of an unpaid order and continues to payment. Refuses `invalid_email`, `email_unchanged`,
 * `email_corrected_too_often`, `not_payable`, `order_expired`, and with the reasons of `startPayment`.
 */
export async function correctEmail(_: unknown, form: FormData): Promise<OrderOutcome> {
  const value = formValue(form, 'email');
  const input = emailInput.safeParse(formValues(form));
  if (!input.success) {
    const refusal = await invalid(input.error);
    const { fields } = refusal;
    return { ...(fields ? await refuse('invalid_email', { fields }) : refusal), value };
  }
  const { order_id, number, email } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const args = { order_id, email, access_token };
  const corrected = await resultOf(rpc(client, 'correct_order_email', args, correctedOrder));
  if (!corrected.ok) {
    refresh();
    return { ...corrected, value };
  }
  // a visitor who came by an emailed link gets a new key: links sent to the old address stop working
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

/** Cancels an unpaid order, puts its items into the cart and shows the cart. Refuses `not_returnable`, `cart_full`. */
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
  afterCommit(AFTER_CHANGE);
  redirect(cartPath);
}

/**
 * Confirms an order that waits for the shopper. Refuses `confirm_by_mail` (the emailed link has to be opened first),
 * `order_expired`, `sold_out`, `invalid_transition`.
 */
export async function confirmRequest(_: unknown, form: FormData): Promise<OrderOutcome> {
  const input = orderInput.safeParse(formValues(form));
  if (!input.success) return refusedAt(form, await invalid(input.error));
  const { order_id, number } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const result = await resultOf(execute(client, 'confirm_request', { order_id, access_token }));
  refresh();
  if (!result.ok) return refusedAt(form, result);
  afterCommit(AFTER_CHANGE);
  return done(null);
}

/**
 * Cancels the shopper's own order before it is packed and refunds it. Refuses `invalid_transition`, `partly_shipped`,
 * `dispute_open`.
 */
export async function cancelOrder(_: unknown, form: FormData): Promise<OrderOutcome> {
  const input = cancelInput.safeParse(readOrderForm(form));
  if (!input.success) return refusedAt(form, await invalid(input.error));
  const { order_id, number, reason } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const result = await resultOf(execute(client, 'cancel_order', { order_id, reason, access_token }));
  refresh();
  if (!result.ok) return refusedAt(form, result);
  afterCommit(AFTER_CHANGE);
  return done(null);
}

/**
 * Cancels items of the shopper's own order before it is packed and refunds them. Refuses `stale`, `invalid_lines`,
 * `invalid_transition`, `dispute_open`.
 */
export async function cancelOrderItems(_: unknown, form: FormData): Promise<OrderOutcome> {
  const input = cancelItemsInput.safeParse(readOrderForm(form));
  if (!input.success) {
    const refusal = await invalid(input.error);
    const { fields } = refusal;
    return refusedAt(form, fields?.lines ? await refuse('invalid_lines', { fields }) : refusal);
  }
  const { order_id, number, reason, lines, expected_version } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const args = { order_id, lines, reason, expected_version, access_token };
  const result = await resultOf(execute(client, 'cancel_order_items', args));
  refresh();
  if (!result.ok) return refusedAt(form, result);
  afterCommit(AFTER_CHANGE);
  return done(null);
}

/** Reports a problem with a shipped order, which then waits for the shop. Refuses `invalid_transition`. */
export async function openDispute(_: unknown, form: FormData): Promise<OrderOutcome> {
  const input = disputeInput.safeParse(readOrderForm(form));
  if (!input.success) return refusedAt(form, await invalid(input.error));
  const { order_id, number, reason } = input.data;
  const [client, access_token] = await Promise.all([sessionClient(), keyOf(number)]);
  const result = await resultOf(execute(client, 'open_dispute', { order_id, reason, access_token }));
  refresh();
  return result.ok ? result : refusedAt(form, result);
}

/** No-JS fallback for all of these: reloads the page with the outcome; reloading again submits nothing. */
export async function changeOrderNoJs(form: FormData): Promise<void> {
  const command = orderCommand.safeParse(formValue(form, 'command'));
  const number = readOrderNumber(formValue(form, 'number'));
  if (!command.success || !number) redirect(ordersPath);
  const outcome: Result = await actions[command.data](null, form);
  await setFlash(orderPath(number), 'order', outcome.ok ? { done: command.data } : { refused: outcome });
  // otherwise the browser keeps the scroll position of the submitted form
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

async function refusedAt(form: FormData, refusal: Refused): Promise<OrderOutcome> {
  return {
    // the text of `forbidden` mentions a role: for a shopper, the order has moved on, and only the shop may do this now
    ...(refusal.reason === 'forbidden' ? await refuse('invalid_transition') : refusal),
    value: formValue(form, 'reason'),
  };
}

/** Stock may be free again, a refund may be due, and an email is queued. */
const AFTER_CHANGE = { refunds: 'due', stock: true, email: true } as const;
