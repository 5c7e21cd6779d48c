import type { Order } from '@/lib/orders/order';
import type { Word } from '@/lib/orders/staff-words';
import type { Database } from '@/lib/supabase/database.types';
import type { Decision } from './exceptions';

type Enums = Database['public']['Enums'];

/** What a payment did to its order. */
export const outcomeWords: Record<NonNullable<Order['payments']>[number]['outcome'], Word> = {
  confirmed: { label: 'Received', tone: 'good' },
  revived: { label: 'Received after it was cancelled', tone: 'good' },
  paid_short: { label: 'Received, out of stock', tone: 'bad' },
  overpaid: { label: 'More than owed', tone: 'bad' },
  mismatch: { label: 'Amount doesn’t match', tone: 'bad' },
};

/** The same where a courier took it: the order was confirmed long before. */
export const cashOutcomeWords: Partial<typeof outcomeWords> = {
  confirmed: { label: 'All that was due', tone: 'good' },
  mismatch: { label: 'Less than was due', tone: 'bad' },
  overpaid: { label: 'More than was due', tone: 'warn' },
};

export const decisionWords: Record<Decision, string> = {
  refund: 'the money is refunded',
  confirm: 'the order is confirmed',
  backorder: 'the order is confirmed as a backorder',
  ask_rest: 'the customer is asked for the rest',
  cancel: 'the order is cancelled',
  dismiss: 'dismissed',
};

export const attemptWords: Record<Enums['intent_state'], Word> = {
  created: { label: 'Begun', tone: 'neutral' },
  open: { label: 'Open', tone: 'accent' },
  succeeded: { label: 'Paid', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  abandoned: { label: 'Given up', tone: 'neutral' },
};

export const disputeWords: Record<Enums['dispute_state'], Word & { text: string }> = {
  open: { label: 'Open', tone: 'bad', text: '' },
  won: { label: 'Won', tone: 'good', text: 'The shop was right. Its money stays.' },
  lost: { label: 'Lost', tone: 'bad', text: 'The customer was right.' },
  withdrawn: { label: 'Withdrawn', tone: 'neutral', text: 'The customer took it back.' },
};

export const proofWords: Record<Enums['proof_state'], Word> = {
  submitted: { label: 'To be verified', tone: 'warn' },
  accepted: { label: 'Accepted', tone: 'good' },
  rejected: { label: 'Rejected', tone: 'bad' },
};
