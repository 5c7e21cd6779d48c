import PayStack, { type Answer, type Send } from 'paystack-node';
import disputes from 'paystack-node/src/endpoints/disputes.js';
import refunds from 'paystack-node/src/endpoints/refunds.js';
import transactions from 'paystack-node/src/endpoints/transactions.js';
import { z } from 'zod';
import { GatewayError, type GatewayErrorInfo, type GatewayErrorKind } from '@/lib/payments/gateway';
import { parseJson } from '@/lib/payments/parse-json';

// The package forwards only listed parameters, and `currency` is missing: a shop in Ghana would charge in its
// account's default currency. Its defaults are for splits and subscriptions.
transactions.initializeTransaction.params.currency = String;
transactions.initializeTransaction.param_defaults = null;
// The package would refund everything in naira, and lists refunds by a parameter that Paystack does not know.
refunds.createRefund.param_defaults = null;
refunds.listRefund.params = { transaction: String, perPage$: Number, page$: Number };
refunds.listRefund.param_defaults = null;
// The package treats a transaction id as a number, and would round it.
disputes.listDisputes.params.transaction = String;

/**
 * By default, `paystack-node` retries a POST after a network error, which could charge a payer twice. It also follows
 * redirects with the secret key, has no timeout, and hides the status and body of a refusal. The options that fix this
 * are passed with each call, where they override every default.
 */
export class HardenedPayStack extends PayStack {
  constructor(secretKey: string, baseUrl: string, timeoutMs: number) {
    super(secretKey);
    const { get, post } = this.httpBaseClient;
    const harden =
      (send: Send): Send =>
      (path, options) =>
        within(
          timeoutMs,
          send(path, {
            ...options,
            baseUrl,
            retry: 0,
            followRedirect: false,
            throwHttpErrors: false,
            timeout: { connect: Math.min(timeoutMs, 5_000) },
            // Runs before the package parses JSON, which it does only for successful answers, dropping the text.
            hooks: { afterResponse: [keepText] },
          }),
        );
    this.httpBaseClient = { get: harden(get), post: harden(post) };
  }
}

/**
 * Replaces the HTTP client's own request timeout, which does not cover an answer that stops in the middle. It also
 * fires seconds late in an idle process, because it waits for a `setImmediate`, which does not wake the event loop.
 */
function within(timeoutMs: number, request: ReturnType<Send>): ReturnType<Send> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(Object.assign(new Error('No complete answer in time'), { code: 'ETIMEDOUT' }));
      request.cancel?.();
    }, timeoutMs);
    request.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

type AnswerText = Answer & { text?: string };

const keepText = (answer: Answer): AnswerText =>
  Object.assign(answer, { text: String(answer.body), body: '' });

/**
 * Sends one request and returns the `data` of Paystack's envelope, or throws a GatewayError. After an unclear
 * answer, a read may be retried, and a write counts as possibly done.
 */
export async function call(effect: 'read' | 'write', send: () => Promise<AnswerText>): Promise<unknown> {
  const inDoubt = effect === 'write' ? 'unknown_outcome' : 'unavailable';
  const pending = send(); // the package throws here on wrong parameters: a bug, not an answer
  const answer = await pending.catch((error: unknown) => {
    throw transportError(error, inDoubt);
  });
  const { statusCode: http, headers } = answer;
  const envelope = envelopeShape.safeParse(parseJson(answer.text ?? '')).data;
  if (http >= 200 && http < 300 && envelope?.status === true) return envelope.data;

  const info = { http, code: envelope?.code };
  const words = envelope?.message ?? 'not an answer of its API';
  if (http === 429) {
    throw paystackError('rate_limited', `Too many requests to Paystack: ${words}`, {
      ...info,
      retryAfterMs: retryAfterMs(headers),
    });
  }
  if (http >= 400 && http < 500) {
    // Without an envelope the refusal came from a proxy in front of the API, so the API received nothing.
    const kind = envelope ? refusalKind(http, envelope) : 'unavailable';
    throw paystackError(kind, `Paystack refused with ${http}: ${words}`, info);
  }
  throw paystackError(inDoubt, `Paystack answered ${http}: ${words}`, info);
}

/** Errors raised before the request can have left this machine. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

/** Built from scratch instead of wrapped: the HTTP client's error contains the request headers, and so the secret key. */
function transportError(error: unknown, inDoubt: GatewayErrorKind): GatewayError {
  const { code = '', event = '' } = transportShape.safeParse(error).data ?? {};
  const neverSent = NEVER_SENT.test(code) || ['lookup', 'connect', 'secureConnect'].includes(event);
  return paystackError(neverSent ? 'unavailable' : inDoubt, `No answer from Paystack (${code})`, { code });
}

const transportShape = z.object({ code: z.string().optional(), event: z.string().optional() });

/** https://paystack.com/docs/api/errors. An invalid message or code does not invalidate the envelope. */
const envelopeShape = z.object({
  status: z.boolean(),
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
});

/** Based on codes; on message text only if Paystack sends no code or a generic one. */
function refusalKind(http: number, { code, message }: z.infer<typeof envelopeShape>): GatewayErrorKind {
  if (code === 'duplicate_reference') return 'duplicate_reference';
  if (code === 'transaction_not_found' && (http === 400 || http === 404)) return 'not_found';
  if (code === 'refund_amount_exceeds_transaction_amount' || code === 'transaction_reversed')
    return 'refund_exceeds';
  if (/insufficient balance/i.test(message)) return 'insufficient_balance';
  if (code === 'invalid_email_address' || (http === 400 && /\bemail\b/i.test(message)))
    return 'email_refused';
  if (/amount limit exceeded|invalid amount sent|specify a valid amount/i.test(message))
    return 'amount_out_of_range';
  if (http === 403 && /currency/i.test(message)) return 'currency_not_supported';
  if (http === 401 || http === 403) return 'auth';
  return 'validation';
}

/** Undocumented by Paystack; `x-ratelimit-reset` has been seen as seconds and as an epoch. */
function retryAfterMs(headers: Answer['headers']): number | undefined {
  const seconds = Number(headers['retry-after'] ?? headers['x-ratelimit-reset']);
  if (!Number.isFinite(seconds)) return undefined;
  return Math.max(0, seconds > 1e9 ? seconds * 1000 - Date.now() : seconds * 1000);
}

export function paystackError(
  kind: GatewayErrorKind,
  message: string,
  info: Omit<GatewayErrorInfo, 'gateway'> = {},
): GatewayError {
  return new GatewayError(kind, message, { gateway: 'paystack', ...info });
}
