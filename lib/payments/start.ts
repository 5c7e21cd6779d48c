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
  /** null for a shopper who is signed in and owns the order */
  accessToken: string | null;
  /** Where the gateway sends the payer back to; it adds its reference. */
  returnUrl: string;
  /** Where the payer lands who gives up. */
  cancelUrl: string;
};

/**
 * The gateway's checkout page for an order: the one that is open already, or a new one. Refuses what `start_payment`
 * refuses, `payment_unavailable` when the gateway cannot be reached, so that trying again helps, and `email_refused` or
 * `payment_refused` when it will not take this payment however often it is asked. The order is kept in any case.
 */
export async function startPayment(start: PaymentStart): Promise<Result<{ checkoutUrl: WebUrl }>> {
  const client = await sessionClient();
  // Another press of the button may be opening the page at this moment: its answer is ours too.
  for (let look = 0; look < 20; look++) {
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

/** Asks the gateway for the page of a new attempt, and keeps what it answers. */
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
    // Whether or not the gateway heard of it, nobody is sent there under this reference; money that still comes is ours.
    const refusal = refusalFor(error.kind);
    await execute(serviceClient(), 'mark_intent', {
      gateway: intent.gateway,
      reference: intent.reference,
      state: 'abandoned',
      // for staff, who see it on the order
      reason: error.message,
      refusal: refusal ?? undefined,
    });
    return refuse(refusal ? refusalReasons[refusal] : 'payment_unavailable');
  }
}

/** What passes by itself, or with a new reference. All else is refused for good until somebody changes something. */
const PASSING: GatewayErrorKind[] = [
  'unavailable',
  'unknown_outcome',
  'rate_limited',
  'duplicate_reference',
  'mismatch',
];

const refusalReasons = { email: 'email_refused', other: 'payment_refused' } as const;

function refusalFor(kind: GatewayErrorKind): keyof typeof refusalReasons | null {
  if (PASSING.includes(kind)) return null;
  return kind === 'email_refused' ? 'email' : 'other';
}
