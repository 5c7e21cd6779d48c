import type { Refused } from '@/lib/result';

/** Why an order was not placed, with the values that refill the form. */
export type CheckoutRefusal = Refused & { values: Record<string, string> };

/**
 * The values that refill a refused form, without those that the page provides itself and the `shop` field of an
 * earlier build.
 */
export const submittedValues = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name]) => !/^(shop|idempotency_key|no_delivery|total_minor\..*|line\..*|\$.*)$/.test(name),
    ),
  );
