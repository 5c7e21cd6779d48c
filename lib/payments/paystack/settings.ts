import { z } from 'zod';

const secretKey = z
  .string()
  .regex(/^sk_(test|live)_[A-Za-z0-9]+$/, 'must be a Paystack secret key (sk_test_… or sk_live_…)');

/** The deployment's Paystack settings. */
export const paystackSettings = z.object({
  PAYSTACK_SECRET_KEY: secretKey,
  /** During a key rotation: webhooks signed with the old key are still accepted. Empty: none, since anyone can sign with an empty key. */
  PAYSTACK_PREVIOUS_SECRET_KEY: z
    .literal('')
    .transform(() => undefined)
    .or(secretKey)
    .optional(),
  PAYSTACK_BASE_URL: z.url().default('https://api.paystack.co'),
});

export type PaystackSettings = z.infer<typeof paystackSettings>;
