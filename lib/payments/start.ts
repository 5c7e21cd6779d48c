import 'server-only';
import { z } from 'zod';
import { logError } from '@/lib/log';
import { refuse } from '@/lib/refusals';
import { done, type Result } from '@/lib/result';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { sessionClient } from '@/lib/supabase/session';
import { GatewayError, type GatewayErrorKind } from './gateway';
import { gatewayById } from './registry';
import { type WebUrl, webUrl } from './web-url';

const intentSchema = z.object({
  intent_id: z.uuid(),
  number: z.string(),
  email: z.string(),
  gateway: z.string(),
  reference: z.string(),
  amount_minor: z.int(),
  currency: z.string(),
  checkout_url: webUrl.nullable(),
  is_new: z.boolean(),
});
export type Intent = z.infer<typeof intentSchema>;

type PaymentStart = {
  orderId: string;
  /** null for a signed-in shopper who owns the order */
  accessToken: string | null;
  /** Where the gateway sends the payer afterwards, with the attempt's reference added. */
  returnUrl: string;
  /** Where a payer who gives up goes. */
  cancelUrl: string;
};

/**
 * Returns the gateway's checkout page for an order: the open one, or a new one. Refuses with the reasons of
 * `start_payment`. Refuses with `payment_unavailable` if the gateway cannot be reached and a retry can help, and with
 * `email_refused` or `payment_refused` if the gateway permanently refuses this payment. A refusal does not change the
 * order.
 */
export async function startPayment(start: PaymentStart): Promise<Result<{ checkoutUrl: WebUrl }>> {
  const client = await sessionClient();
  // A second click may arrive while the first one is opening the page: wait for that page.
  for (let attempt = 0; attempt < 20; attempt++) {
    const args = { order_id: start.orderId, access_token: start.accessToken ?? undefined };
    const started = await resultOf(rpc(client, 'start_payment', args, intentSchema));
    if (!started.ok) return started;
    const intent = started.data;
    if (intent.checkout_url) return done({ checkoutUrl: intent.checkout_url });
    if (intent.is_new) return openCheckout(intent, start);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return refuse('payment_unavailable');
}

/** Requests the page of a new attempt, and stores the answer. */
export async function openCheckout(
  intent: Omit<Intent, 'checkout_url'>,
  start: Pick<PaymentStart, 'returnUrl' | 'cancelUrl'>,
): Promise<Result<{ checkoutUrl: WebUrl }>> {
  const gateway = gatewayById(intent.gateway);
  if (!gateway) throw new Error(`no gateway ${intent.gateway}`);
  try {
    const { url } = await gateway.createCheckout({
      reference: intent.reference,
      money: { minor: intent.amount_minor, currency: intent.currency },
      email: intent.email,
      orderNumber: intent.number,
      returnUrl: start.returnUrl,
      cancelUrl: start.cancelUrl,
    });
    await execute(serviceClient(), 'save_intent_checkout', {
      intent_id: intent.intent_id,
      checkout_url: url,
      mode: gateway.mode,
    });
    return done({ checkoutUrl: url });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    logError('checkout_not_opened', error, { reference: intent.reference, kind: error.kind });
    // Even if the gateway opened it, no payer is sent there; a payment that arrives anyway is accepted.
    const refusal = refusalFor(error.kind);
    await execute(serviceClient(), 'mark_intent', {
      gateway: intent.gateway,
      reference: intent.reference,
      state: 'abandoned',
      // shown to staff on the order
      reason: error.message,
      refusal: refusal ?? undefined,
    });
    return refuse(refusal ? refusalReasons[refusal] : 'payment_unavailable');
  }
}

/** Errors that a retry or a new reference can resolve. All others persist until someone changes something. */
const TEMPORARY: GatewayErrorKind[] = [
  'unavailable',
  'unknown_outcome',
  'rate_limited',
  'duplicate_reference',
  'mismatch',
];

const refusalReasons = { email: 'email_refused', other: 'payment_refused' } as const;

function refusalFor(kind: GatewayErrorKind): keyof typeof refusalReasons | null {
  if (TEMPORARY.includes(kind)) return null;
  return kind === 'email_refused' ? 'email' : 'other';
}
