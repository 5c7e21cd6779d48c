import { z } from 'zod';

/** What a deployment says of its account at Paystack. */
export const paystackSettings = z.object({
  PAYSTACK_SECRET_KEY: z
    .string()
    .regex(/^sk_(test|live)_[A-Za-z0-9]+$/, 'must be a Paystack secret key (sk_test_… or sk_live_…)'),
  /** While a key is being rotated: webhooks signed with the old one are still ours. */
  PAYSTACK_PREVIOUS_SECRET_KEY: z.string().optional(),
  PAYSTACK_BASE_URL: z.url().default('https://api.paystack.co'),
});

export type PaystackSettings = z.infer<typeof paystackSettings>;
