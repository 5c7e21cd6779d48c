'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { readCartToken, rememberCart } from '@/lib/carts/cookies';
import { readPhone } from '@/lib/checkout/phone';
import { type CheckoutRefusal, submittedValues } from '@/lib/checkout/refusal';
import { type Checkout, checkoutSchema, checkoutWithoutDelivery } from '@/lib/checkout/schema';
import { setFlash } from '@/lib/flash';
import { hiddenCounts, hiddenMinor } from '@/lib/hidden-fields';
import { afterCommit } from '@/lib/jobs/after-commit';
import { orderKey, rememberOrderKey } from '@/lib/orders/keys';
import { isGateway } from '@/lib/payments/gateway';
import { startPayment } from '@/lib/payments/start';
import { invalid, refuse } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { gatewayReturns } from '@/lib/shops/origin';
import { checkoutPath, orderPath } from '@/lib/shops/paths';
import { getShop, type Shop } from '@/lib/shops/queries';
import { resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { formValues } from '@/lib/text';
import { type Asked, contactWarnings } from './contact';
import { countryOf } from './delivery';

const createdSchema = z.object({
  order_id: z.uuid(),
  number: z.string(),
  access_token: orderKey,
  state: z.string(),
});

/**
 * Places an order from the visitor's cart and redirects: to the gateway's page, or to the order page if nothing has
 * to be paid now or the gateway cannot be reached. Submitting the same key and form again leads to the same order.
 * Returns only a refusal; see `create_order` for the reasons.
 */
export async function createOrder(form: FormData): Promise<CheckoutRefusal> {
  const values = formValues(form);
  const refused = (refusal: Refused, asked: Asked = {}): CheckoutRefusal => {
    refresh();
    return { ...refusal, values: { ...values, ...asked } };
  };

  const cart_token = await readCartToken();
  if (!cart_token) return refused(await refuse('cart_not_found'));

  const place = await currentPlace();
  const shop = await getShop(place.shop);
  if (!shop) return refused(await refuse('invalid_form'));
  const country = countryOf(shop.shipping_rates, values.country ?? '');
  const input = readCheckoutForm(values, country);
  if (!input.success) return refused(await invalid(input.error));
  const phone = readPhone(input.data.phone, shop.country);
  if (!phone) return refused(await refuse('invalid_phone', { field: 'phone' }));
  const contact = { email: input.data.email, phone, country: country || shop.country, locale: shop.locale };
  const t = await getTranslations({ locale: place.locale, namespace: 'store.checkout' });
  const warnings = contactWarnings(t, contact, values);
  if (warnings.email || warnings.phone) {
    const asked = { asked_email: input.data.email, asked_phone: phone };
    return refused(await refuse('check_contact', { fields: warnings }), asked);
  }
  const key = z.uuid().safeParse(values.idempotency_key);
  if (!key.success) return refused(await refuse('invalid_idempotency_key'));
  const expected_total_minor = expectedTotal(values);
  const expected_lines = expectedLines(values);
  if (expected_total_minor === null || expected_lines === null) return refused(await refuse('invalid_form'));

  const checkout = { ...orderFields(input.data, phone), expected_total_minor, expected_lines };
  const args = { cart_token, idempotency_key: key.data, checkout };
  const created = await resultOf(rpc(await sessionClient(), 'create_order', args, createdSchema));
  if (!created.ok) return refused(created);
  const order = created.data;

  await rememberOrderKey(order.number, order.access_token);
  // The cart is empty now. Its token is kept, so that a second click finds this order and creates no new one.
  await rememberCart({ token: cart_token, item_count: 0 });
  afterCommit({ stock: true, email: true });
  redirect(await nextStep(shop, order, input.data.payment_method));
}

/** No-JS fallback: reloads the page with the error. */
export async function createOrderNoJs(form: FormData): Promise<void> {
  const { values, ...refused } = await createOrder(form);
  await setFlash(checkoutPath, 'checkout', { refused, values: submittedValues(values) });
  redirect(checkoutPath);
}

/** A form without an address has `no_delivery`. The database checks whether that is right. */
function readCheckoutForm(values: Record<string, string>, country: string) {
  if (values.no_delivery) return checkoutWithoutDelivery.safeParse(values);
  return checkoutSchema.safeParse({ ...values, country });
}

function orderFields(input: Checkout | z.output<typeof checkoutWithoutDelivery>, phone: string) {
  if (!('line1' in input)) return { ...input, phone };
  const { line1, line2, landmark, city, region, postcode, country, ...rest } = input;
  return { ...rest, phone, shipping_address: { line1, line2, landmark, city, region, postcode, country } };
}

/**
 * The total that the shopper saw for the chosen delivery. The form sends the total of each one, because without JavaScript it cannot
 * select one. Null if it is missing: a price change would go unnoticed.
 */
function expectedTotal(values: Record<string, string>): number | null {
  const total = hiddenMinor.safeParse(
    values[`total_minor.${values.no_delivery ? 'none' : values.shipping_rate_id}`],
  );
  return total.success ? total.data : null;
}

/**
 * The quantities by line that the shopper saw in the cart. Undefined if the form has none, as in an earlier build;
 * null if they are invalid.
 */
function expectedLines(values: Record<string, string>): Record<string, number> | undefined | null {
  const lines = Object.entries(values).filter(([name]) => name.startsWith('line.'));
  if (lines.length === 0) return undefined;
  const counts = hiddenCounts.safeParse(Object.fromEntries(lines));
  if (!counts.success) return null;
  return Object.fromEntries(
    Object.entries(counts.data).map(([name, count]) => [name.slice('line.'.length), count]),
  );
}

/**
 * The page after a new order, or after a repeated submit of the same one. A transfer is made in the bank's own app;
 * the order page shows how.
 */
async function nextStep(
  shop: Shop,
  { order_id, number, access_token, state }: z.infer<typeof createdSchema>,
  method: Checkout['payment_method'],
): Promise<Route> {
  if (state !== 'pending_payment' || !isGateway(method)) return orderPath(number);
  if (!shop.origin) return orderPath(number);
  const returns = await gatewayReturns(shop.origin, number);
  const started = await startPayment({ orderId: order_id, accessToken: access_token, ...returns });
  return started.ok ? started.data.checkoutUrl : orderPath(number);
}
