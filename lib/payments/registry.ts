import 'server-only';
import type { Batch } from '@/lib/batch';
import { type Env, env } from '@/lib/env';
import { type GatewayId, gatewayIds, isGateway, type PaymentGateway } from './gateway';
import { paystackOf } from './paystack';

/** Creates each gateway's adapter from the deployment's settings. */
const adapters: Record<GatewayId, (settings: Env) => PaymentGateway> = {
  paystack: paystackOf,
};

/** The gateway with this id in URLs and rows; undefined for an unknown id. */
export function gatewayById(id: string): PaymentGateway | undefined {
  return isGateway(id) ? adapters[id](env()) : undefined;
}

/**
 * Runs `work` for every gateway and adds up the results. If one fails, the others still run, and its error is thrown
 * afterwards; the errors of several are thrown as one.
 */
export async function atEachGateway(work: (gateway: PaymentGateway) => Promise<Batch>): Promise<Batch> {
  const results = await Promise.allSettled(gatewayIds.map(async (id) => work(adapters[id](env()))));
  const total: Batch = { done: 0, failed: 0 };
  const errors: unknown[] = [];
  for (const result of results) {
    if (result.status === 'rejected') errors.push(result.reason);
    else {
      total.done += result.value.done;
      total.failed += result.value.failed;
    }
  }
  if (errors.length > 1) throw new AggregateError(errors, errors.join('; '));
  if (errors.length === 1) throw errors[0];
  return total;
}
