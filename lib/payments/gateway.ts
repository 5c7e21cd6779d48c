/**
 * What Kedai requires of a payment gateway, in terms that fit every gateway.
 *
 * Every gateway guarantees:
 * - The adapter never retries. A POST without an answer is `unknown_outcome`, and its reference is abandoned.
 * - A webhook is only a hint. `fetchPayment` tells what happened, and may be repeated freely.
 * - Amounts are integers in ISO 4217 minor units; the adapter converts other units.
 */

import type { Database } from '@/lib/supabase/database.types';
import type { Json } from './parse-json.ts';
import type { WebUrl } from './web-url.ts';

/**
 * All gateways, by their name in rows, URLs and payment methods, with their display names. The database decides which
 * of them can be used where.
 */
export const GATEWAYS = { paystack: 'Paystack' } as const satisfies {
  [id in Database['public']['Enums']['payment_method']]?: string;
};
export type GatewayId = keyof typeof GATEWAYS;

export const gatewayIds = Object.keys(GATEWAYS) as GatewayId[];

/** Whether this payment method goes through a gateway; otherwise staff record the money. */
export const isGateway = (id: string): id is GatewayId => Object.hasOwn(GATEWAYS, id);

export type GatewayMode = 'test' | 'live';

/** `{ minor: 1250000, currency: 'NGN' }` is ₦12,500.00. `minor` is always a safe integer. */
export type Money = { readonly minor: number; readonly currency: string };

export type GatewayCaps = {
  readonly currencies: readonly string[];
  /** The smallest amount that the gateway collects, in minor units. Throws for a currency that is not in `currencies`. */
  minimumMinor(currency: string): number;
};

export type CheckoutInput = {
  /** Created by Kedai, one per attempt, committed to the database before the call. It stays valid forever. */
  reference: string;
  money: Money;
  email: string;
  /** Shown to the merchant in the gateway's own dashboard. */
  orderNumber: string;
  /** Where the payer returns to. A visit proves nothing: ask the gateway. */
  returnUrl: string;
  /** Where a payer who gives up goes. It is not a failure: a bank transfer may already be on its way. */
  cancelUrl: string;
};

/** `url` is the payment page; opening it again continues the same attempt. */
export type Checkout = { readonly url: WebUrl };

/**
 * - `open`: not paid yet. Also the state of an attempt that the payer left: it can still be paid.
 * - `processing`: a payment may be on its way (a transfer, a prompt on a phone).
 * - `paid`: the payment arrived. It stays `paid` after a refund; see `reversal`.
 * - `failed`: the last try was declined. The payer may try again on the same page, so it can still become `paid`.
 * - `unknown`: a state that the adapter does not know. Treat it as `open` and report it.
 */
export type PaymentState = 'open' | 'processing' | 'paid' | 'failed' | 'unknown';

/** The gateway's current information about one reference. Plain JSON. */
export type PaymentSnapshot = {
  readonly state: PaymentState;
  /**
   * Whether the gateway reports the payment as refunded since, or about to be. A refund of a part may be missing here;
   * `listRefunds` has it.
   */
  readonly reversal: 'none' | 'pending' | 'reversed';
  readonly mode: GatewayMode;
  readonly reference: string;
  /** The gateway's transaction id, unique there. */
  readonly transactionId: string;
  /** The amount that counts towards the order: as requested, without added fees, and never more than was charged. */
  readonly amountMinor: number;
  /** The amount that the payer was charged, including fees passed on to them. */
  readonly chargedMinor: number;
  readonly feeMinor: number | null;
  readonly currency: string;
  /** ISO 8601, UTC. */
  readonly paidAt: string | null;
  readonly channel: string | null;
  /** The gateway's reason if the last try failed, else null. */
  readonly reason: string | null;
  /** The gateway's answer without personal data and without anything that can be charged again: safe to store. */
  readonly raw: Json;
};

/**
 * `processing`: the gateway accepted it; it may take days. `needs_attention`: it needs the payer's bank details.
 * `succeeded` and `failed` are final; after `failed` the money belongs to the shop again.
 */
export type GatewayRefundState = 'processing' | 'succeeded' | 'failed' | 'needs_attention';

/** A refund as the gateway lists it. Plain JSON. */
export type GatewayRefund = {
  /** The gateway's own id, unique there. */
  readonly refundId: string;
  /** Kedai's own id as written on the refund; null if it was made at the gateway. */
  readonly ourRefundId: string | null;
  readonly transactionId: string;
  readonly state: GatewayRefundState;
  readonly amountMinor: number;
  readonly currency: string;
  /** Redacted like `PaymentSnapshot.raw`. */
  readonly raw: Json;
};

