import type { CardStep } from './cards.ts';

/** The documents of the simulator's store. Imports nothing but the card types. */

export const CHANNELS = ['card', 'bank_transfer', 'mobile_money'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `abandoned` is the initial state: nothing has been paid yet. */
type TransactionStatus =
  | 'abandoned'
  | 'ongoing'
  | 'pending'
  | 'failed'
  | 'success'
  | 'reversal-pending'
  | 'reversed';

/** What the payment page is waiting for. */
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
  /** In the subunit. More than `requested_amount` when the payer pays the fee. */
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
  /** The test card that paid. It decides the final status of refunds. */
  card: string | null;
  created_at: string;
  paid_at: string | null;
  attempts: number;
  errors: number;
  history: { type: string; message: string; time: number }[];
  step: Step | null;
  /** The error in the payer's input. Shown on the page; not part of the API. */
  problem: string | null;
  /** When the delayed transfer arrives or the prompt on the phone expires. */
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
  /** The shop's deadline to respond. */
  answer_by: string;
  created_at: string;
  resolved_at: string | null;
  due_at: null;
};

/** A webhook, before or after it was sent. */
export type Delivery = {
  id: number;
  event: string;
  reference: string | null;
  /** The callback URL of its transaction; it decides which shop's settings apply. */
  callback_url: string | null;
  /** The text that is signed and sent, byte for byte the same each time. */
  body: string;
  signature: 'good' | 'bad';
  state: 'waiting' | 'sending' | 'delivered' | 'given_up' | 'dropped';
  /** Waits for the next event, which is sent first. */
  held: boolean;
  attempts: { at: string; status: number | null; ms: number; error: string | null }[];
  created_at: string;
  due_at: number | null;
};
