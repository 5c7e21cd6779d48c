'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { settle } from '@/lib/payments/settle';
import { startPayment } from '@/lib/payments/start';
import { invalid, refusalOf } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { shopOrigin } from '@/lib/shops/origin';
import { orderPath, paymentReturnPath } from '@/lib/shops/paths';
import { sessionClient } from '@/lib/supabase/session';
import { readOrderKey } from './keys';

const orderInput = z.object({ order_id: z.uuid(), number: z.string() });

/**
 * Sends the shopper to the gateway's page for an order that is not paid yet. Refuses what `startPayment` refuses, such as
 * `sold_out` when the promise of stock has lapsed, or `payment_unavailable`.
 */
export async function payAgain(_: unknown, form: FormData): Promise<Result> {
  const input = orderInput.safeParse(Object.fromEntries(form));
  if (!input.success) return invalid(input.error);
  const { order_id, number } = input.data;
  const [accessToken, origin] = await Promise.all([readOrderKey(number), shopOrigin()]);
  const started = await startPayment({
    orderId: order_id,
    accessToken,
    returnUrl: `${origin}${paymentReturnPath}`,
    cancelUrl: `${origin}${orderPath(number)}`,
  });
  if (started.ok) redirect(started.data.checkoutUrl as Route);
  refresh();
  return started;
}

/** Asks the gateway again about a payment whose outcome was not known, and shows the order as it stands then. */
export async function checkPayment(reference: unknown): Promise<void> {
  const input = z.string().max(100).safeParse(reference);
  if (input.success) await settle('paystack', input.data);
  refresh();
}

const cancelInput = orderInput.extend({
  reason: z.string().trim().max(500, 'Keep the reason under 500 characters.').default(''),
});

/** Ends the shopper's own order before it is paid or packed. Refuses `already_paid`, `invalid_transition`. */
export async function cancelOrder(_: unknown, form: FormData): Promise<Result> {
  const input = cancelInput.safeParse(Object.fromEntries(form));
  if (!input.success) return invalid(input.error);
  const { order_id, number, reason } = input.data;
  const client = await sessionClient();
  const access_token = (await readOrderKey(number)) ?? undefined;
  const { error } = await client.rpc('cancel_order', { order_id, reason, access_token });
  refresh();
  return error ? refusalOf(error) : done(null);
}
