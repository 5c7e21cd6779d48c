import type { Refused } from '@/lib/result';

/** Why an order was not placed, with what was typed, so that a form can come back filled in. */
export type CheckoutRefusal = Refused & { values: Record<string, string> };

/** What a refused form is filled in with again: what the page knows by itself stays out of it, and the `shop` of an earlier build’s form. */
export const submittedValues = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name]) => !/^(shop|idempotency_key|no_delivery|total_minor\..*|line\..*|\$.*)$/.test(name),
    ),
  );
