import 'server-only';
import { z } from 'zod';
import { logError, logEvent } from '@/lib/log';
import { execute, rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { GatewayError, gatewayIds, type PaymentSnapshot } from './gateway';
import { readRefunds } from './refund';
import { gatewayById } from './registry';

/**
 * `unknown`: the reference is unknown (`number` is null), or the gateway was not asked, did not answer, or reported
 * a state that its adapter does not know.
 */
export type SettleOutcome = {
  state: 'paid' | 'processing' | 'open' | 'failed' | 'unknown';
  /** The order's number; null if no attempt has this reference. */
  number: string | null;
  /** The outcome of `settle_payment`, if there was a payment. */
  outcome: string | null;
};

const settled = z.object({ order_id: z.uuid(), outcome: z.string() });

/**
 * Asks the gateway about an attempt and updates the order, for the webhook, the return page, cron and staff alike. Safe
 * to call at any time and repeatedly; does not throw if the gateway is down.
 */
export async function settle(gatewayId: string, reference: string): Promise<SettleOutcome> {
  // Service client: only server code calls this, and a payment must be recorded for every caller that reports it.
  const service = serviceClient();
  const { data: intent, error } = await service
    .from('payment_intents')
    .select('order:orders(number)')
    .match({ gateway: gatewayId, reference })
    .maybeSingle();
  if (error) throw new Error(`settle: ${error.code} ${error.message}`);
  const gateway = gatewayById(gatewayId);
  if (!intent || !gateway) return { state: 'unknown', number: null, outcome: null };
  const number = intent.order.number;

  let snapshot: PaymentSnapshot | null;
  try {
    snapshot = await gateway.fetchPayment(reference);
  } catch (failure) {
    if (!(failure instanceof GatewayError)) throw failure;
    logError('payment_not_fetched', failure, { reference, kind: failure.kind });
    return { state: 'unknown', number, outcome: null };
  }

  if (snapshot?.state === 'paid') {
    const args = {
      gateway: gatewayId,
      reference,
      payment: {
        transaction_id: snapshot.transactionId,
        amount_minor: snapshot.amountMinor,
        currency: snapshot.currency,
        paid_at: snapshot.paidAt ?? undefined,
        channel: snapshot.channel ?? undefined,
        fee_minor: snapshot.feeMinor ?? undefined,
        mode: snapshot.mode,
        reversal: snapshot.reversal,
        raw: snapshot.raw,
      },
    };
    const { outcome } = await rpc(service, 'settle_payment', args, settled);
    logEvent('payment_settled', { reference, outcome });
    // record earlier refunds before anyone relies on the payment
    if (snapshot.reversal !== 'none') await readRefunds(gateway, snapshot.transactionId);
    return { state: 'paid', number, outcome };
  }
  return { state: await noteUnpaid(gatewayId, reference, snapshot), number, outcome: null };
}

/**
 * The same for a shopper's page, which anyone can request repeatedly: the gateway is asked as often as
 * `claim_payment_check` allows, otherwise the stored state is returned (`unknown` unless it is paid or processing). Kedai
 * creates the references, so at most one gateway has an attempt with a given one.
 */
export async function settleForShopper(reference: string): Promise<SettleOutcome> {
  const service = serviceClient();
  for (const gateway of gatewayIds) {
    const canAsk = await rpc(service, 'claim_payment_check', { gateway, reference });
    if (canAsk) return settle(gateway, reference);
  }
  const { data: intent, error } = await service
    .from('payment_intents')
    .select('state, is_processing, order:orders(number)')
    .in('gateway', gatewayIds)
    .eq('reference', reference)
    .maybeSingle();
  if (error) throw new Error(`settleForShopper: ${error.code} ${error.message}`);
  if (!intent) return { state: 'unknown', number: null, outcome: null };
  const state = intent.state === 'succeeded' ? 'paid' : intent.is_processing ? 'processing' : 'unknown';
  return { state, number: intent.order.number, outcome: null };
}

/**
 * The same for a payer who returns without a reference after giving up: checks the newest attempt of their order. Null
 * if it has none.
 */
export async function settleNewestForShopper(number: string): Promise<SettleOutcome | null> {
  const { data: newest, error } = await serviceClient()
    .from('payment_intents')
    .select('reference, order:orders!inner(number)')
    .eq('order.number', number)
    .order('created_at', { ascending: false })
    .limit(1)
    .maybeSingle();
  if (error) throw new Error(`settleNewestForShopper: ${error.code} ${error.message}`);
  return newest && settleForShopper(newest.reference);
}

/** Records the state of an unpaid attempt. A reference unknown to the gateway cannot be paid. */
async function noteUnpaid(gateway: string, reference: string, snapshot: PaymentSnapshot | null) {
  const state = snapshot?.state ?? 'failed';
  if (state === 'unknown')
    logError('payment_state_unknown', new Error('the adapter does not know this state'), { reference });
  await execute(serviceClient(), 'mark_intent', {
    gateway,
    reference,
    state: snapshot === null ? 'abandoned' : state === 'failed' ? 'failed' : 'open',
    reason: snapshot?.reason ?? undefined,
    is_processing: state === 'processing' || state === 'unknown',
    mode: snapshot?.mode,
  });
  return state as Exclude<typeof state, 'paid'>;
}
