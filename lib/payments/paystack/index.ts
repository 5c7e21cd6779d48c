import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import {
  GatewayError,
  type GatewayMode,
  type PaymentGateway,
  type PaymentSnapshot,
  type PaymentState,
} from '@/lib/payments/gateway';
import { cleanText, parseJson } from '@/lib/payments/parse-json';
import { webUrl } from '@/lib/payments/web-url';
import { call, HardenedPayStack, paystackError } from './client';
import { eventBody, subjectOf, UNREADABLE } from './events';
import { createRefund, listDisputes, listRefunds } from './refunds';
import { gatewayId, LEGAL_REFERENCE, minor, parse, redact, side, timeOf } from './schema';
import type { PaystackSettings } from './settings';

export type PaystackOptions = {
  /** `sk_test_…` or `sk_live_…`: the key, not the URL, decides whether payments are real. */
  secretKey: string;
  baseUrl: string;
  /** The key before the last rotation: webhooks are signed with the API key, redeliveries maybe still with the old one. */
  previousSecretKey?: string;
  timeoutMs?: number;
};

/**
 * Paystack's transactions (https://paystack.com/docs/api/transaction). It has no idempotency keys, no webhook for
 * failures, and no way to close a checkout, so a late payment is always possible.
 */
export function paystack(options: PaystackOptions): PaymentGateway {
  const mode = modeOf(options.secretKey);
  const client = new HardenedPayStack(options.secretKey, options.baseUrl, options.timeoutMs ?? 15_000);
  const webhookKeys = [options.secretKey, options.previousSecretKey].filter((key) => key !== undefined);

  return {
    id: 'paystack',
    mode,
    caps: { currencies: [...MINIMUM_MINOR.keys()], minimumMinor },

    async createCheckout({ reference, money, email, orderNumber, returnUrl, cancelUrl }) {
      checkReference(reference);
      if (!Number.isSafeInteger(money.minor))
        throw new RangeError(`${money.minor} is not an amount in minor units`);
      if (money.minor < minimumMinor(money.currency)) {
        const amount = `${money.minor} ${money.currency}`;
        throw paystackError('amount_out_of_range', `${amount} (minor units) is less than Paystack collects`);
      }
      const data = await call('write', () =>
        client.initializeTransaction({
          reference,
          amount: money.minor,
          currency: money.currency,
          email,
          callback_url: returnUrl,
          // A string, because Paystack turns numbers in a metadata object into strings.
          metadata: JSON.stringify({
            cancel_action: cancelUrl,
            custom_fields: [{ display_name: 'Order', variable_name: 'order_number', value: orderNumber }],
          }),
        }),
      );
      const checkout = parse(checkoutAnswer, data, 'unknown_outcome');
      if (checkout.reference !== reference) {
        throw paystackError(
          'unknown_outcome',
          `Paystack opened ${checkout.reference} when asked for ${reference}`,
        );
      }
      return { url: checkout.authorization_url };
    },

    async fetchPayment(reference) {
      checkReference(reference);
      const data = await call('read', () => client.verifyTransaction({ reference })).catch(nullIfNotFound);
      if (data === null) return null;
      const snapshot = snapshotOf(data);
      if (snapshot.reference !== reference) {
        throw paystackError(
          'mismatch',
          `Paystack answered about ${snapshot.reference} when asked about ${reference}`,
        );
      }
      if (snapshot.mode !== mode) {
        throw paystackError(
          'mismatch',
          `${reference} is a ${snapshot.mode} transaction and this is a ${mode} key`,
        );
      }
      return snapshot;
    },

    verifyWebhook(rawBody, headers) {
      const signature = headers.get('x-paystack-signature') ?? '';
      if (!webhookKeys.some((key) => isSignedBy(key, rawBody, signature))) {
        throw paystackError('bad_signature', 'The webhook is not signed with our Paystack key');
      }
      const dedupeKey = createHash('sha256').update(rawBody).digest('hex');
      const text = new TextDecoder().decode(rawBody);
      const { success, data: body } = eventBody.safeParse(parseJson(text));
      // Refusing it would only make the gateway resend it for days. Looking up payments finds what it was about.
      if (!success)
        return { dedupeKey, type: UNREADABLE, reference: null, payload: { text: cleanText(text) } };
      const { reference } = subjectOf(body.event, body);
      return { dedupeKey, type: body.event, reference, payload: redact(body) };
    },

    async findReference(transactionId) {
      if (!/^\d{1,20}$/.test(transactionId)) return null;
      const data = await call('read', () => client.getTransaction({ id: transactionId })).catch(
        nullIfNotFound,
      );
      return data === null ? null : parse(z.object({ reference: z.string() }), data, 'unavailable').reference;
    },

    createRefund: (input) => createRefund(client, input),
    listRefunds: (transactionId) => listRefunds(client, transactionId),
    listLatestRefunds: () => listRefunds(client),
    listDisputes: (transactionId) => listDisputes(client, transactionId),
    listLatestDisputes: () => listDisputes(client),
    describeEvent: subjectOf,
  };
}

