import type { CardStep } from './cards.ts';

/** What the simulator remembers: the documents of the store. This file is below all others, which change them. */

export const CHANNELS = ['card', 'bank_transfer', 'mobile_money'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `abandoned` is the state from the first moment on: nothing has been paid yet. */
type TransactionStatus =
  | 'abandoned'
  | 'ongoing'
  | 'pending'
  | 'failed'
  | 'success'
  | 'reversal-pending'
  | 'reversed';

/** What the payment page waits for. */
type Step =
  | { kind: 'card'; number: string; wants: CardStep }
  | { kind: 'silent' }
  | { kind: 'transfer'; promised: boolean }
  | { kind: 'prompt'; phone: string; ignored: boolean };

export type Transaction = {
  id: number;
  reference: string;
  access_code: string;
  status: TransactionStatus;
  email: string;
  /** In the subunit. Above `requested_amount` when the payer bears the fee. */
  amount: number;
  requested_amount: number;
  currency: string;
  fees: number | null;
  callback_url: string | null;
  metadata: unknown;
  channels: Channel[];
  channel: Channel;
  message: string | null;
  gateway_response: string;
  authorization: Record<string, unknown>;
  /** The test card that paid decides how refunds end. */
  card: string | null;
  created_at: string;
  paid_at: string | null;
  attempts: number;
  errors: number;
  history: { type: string; message: string; time: number }[];
  step: Step | null;
  /** What is wrong with what the payer typed; said once on the page, not part of the API. */
  problem: string | null;
  /** When something happens by itself: the promised transfer arrives, the prompt on the phone runs out. */
  due_at: number | null;
};

export type RefundStatus = 'pending' | 'processing' | 'processed' | 'failed' | 'needs-attention';

export type Refund = {
  id: number;
  transaction_id: number;
  reference: string;
  amount: number;
  currency: string;
  status: RefundStatus;
  customer_note: string;
  merchant_note: string;
  created_at: string;
  updated_at: string;
  due_at: number | null;
};

export const RESOLUTIONS = ['declined', 'merchant-accepted', 'auto-accepted'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export type Dispute = {
  id: number;
  transaction_id: number;
  status: 'awaiting-merchant-feedback' | 'resolved';
  resolution: Resolution | null;
  category: string;
  refund_amount: number;
  currency: string;
  /** Until when the shop has to answer. */
  answer_by: string;
  created_at: string;
  resolved_at: string | null;
  due_at: null;
};

/** A webhook on its way, or at its end. */
export type Delivery = {
  id: number;
  event: string;
  reference: string | null;
  /** Of the transaction that it is about: whose settings it follows. */
  callback_url: string | null;
  /** The very bytes that are signed and sent, each time the same. */
  body: string;
  signature: 'good' | 'bad';
  state: 'waiting' | 'sending' | 'delivered' | 'given_up' | 'dropped';
  /** Lets the next event overtake it. */
  held: boolean;
  attempts: { at: string; status: number | null; ms: number; error: string | null }[];
  created_at: string;
  due_at: number | null;
};
