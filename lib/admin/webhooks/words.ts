import type { Messages, Translator } from '@/lib/messages/messages';
import { orderEmailTemplate } from '@/lib/notifications/order-email';
import { ownerEmailTemplate } from '@/lib/notifications/owner-email';
import type { Tone } from '@/lib/tone';
import type { webhookStatus } from './inbox';

type Keys<Group extends 'event' | 'outcome'> = keyof Messages['admin']['webhooks'][Group];

/** The message of each event type, by the gateway's name for it. */
const events = new Map<string, Keys<'event'>>([
  ['charge.success', 'payment_succeeded'],
  ['charge.failed', 'payment_failed'],
  ['bank.transfer.rejected', 'transfer_rejected'],
  ['refund.pending', 'refund_accepted'],
  ['refund.processing', 'refund_processing'],
  ['refund.processed', 'refund_arrived'],
  ['refund.failed', 'refund_failed'],
  ['refund.needs-attention', 'refund_stuck'],
  ['charge.dispute.create', 'dispute_opened'],
  ['charge.dispute.remind', 'dispute_waiting'],
  ['charge.dispute.resolve', 'dispute_closed'],
  ['unreadable', 'unreadable'],
]);

/** An unknown event keeps the gateway's name. */
export function eventName(t: Translator<'admin.webhooks'>, type: string): string {
  const event = events.get(type);
  return event ? t(`event.${event}`) : type;
}

export const statusTones: Record<ReturnType<typeof webhookStatus>, Tone> = {
  done: 'good',
  dead: 'bad',
  failing: 'warn',
  waiting: 'neutral',
};

const outcomes: readonly Keys<'outcome'>[] = [
  'ignored',
  'unreadable',
  'unmatched',
  'noted',
  'confirmed',
  'revived',
  'replayed',
  'paid_short',
  'overpaid',
  'mismatch',
  'paid',
  'processing',
  'open',
  'failed',
];

/** The outcome of a processed webhook. */
export function outcomeText(t: Translator<'admin.webhooks'>, name: string | null): string {
  const outcome = outcomes.find((known) => known === name);
  return outcome ? t(`outcome.${outcome}`) : (name ?? '').replaceAll('_', ' ');
}

const templates = [...orderEmailTemplate.options, ...ownerEmailTemplate.options];

export function emailName(t: Translator<'admin.webhooks'>, name: string): string {
  const template = templates.find((known) => known === name);
  return template ? t(`email.${template}`) : name.replaceAll('_', ' ');
}
