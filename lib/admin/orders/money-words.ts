import type { Translator } from '@/lib/messages/messages';
import type { Order } from '@/lib/orders/order';
import type { Word } from '@/lib/orders/staff-words';
import type { Database } from '@/lib/supabase/database.types';
import type { Tone } from '@/lib/tone';

type Enums = Database['public']['Enums'];
type T = Translator<'admin.orders'>;
type Payment = NonNullable<Order['payments']>[number];

const outcomeTones: Record<Payment['outcome'], Tone> = {
  confirmed: 'good',
  revived: 'good',
  paid_short: 'bad',
  overpaid: 'bad',
  mismatch: 'bad',
};

const cashTones = { confirmed: 'good', mismatch: 'bad', overpaid: 'warn' } as const satisfies Partial<
  typeof outcomeTones
>;

const isOfCash = (outcome: Payment['outcome']): outcome is keyof typeof cashTones =>
  Object.hasOwn(cashTones, outcome);

/** The effect of a payment on its order. Cash has its own labels, because its order was confirmed long before. */
export const outcomeWord = (t: T, { outcome, gateway }: Pick<Payment, 'outcome' | 'gateway'>): Word =>
  gateway === 'cash' && isOfCash(outcome)
    ? { label: t(`status.cashOutcome.${outcome}`), tone: cashTones[outcome] }
    : { label: t(`status.outcome.${outcome}`), tone: outcomeTones[outcome] };

const attemptTones: Record<Enums['intent_state'], Tone> = {
  created: 'neutral',
  open: 'accent',
  succeeded: 'good',
  failed: 'bad',
  abandoned: 'neutral',
};

export const attemptWord = (t: T, state: Enums['intent_state']): Word => ({
  label: t(`status.attempt.${state}`),
  tone: attemptTones[state],
});

const disputeTones: Record<Enums['dispute_state'], Tone> = {
  open: 'bad',
  won: 'good',
  lost: 'bad',
  withdrawn: 'neutral',
};

export const disputeWord = (t: T, state: Enums['dispute_state']): Word => ({
  label: t(`status.dispute.${state}`),
  tone: disputeTones[state],
});

const proofTones: Record<Enums['proof_state'], Tone> = {
  submitted: 'warn',
  accepted: 'good',
  rejected: 'bad',
};

export const proofWord = (t: T, state: Enums['proof_state']): Word => ({
  label: t(`status.proof.${state}`),
  tone: proofTones[state],
});
