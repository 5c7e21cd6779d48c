import 'server-only';
import { env } from '@/lib/env';
import type { PaymentGateway } from './gateway';
import { paystack } from './paystack';

/** The gateway that calls itself `id` in our URLs and rows; undefined for a name that no gateway has. */
export function gatewayById(id: string): PaymentGateway | undefined {
  if (id !== 'paystack') return undefined;
  return paystack({
    secretKey: env().PAYSTACK_SECRET_KEY,
    previousSecretKey: env().PAYSTACK_PREVIOUS_SECRET_KEY,
    baseUrl: env().PAYSTACK_BASE_URL,
  });
}
