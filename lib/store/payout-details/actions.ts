'use server';

import { refresh } from 'next/cache';
import { RedirectType, redirect } from 'next/navigation';
import { setFlash } from '@/lib/flash';
import { afterCommit } from '@/lib/jobs/after-commit';
import { readOrderKey } from '@/lib/orders/keys';
import { readOrderNumber } from '@/lib/orders/number';
import { encryptDetails } from '@/lib/payout-details/details';
import { getOwnPayoutDetails } from '@/lib/payout-details/queries';
import { detailsValues, type PayoutDetails, payoutDetailsSchema } from '@/lib/payout-details/schema';
import { invalid } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { orderPartPath, orderPath, ordersPath } from '@/lib/shops/paths';
import { orderInput } from '@/lib/store/orders/schema';
import { execute, resultOf } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValue, formValues } from '@/lib/text';
import { setPayoutFlash } from './flash';

/** `values` refill a refused form. */
export type PayoutOutcome = Result & { values?: PayoutDetails };

/**
 * Saves or replaces the bank details for manual refunds of an order, encrypted. Refuses with `invalid_input` and
 * the invalid fields, or with a reason of `submit_payout_details`.
 */
export async function submitPayoutDetails(_: PayoutOutcome | null, form: FormData): Promise<PayoutOutcome> {
  const order = orderInput.safeParse(formValues(form));
  if (!order.success) return invalid(order.error);
  const values = detailsValues(form);
  const details = payoutDetailsSchema.safeParse(values);
  if (!details.success) return { ...(await invalid(details.error)), values };

  const { order_id, number } = order.data;
  const [client, access_token, own] = await Promise.all([
    sessionClient(),
    readOrderKey(number),
    getOwnPayoutDetails({ order_id, number }),
  ]);
  // resubmitting the same details must not send an email about a change
  if (own?.details && isSame(own.details, details.data)) return done(null);
  const args = {
    order_id,
    ciphertext: encryptDetails(details.data, order_id),
    access_token: access_token ?? undefined,
  };
  const result = await resultOf(execute(client, 'submit_payout_details', args));
  refresh();
  if (!result.ok) return { ...result, values };
  afterCommit({ email: true });
  return done(null);
}

/** Sends a link for entering bank details to the order's email address. Refuses with the reasons of `send_payout_link`. */
export async function sendPayoutLink(_: Result | null, form: FormData): Promise<Result> {
  const order = orderInput.safeParse(formValues(form));
  if (!order.success) return invalid(order.error);
  const { order_id, number } = order.data;
  const [client, access_token] = await Promise.all([sessionClient(), readOrderKey(number)]);
  const args = { order_id, access_token: access_token ?? undefined };
  const result = await resultOf(execute(client, 'send_payout_link', args));
  refresh();
  if (!result.ok) return result;
  afterCommit({ email: true });
  return done(null);
}

/** No-JS fallback for both: reloads the page with the outcome, and with the form's values if a field is invalid. */
export async function changePayoutNoJs(form: FormData): Promise<void> {
  const number = readOrderNumber(formValue(form, 'number'));
  if (!number) redirect(ordersPath);
  const command =
    formValue(form, 'command') === 'send_payout_link' ? 'send_payout_link' : 'submit_payout_details';
  const outcome = await actions[command](null, form);
  if (!outcome.ok && outcome.fields) {
    await setPayoutFlash(number, { ...outcome, values: detailsValues(form) });
    redirect(orderPartPath(number, 'payout'), RedirectType.replace);
  }
  await setFlash(orderPath(number), 'order', outcome.ok ? { done: command } : { refused: outcome });
  redirect(orderPartPath(number, 'content'), RedirectType.replace);
}

const actions = { submit_payout_details: submitPayoutDetails, send_payout_link: sendPayoutLink };

const isSame = (one: PayoutDetails, other: PayoutDetails) =>
  one.bank === other.bank &&
  one.account_number === other.account_number &&
  one.account_name === other.account_name;
