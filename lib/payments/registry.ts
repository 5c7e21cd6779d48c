import 'server-only';
import type { Batch } from '@/lib/batch';
import { env } from '@/lib/env';
import { type GatewayId, gatewayIds, isGateway, type PaymentGateway } from './gateway';
import { paystack } from './paystack';

const adapters: Record<GatewayId, () => PaymentGateway> = {
  paystack: () =>
    paystack({
      secretKey: env().PAYSTACK_SECRET_KEY,
      previousSecretKey: env().PAYSTACK_PREVIOUS_SECRET_KEY,
      baseUrl: env().PAYSTACK_BASE_URL,
    }),
};

/** The gateway that calls itself `id` in our URLs and rows; undefined for a name that no gateway has. */
export function gatewayById(id: string): PaymentGateway | undefined {
  return isGateway(id) ? adapters[id]() : undefined;
}

/** Does the same at every gateway and answers the sum. One that fails stops none of the others; its error is thrown after them. */
export async function atEachGateway(work: (gateway: PaymentGateway) => Promise<Batch>): Promise<Batch> {
  const results = await Promise.allSettled(gatewayIds.map(async (id) => work(adapters[id]())));
  const total: Batch = { done: 0, failed: 0 };
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason;
    total.done += result.value.done;
    total.failed += result.value.failed;
  }
  return total;
}
