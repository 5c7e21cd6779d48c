import type { Membership } from '@/lib/admin/staff/queries';
import { isGateway } from '@/lib/payments/gateway';
import type { Database } from '@/lib/supabase/database.types';

export type RefundState = Database['public']['Enums']['refund_state'];

/** The heaps in which refunds lie, in the order in which they want somebody. */
export const refundViews = {
  waiting: { label: 'To approve', states: ['requested'] },
  attention: { label: 'Need attention', states: ['failed', 'needs_attention'] },
  under_way: { label: 'Under way', states: ['approved', 'submitted', 'processing'] },
  all: { label: 'All', states: null },
} as const satisfies Record<string, { label: string; states: readonly RefundState[] | null }>;

export type RefundView = keyof typeof refundViews;

/** `?view=` as somebody may have typed it. */
export const refundViewOf = (text: unknown): RefundView =>
  typeof text === 'string' && Object.hasOwn(refundViews, text) ? (text as RefundView) : 'waiting';

/** What is worked on in the list, by the names of lib/admin/orders/commands.ts. */
export type RefundCommand = 'approve_refund' | 'decline_refund' | 'retry_refund' | 'pay_out_refund';

/** A refund as far as it decides what can be done with it. */
type Standing = {
  state: RefundState;
  gateway: string;
  sent_at: string | null;
  requested_by: string | null;
  /** a failed one that another one has taken up already */
  is_retried: boolean;
};

/**
 * What to offer this person, after the rules of decide_refund, retry_refund and pay_out_refund, which have the last word:
 * nobody approves what they asked for where duties are apart, a bank account sends nothing by itself.
 */
export function refundCommands(
  refund: Standing,
  { user_id, permissions }: Pick<Membership, 'user_id' | 'permissions'>,
  separatesDuties: boolean,
): RefundCommand[] {
  const { state, gateway, sent_at, requested_by, is_retried } = refund;
  const isOwn = separatesDuties && requested_by === user_id;
  const byHand = !isGateway(gateway);
  const approves = permissions.has('refunds.approve');
  const issues = permissions.has('refunds.issue');
  const commands: RefundCommand[] = [];
  if (approves && state === 'requested' && !isOwn) commands.push('approve_refund');
  if (issues && state === 'failed' && !is_retried) commands.push('retry_refund');
  if (
    issues &&
    ((state === 'failed' && !is_retried) || state === 'needs_attention' || (state === 'approved' && byHand))
  ) {
    commands.push('pay_out_refund');
  }
  if (approves && (state === 'requested' || (state === 'approved' && sent_at === null))) {
    commands.push('decline_refund');
  }
  return commands;
}
