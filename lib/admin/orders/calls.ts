import 'server-only';
import { z } from 'zod';
import { requireMembership } from '@/lib/admin/staff/queries';
import { refusedAtField } from '@/lib/admin/verifications/seen';
import { settle } from '@/lib/payments/settle';
import { refusalOf, refuse } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { sessionClient } from '@/lib/supabase/session';
import { isCurrencyOf } from './queries';
import type { OrderCommand } from './schema';

/** `messageKey`: which of the done-words of `commandWords` tells it. `refunds`: those that may be handed to the gateway now. */
export type Called = { messageKey: string; refunds?: string[]; number?: string } | Refused;

const targets = {
  process: 'processing',
  mark_ready: 'ready_for_shipment',
  ship: 'shipped',
  mark_in_transit: 'in_transit',
  deliver: 'delivered',
  fail_delivery: 'delivery_failed',
  refuse_delivery: 'refused',
  complete: 'completed',
} as const;

const refundAnswer = z.object({
  refund_id: z.uuid(),
  state: z.string(),
  refunds: z.array(z.object({ refund_id: z.uuid() })).optional(),
});

/** One command of the database, as the person who is signed in. */
export async function callCommand(input: OrderCommand): Promise<Called> {
  if (input.command === 'check_payment') return checkPayment(input);
  if (input.command === 'refund' && !(await isCurrencyOf(input.order_id, input.currency))) {
    return refuse('invalid_form');
  }
  const { data, error } = await call(input);
  if (error) return input.command === 'confirm_proof' ? refusedAtField(refusalOf(error)) : refusalOf(error);
  switch (input.command) {
    case 'resolve':
      return { messageKey: `resolve_${input.decision}` };
    case 'refund':
    case 'approve_refund':
    case 'retry_refund': {
      const { state, refund_id, refunds } = refundAnswer.parse(data);
      if (state === 'requested') return { messageKey: 'refund_requested' };
      return {
        messageKey: input.command,
        refunds: refunds?.map((refund) => refund.refund_id) ?? [refund_id],
      };
    }
    case 'confirm_proof':
      return { messageKey: `confirm_proof_${z.object({ outcome: z.string() }).parse(data).outcome}` };
    case 'clone':
      return { messageKey: 'clone', number: z.object({ number: z.string() }).parse(data).number };
    default:
      return { messageKey: input.command };
  }
}

async function call(input: Exclude<OrderCommand, { command: 'check_payment' }>) {
  const supabase = await sessionClient();
  const { order_id } = input;
  switch (input.command) {
    case 'note':
      return supabase.rpc('add_order_log', { order_id, note: input.note });
    case 'cancel':
      return supabase.rpc('cancel_order', { order_id, reason: input.reason });
    case 'cancel_items':
    case 'return_items': {
      const { lines, reason, expected_version } = input;
      const name = input.command === 'cancel_items' ? 'cancel_order_items' : 'return_order_items';
      return supabase.rpc(name, { order_id, lines, reason, expected_version });
    }
    case 'clone':
      return supabase.rpc('clone_order', { order_id, idempotency_key: input.idempotency_key });
    case 'reissue_keys':
      return supabase.rpc('reissue_order_keys', { order_id });
    case 'resolve': {
      const { exception_id, decision, note } = input;
      return supabase.rpc('resolve_exception', { exception_id, decision, note });
    }
    case 'refund': {
      const { reason, idempotency_key } = input;
      const what =
        'lines' in input
          ? // the worth of the lines is the database's to say; that an argument may be null, the generated types cannot
            { amount_minor: null as unknown as number, lines: input.lines }
          : { amount_minor: input.amount_minor };
      return supabase.rpc('issue_refund', { order_id, ...what, reason, idempotency_key });
    }
    case 'approve_refund':
      return supabase.rpc('decide_refund', { refund_id: input.refund_id, approve: true });
    case 'decline_refund':
      return supabase.rpc('decide_refund', {
        refund_id: input.refund_id,
        approve: false,
        reason: input.reason,
      });
    case 'retry_refund':
      return supabase.rpc('retry_refund', { refund_id: input.refund_id });
    case 'pay_out_refund':
      return supabase.rpc('pay_out_refund', { refund_id: input.refund_id, reference: input.reference });
    case 'open_dispute':
      return supabase.rpc('open_dispute', { order_id, reason: input.reason });
    case 'close_dispute': {
      const { dispute_id, outcome, resolution } = input;
      return supabase.rpc('close_dispute', { dispute_id, outcome, resolution });
    }
    case 'confirm_proof': {
      const { amount_minor, currency, bank_reference, received_at, even_if_short, another } = input;
      const seen = {
        amount_minor,
        currency,
        bank_reference,
        received_at,
        even_if_short: even_if_short === 'on',
        another: another === 'on',
      };
      return supabase.rpc('verify_payment', { order_id, decision: 'confirm', seen });
    }
    case 'reject_proof':
      return supabase.rpc('verify_payment', { order_id, decision: 'reject', seen: { reason: input.reason } });
    default: {
      const { command, order_id: _order, number: _number, expected_version, ...details } = input;
      const to_state = command in targets ? targets[command as keyof typeof targets] : command;
      return supabase.rpc('update_order_status', { order_id, to_state, expected_version, details });
    }
  }
}

/**
 * Asks the gateway about an attempt. Settling is our servers' own, so who may ask is found out first: the attempt has to be
 * one of this order that this person sees, in a shop where the role may check payments.
 */
async function checkPayment({
  order_id,
  reference,
}: Extract<OrderCommand, { command: 'check_payment' }>): Promise<Called> {
  const membership = await requireMembership((await currentPlace()).shop);
  const { data: attempt, error } = await (await sessionClient())
    .from('payment_intents')
    .select('gateway')
    .match({ shop_id: membership.shop.id, order_id, reference })
    .maybeSingle();
  if (error) throw new Error(`payment_intents: ${error.code} ${error.message}`);
  if (!attempt) return refuse('unknown_reference');
  if (!membership.permissions.has('payments.check')) return refuse('forbidden');
  const { state } = await settle(attempt.gateway, reference);
  return { messageKey: `check_payment_${state}` };
}