export type RefundInput = {
  /** Kedai's own id, written on the refund so that it can be found if the answer is lost. */
  refundId: string;
  /** The payment's id at the gateway. */
  transactionId: string;
  money: Money;
};

/** A chargeback as the gateway reports it. `open`: the shop has to answer by `dueAt`. */
export type GatewayDispute = {
  readonly disputeId: string;
  /** `lost`: the money is or will be returned to the payer, and the gateway lists that as a refund. */
  readonly state: 'open' | 'won' | 'lost' | 'withdrawn';
  readonly reference: string | null;
  readonly reason: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** ISO 8601, UTC. */
  readonly dueAt: string | null;
  readonly resolution: string | null;
  readonly raw: Json;
};

/** A gateway's list. `unread`: errors of rows that could not be parsed; a row missing in `rows` may be one of them. */
export type Listed<Row> = { readonly rows: Row[]; readonly unread: GatewayError[] };

/** The subject of an event; `unreadable` if it cannot be parsed. `reference` is null if it has none, or an impossible one. */
export type EventSubject = {
  readonly kind: 'payment' | 'refund' | 'dispute' | 'other' | 'unreadable';
  readonly reference: string | null;
  /** The gateway's transaction id, if the event names nothing else. */
  readonly transactionId: string | null;
};

/** A verified webhook. */
export type GatewayEvent = {
  /** sha256 of the raw body: equal for an exact redelivery. */
  readonly dedupeKey: string;
  readonly type: string;
  readonly reference: string | null;
  /** Redacted like `PaymentSnapshot.raw`; `{ text }`, not redacted, if it cannot be parsed as an event. */
  readonly payload: Json;
};

export interface PaymentGateway {
  readonly id: GatewayId;
  readonly mode: GatewayMode;
  readonly caps: GatewayCaps;

  /**
   * Opens an attempt. On `unknown_outcome` and `duplicate_reference` the caller abandons the reference and creates a
   * new one; on `unavailable` and `rate_limited` nothing was opened. Any other refusal would occur again.
   */
  createCheckout(input: CheckoutInput): Promise<Checkout>;

  /** The state of an attempt; null if the gateway is certain that the reference does not exist. */
  fetchPayment(reference: string): Promise<PaymentSnapshot | null>;

  /** The reference of a transaction that an event named only by id; null if there is none. */
  findReference(transactionId: string): Promise<string | null>;

  /**
   * Sends a refund. Never repeat it on `unknown_outcome`: read `listRefunds` first, late enough that a refund
   * submitted a moment ago would be listed. On `unavailable`, `rate_limited` and `auth` nothing was sent.
   */
  createRefund(input: RefundInput): Promise<GatewayRefund>;

  /** All refunds of a transaction, also those made at the gateway. */
  listRefunds(transactionId: string): Promise<Listed<GatewayRefund>>;

  /** The account's latest refunds, to find those made at the gateway without a webhook. */
  listLatestRefunds(): Promise<Listed<GatewayRefund>>;

  /** All disputes about a transaction. */
  listDisputes(transactionId: string): Promise<Listed<GatewayDispute>>;

  /** The account's latest disputes, to find those that no webhook reported. */
  listLatestDisputes(): Promise<Listed<GatewayDispute>>;

  /** The subject of a stored event: `payload` is that of its `GatewayEvent`. */
  describeEvent(type: string, payload: unknown): EventSubject;

  /** Verifies the signature over the raw bytes. Throws `bad_signature`; every signed body can be stored. */
  verifyWebhook(rawBody: Uint8Array, headers: Headers): GatewayEvent;
}

export type GatewayErrorKind =
  | 'auth' // the key is wrong, revoked, or not allowed to do this
  | 'validation' // the gateway, or the adapter before it, refused the input
  | 'email_refused' // the payer's email address, which they can correct
  | 'duplicate_reference'
  | 'not_found'
  | 'currency_not_supported'
  | 'amount_out_of_range'
  | 'refund_exceeds' // more than was paid, counting earlier refunds
  | 'insufficient_balance' // the shop's balance at the gateway is too low now
  | 'rate_limited'
  | 'bad_signature'
  | 'mismatch' // the answer is about another reference, or from the other mode
  | 'unavailable' // certainly not done: may be retried
  | 'unknown_outcome'; // possibly done: look it up, never send it again

export type GatewayErrorInfo = { gateway: string; http?: number; code?: string; retryAfterMs?: number };

/** `message` is for logs: no secrets, no personal data. People see a text chosen by `kind`. */
export class GatewayError extends Error {
  readonly kind: GatewayErrorKind;
  readonly info: GatewayErrorInfo;

  constructor(kind: GatewayErrorKind, message: string, info: GatewayErrorInfo) {
    super(message);
    this.name = 'GatewayError';
    this.kind = kind;
    this.info = info;
  }
}
