/**
 * What Kedai asks of a payment gateway, in words that fit all of them.
 *
 * Three promises hold for every gateway:
 * - No call is repeated by the adapter. A POST whose answer was lost is `unknown_outcome`, and its reference is abandoned.
 * - A webhook is a hint that something happened. What happened is asked with `fetchPayment`, which may be repeated freely.
 * - Amounts are integers in ISO 4217 minor units; where a gateway counts otherwise, its adapter converts.
 */

import type { Database } from '@/lib/supabase/database.types';
import type { Json } from './parse-json.ts';
import type { WebUrl } from './web-url.ts';

/**
 * The gateways that there are, by the name that rows, URLs and payment methods have for them, and what people call them. Which of
 * them may be used where is for the database to say.
 */
export const GATEWAYS = { paystack: 'Paystack' } as const satisfies {
  [id in Database['public']['Enums']['payment_method']]?: string;
};
export type GatewayId = keyof typeof GATEWAYS;

export const gatewayIds = Object.keys(GATEWAYS) as GatewayId[];

/** Whether money that is paid, or was paid, this way passes through a gateway; if not, people move it. */
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
  /** Ours, one per attempt, committed to the database before the call. It stays valid for ever. */
  reference: string;
  money: Money;
  email: string;
  /** Shown to the merchant in the gateway's own dashboard. */
  orderNumber: string;
  /** Where the payer comes back to. A visit proves nothing: the gateway must be asked. */
  returnUrl: string;
  /** Where the payer goes who gives up. That is no failure: a bank transfer may already be on its way. */
  cancelUrl: string;
};

/** `url` is where the payer goes to pay; opening it again continues the same attempt. */
export type Checkout = { readonly url: WebUrl };

/**
 * - `open`: nothing was paid yet. Also the state of an attempt that the payer has left: it can still be paid.
 * - `processing`: money may be on its way (a transfer, a prompt on a phone).
 * - `paid`: the money came. It stays paid after a refund; see `reversal`.
 * - `failed`: the last try was declined. The payer may try again on the same page, so it can still become `paid`.
 * - `unknown`: a word that the adapter does not know. Treat it as `open` and tell somebody.
 */
export type PaymentState = 'open' | 'processing' | 'paid' | 'failed' | 'unknown';

/** What the gateway says about one reference, now. Plain JSON. */
export type PaymentSnapshot = {
  readonly state: PaymentState;
  /** Whether paid money has gone back since, wholly or in part, or is about to. */
  readonly reversal: 'none' | 'pending' | 'reversed';
  readonly mode: GatewayMode;
  readonly reference: string;
  /** The gateway's own id of the transaction, unique there. */
  readonly transactionId: string;
  /** What counts towards the order: what was asked for, without fees put on top, and never more than was charged. */
  readonly amountMinor: number;
  /** What the payer was charged, including fees that the merchant passes on. */
  readonly chargedMinor: number;
  readonly feeMinor: number | null;
  readonly currency: string;
  /** ISO 8601, UTC. */
  readonly paidAt: string | null;
  readonly channel: string | null;
  /** The gateway's words on why the last try failed; only then. */
  readonly reason: string | null;
  /** The gateway's answer without personal data and without anything that could be charged again: fit to be stored. */
  readonly raw: Json;
};

/**
 * `processing`: the gateway has it, and it may take days. `needs_attention`: it waits for the payer's bank details.
 * `succeeded` and `failed` are final; after `failed` the money is the shop's again.
 */
export type GatewayRefundState = 'processing' | 'succeeded' | 'failed' | 'needs_attention';

/** A refund as the gateway lists it. Plain JSON. */
export type GatewayRefund = {
  /** The gateway's own id, unique there. */
  readonly refundId: string;
  /** The id of ours that we wrote on it; null when somebody made it at the gateway. */
  readonly ourRefundId: string | null;
  readonly transactionId: string;
  readonly state: GatewayRefundState;
  readonly amountMinor: number;
  readonly currency: string;
  /** Redacted like `PaymentSnapshot.raw`. */
  readonly raw: Json;
};

export type RefundInput = {
  /** Ours, written on the refund, so that it can be found again when the answer is lost. */
  refundId: string;
  /** Of the payment, as the gateway knows it. */
  transactionId: string;
  money: Money;
};

