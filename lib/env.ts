import 'server-only';
import { addressParser } from 'postal-mime';
import { z } from 'zod';
import { paystackSettings } from './payments/paystack/settings.ts';

const schema = z.object({
  /** Paths are appended to it. */
  SITE_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  SUPABASE_URL: z.url(),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(20),
  SUPABASE_SECRET_KEY: z.string().min(20),
  ...paystackSettings.shape,
  /** Encrypts shoppers' bank details. During a key rotation: several keys, comma-separated, newest first. */
  PAYOUT_ENCRYPTION_KEY: z
    .string()
    .transform((keys) => keys.split(',').map((key) => key.trim().toLowerCase()))
    .pipe(z.array(z.string().regex(/^[0-9a-f]{64}$/, 'each key must have 64 hexadecimal digits'))),
  CRON_SECRET: z.string().min(16, 'must have at least 16 characters'),
  /** Signs what the server passes to itself and to the database about a visitor: address, host, shop. */
  CLIENT_ADDRESS_SECRET: z.string().min(32),
  /** The number of trusted proxies that append to X-Forwarded-For. Not used on Vercel. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Set by Vercel to 1. */
  VERCEL: z.string().optional(),
  RESEND_API_KEY: z.string().min(1),
  RESEND_BASE_URL: z.url().optional(),
  /** `orders@shop.example` or `Shop <orders@shop.example>`. Only the address is used: each email carries its shop's name. */
  MAIL_FROM: z.string().transform((from, context) => {
    const [sender, ...others] = addressParser(from, { flatten: true });
    const address = z.email().safeParse(sender?.address);
    if (address.success && others.length === 0) return address.data;
    context.addIssue('must be one email address, such as orders@shop.example');
    return z.NEVER;
  }),
  /** Slug of the shop for host names that no shop has claimed. */
  DEFAULT_SHOP: z.string().optional(),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The deployment's settings, validated once. Throws with the names, never the values, of missing or invalid ones. */
export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete:\n  ${problems.join('\n  ')}\nSee docs/deploy.md.`);
  }
  parsed = result.data;
  return parsed;
}