export const paystackOf = (settings: PaystackSettings): PaymentGateway =>
  paystack({
    secretKey: settings.PAYSTACK_SECRET_KEY,
    previousSecretKey: settings.PAYSTACK_PREVIOUS_SECRET_KEY,
    baseUrl: settings.PAYSTACK_BASE_URL,
  });

function nullIfNotFound(error: unknown): null {
  if (error instanceof GatewayError && error.kind === 'not_found') return null;
  throw error;
}

function modeOf(secretKey: string): GatewayMode {
  if (secretKey.startsWith('sk_test_')) return 'test';
  if (secretKey.startsWith('sk_live_')) return 'live';
  throw new Error('A Paystack secret key starts with sk_test_ or sk_live_');
}

/**
 * The smallest amounts that Paystack collects, enforced here because its test mode does not. All these currencies
 * have two decimals, like Paystack's subunit. The CFA franc is left out: ISO gives it no decimals, but Paystack
 * counts it in hundredths.
 */
const MINIMUM_MINOR = new Map([
  ['NGN', 5000],
  ['GHS', 10],
  ['ZAR', 100],
  ['KES', 300],
  ['USD', 200],
]);

function minimumMinor(currency: string): number {
  const minimum = MINIMUM_MINOR.get(currency);
  if (minimum === undefined)
    throw paystackError('currency_not_supported', `Paystack does not collect ${currency}`);
  return minimum;
}

function checkReference(reference: string): void {
  if (!LEGAL_REFERENCE.test(reference))
    throw paystackError('validation', 'This cannot be a payment reference');
}

const checkoutAnswer = z.object({
  authorization_url: webUrl,
  reference: z.string(),
});

const transactionAnswer = z.object({
  id: gatewayId,
  domain: z.enum(['test', 'live']),
  status: z.string(),
  reference: z.string(),
  amount: minor,
  currency: z.string().regex(/^[A-Z]{3}$/),
  // if missing, the charged amount counts
  requested_amount: side(minor),
  fees: side(minor),
  channel: side(z.string()),
  gateway_response: side(z.string()),
  paid_at: side(z.string()),
  paidAt: side(z.string()),
});

function snapshotOf(data: unknown): PaymentSnapshot {
  const transaction = parse(transactionAnswer, data, 'unavailable');
  const { status, amount } = transaction;
  const state = STATES.get(status) ?? 'unknown';
  return {
    state,
    reversal: status === 'reversed' ? 'reversed' : status === 'reversal-pending' ? 'pending' : 'none',
    mode: transaction.domain,
    reference: transaction.reference,
    transactionId: transaction.id,
    // Merchants may let the payer bear the fee: then `amount` is above the requested one. A partial debit is below
    // it.
    amountMinor: Math.min(transaction.requested_amount || amount, amount),
    chargedMinor: amount,
    feeMinor: transaction.fees ?? null,
    currency: transaction.currency,
    paidAt: state === 'paid' ? (timeOf(transaction.paid_at) ?? timeOf(transaction.paidAt)) : null,
    // Paystack sends a default here until the payer has chosen.
    channel: state === 'open' ? null : (transaction.channel ?? null),
    reason: state === 'failed' ? (transaction.gateway_response ?? null) : null,
    raw: redact(data),
  };
}

/** https://paystack.com/docs/payments/verify-payments; `reversal-pending` is only in the refunds guide. */
const STATES = new Map<string, PaymentState>([
  ['success', 'paid'],
  ['reversed', 'paid'],
  ['reversal-pending', 'paid'],
  ['failed', 'failed'],
  // The initial state, not a final one: treating it as final would make people pay twice.
  ['abandoned', 'open'],
  ['ongoing', 'processing'],
  ['pending', 'processing'],
  ['processing', 'processing'],
  ['queued', 'processing'],
]);

/** Compares in constant time, if the length is that of a signature. */
function isSignedBy(secretKey: string, rawBody: Uint8Array, signature: string): boolean {
  const expected = Buffer.from(createHmac('sha512', secretKey).update(rawBody).digest('hex'));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
