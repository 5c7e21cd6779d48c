import 'server-only';
import type { Batch } from '@/lib/batch';
import { type Env, env } from '@/lib/env';
import { type GatewayId, gatewayIds, isGateway, type PaymentGateway } from './gateway';
import { paystackOf } from './paystack';

/** What makes the adapter of each gateway, of what its folder asks of the deployment's settings. */
const adapters: Record<GatewayId, (settings: Env) => PaymentGateway> = {
  paystack: paystackOf,
};

/** The gateway that calls itself `id` in our URLs and rows; undefined for a name that no gateway has. */
export function gatewayById(id: string): PaymentGateway | undefined {
  return isGateway(id) ? adapters[id](env()) : undefined;
}

/** Does the same at every gateway and answers the sum. One that fails stops none of the others; its error is thrown after them. */
export async function atEachGateway(work: (gateway: PaymentGateway) => Promise<Batch>): Promise<Batch> {
  const results = await Promise.allSettled(gatewayIds.map(async (id) => work(adapters[id](env()))));
  const total: Batch = { done: 0, failed: 0 };
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason;
    total.done += result.value.done;
    total.failed += result.value.failed;
  }
  return total;
}