/** A bank's no to a payment, as the gateway tells of it. `open` asks the shop for an answer by `dueAt`. */
export type GatewayDispute = {
  readonly disputeId: string;
  /** `lost`: the money goes, or went, back to the payer, and the gateway lists that as a refund. */
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

/** What a gateway listed. `unread`: why rows of the list could not be read; what is missing in `rows` may be one of those. */
export type Listed<Row> = { readonly rows: Row[]; readonly unread: GatewayError[] };

/**
 * What an event is about; `unreadable`: nobody knows. `reference` is null when it names none, or none that could be ours.
 */
export type EventSubject = {
  readonly kind: 'payment' | 'refund' | 'dispute' | 'other' | 'unreadable';
  readonly reference: string | null;
  /** The gateway's id of the transaction, where that is all that the event names. */
  readonly transactionId: string | null;
};

/** A verified webhook. */
export type GatewayEvent = {
  /** sha256 of the raw body: equal for an exact redelivery. */
  readonly dedupeKey: string;
  readonly type: string;
  readonly reference: string | null;
  /** Redacted like `PaymentSnapshot.raw`; `{ text }`, as it came, when it cannot be read as an event. */
  readonly payload: Json;
};

export interface PaymentGateway {
  readonly id: GatewayId;
  readonly mode: GatewayMode;
  readonly caps: GatewayCaps;

  /**
   * Opens an attempt. On `unknown_outcome` and `duplicate_reference` the caller gives the reference up and makes a
   * new one; on `unavailable` and `rate_limited` nothing was opened. Any other refusal would be repeated.
   */
  createCheckout(input: CheckoutInput): Promise<Checkout>;

  /** What became of an attempt; null when the gateway knows for certain that there is no such reference. */
  fetchPayment(reference: string): Promise<PaymentSnapshot | null>;

  /** The reference of a transaction that an event named by its id only; null when there is none such. */
  findReference(transactionId: string): Promise<string | null>;

  /**
   * Sends money back. Never repeat it on `unknown_outcome`: read `listRefunds` first, and wait until a refund that was
   * handed over a moment ago would be in it. On `unavailable`, `rate_limited` and `auth` nothing was sent.
   */
  createRefund(input: RefundInput): Promise<GatewayRefund>;

  /** All refunds of a transaction, whoever made them. */
  listRefunds(transactionId: string): Promise<Listed<GatewayRefund>>;

  /** The newest refunds of the account, to find those that somebody made at the gateway and no webhook told of. */
  listLatestRefunds(): Promise<Listed<GatewayRefund>>;

  /** All disputes about a transaction. */
  listDisputes(transactionId: string): Promise<Listed<GatewayDispute>>;

  /** The newest disputes of the account, to find what no webhook told of. */
  listLatestDisputes(): Promise<Listed<GatewayDispute>>;

  /** What a stored event is about: `payload` is that of its `GatewayEvent`. */
  describeEvent(type: string, payload: unknown): EventSubject;

  /** Checks the signature over the raw bytes. Throws `bad_signature`; whatever is signed can be stored. */
  verifyWebhook(rawBody: Uint8Array, headers: Headers): GatewayEvent;
}

export type GatewayErrorKind =
  | 'auth' // the key is wrong, revoked, or not allowed to do this
  | 'validation' // the gateway, or the adapter before it, refuses what was asked
  | 'email_refused' // the address of the payer, which they may correct
  | 'duplicate_reference'
  | 'not_found'
  | 'currency_not_supported'
  | 'amount_out_of_range'
  | 'refund_exceeds' // more than was paid, with what went back already
  | 'insufficient_balance' // the shop's account at the gateway cannot pay it now
  | 'rate_limited'
  | 'bad_signature'
  | 'mismatch' // the answer is about another reference, or from the other mode
  | 'unavailable' // certainly not done: may be tried again
  | 'unknown_outcome'; // perhaps done: look it up, never send it again

export type GatewayErrorInfo = { gateway: string; http?: number; code?: string; retryAfterMs?: number };

/** `message` is for logs: it holds no secret and no personal data. People are shown words chosen by `kind`. */
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
