import 'server-only';
import { z } from 'zod';
import { requireMembership } from '@/lib/admin/staff/queries';
import { refusedAtField } from '@/lib/admin/verifications/seen';
import { settle } from '@/lib/payments/settle';
import { refuse } from '@/lib/refusals';
import type { Refused } from '@/lib/result';
import { currentPlace } from '@/lib/shops/current';
import { execute, resultOf, rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';
import { isCurrencyOf } from './queries';
import type { OrderCommand } from './schema';

/** `messageKey`: which of the done-words of `commandWords` tells it. `refunds`: those that may be handed to the gateway now. */
type Done = { messageKey: string; refunds?: string[]; number?: string };
export type Called = Done | Refused;

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
  const called = await resultOf(call(input));
  if (called.ok) return called.data;
  return input.command === 'confirm_proof' ? refusedAtField(called) : called;
}

async function call(input: Exclude<OrderCommand, { command: 'check_payment' }>): Promise<Done> {
  const client = await sessionClient();
  const { order_id } = input;
  const answered: Done = { messageKey: input.command };
  switch (input.command) {
    case 'note':
      await execute(client, 'add_order_log', { order_id, note: input.note });
      return answered;
    case 'cancel':
      await execute(client, 'cancel_order', { order_id, reason: input.reason });
      return answered;
    case 'cancel_items':
    case 'return_items': {
      const { lines, reason, expected_version } = input;
      const name = input.command === 'cancel_items' ? 'cancel_order_items' : 'return_order_items';
      await execute(client, name, { order_id, lines, reason, expected_version });
      return answered;
    }
    case 'clone': {
      const args = { order_id, idempotency_key: input.idempotency_key };
      return { ...answered, ...(await rpc(client, 'clone_order', args, z.object({ number: z.string() }))) };
    }
    case 'reissue_keys':
      await execute(client, 'reissue_order_keys', { order_id });
      return answered;
    case 'resolve': {
      const { exception_id, decision, note } = input;
      await execute(client, 'resolve_exception', { exception_id, decision, note });
      return { messageKey: `resolve_${decision}` };
    }
    case 'refund': {
      const { reason, idempotency_key } = input;
      // the worth of the lines is the database's to say
      const what =
        'lines' in input ? { amount_minor: null, lines: input.lines } : { amount_minor: input.amount_minor };
      const args = { order_id, ...what, reason, idempotency_key };
      return refunded(input.command, await rpc(client, 'issue_refund', args, refundAnswer));
    }
    case 'approve_refund': {
      const args = { refund_id: input.refund_id, approve: true };
      return refunded(input.command, await rpc(client, 'decide_refund', args, refundAnswer));
    }
    case 'decline_refund': {
      const { refund_id, reason } = input;
      await execute(client, 'decide_refund', { refund_id, approve: false, reason });
      return answered;
    }
    case 'retry_refund': {
      const args = { refund_id: input.refund_id };
      return refunded(input.command, await rpc(client, 'retry_refund', args, refundAnswer));
    }
    case 'pay_out_refund':
      await execute(client, 'pay_out_refund', { refund_id: input.refund_id, reference: input.reference });
      return answered;
    case 'open_dispute':
      await execute(client, 'open_dispute', { order_id, reason: input.reason });
      return answered;
    case 'close_dispute': {
      const { dispute_id, outcome, resolution } = input;
      await execute(client, 'close_dispute', { dispute_id, outcome, resolution });
      return answered;
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
      const args = { order_id, decision: 'confirm', seen };
      const { outcome } = await rpc(client, 'verify_payment', args, z.object({ outcome: z.string() }));
      return { messageKey: `confirm_proof_${outcome}` };
    }
    case 'reject_proof': {
      const args = { order_id, decision: 'reject', seen: { reason: input.reason } };
      await execute(client, 'verify_payment', args);
      return answered;
    }
    default: {
      const { command, order_id: _order, number: _number, expected_version, ...details } = input;
      const to_state = command in targets ? targets[command as keyof typeof targets] : command;
      await execute(client, 'update_order_status', { order_id, to_state, expected_version, details });
      return answered;
    }
  }
}

function refunded(command: string, { state, refund_id, refunds }: z.infer<typeof refundAnswer>): Done {
  if (state === 'requested') return { messageKey: 'refund_requested' };
  return { messageKey: command, refunds: refunds?.map((refund) => refund.refund_id) ?? [refund_id] };
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
