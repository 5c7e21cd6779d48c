import path from 'node:path';
import { z } from 'zod';
import { startPaystack } from './simulator/server.ts';

/**
 * A simulator of Paystack for development and tests: the API, the payment page, and signed webhooks, with a control
 * panel at `/` (for people) and `/control` (for scripts, see simulator/control.ts) that makes all of them fail on demand.
 *
 *   npm run paystack
 *
 * The shop talks to it like to the real one; only PAYSTACK_BASE_URL differs. No money moves, and it takes no live keys.
 */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4080),
  PAYSTACK_SECRET_KEY: z.string().default('sk_test_localsimulator'),
  PAYSTACK_STATE_DIR: z.string().default(path.join('.local', 'paystack')),
  /** Where webhooks go; it can also be set on the panel. */
  PAYSTACK_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  PAYSTACK_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Set on every Vercel deployment. */
  VERCEL: z.string().optional(),
});

const settings = environment.safeParse(process.env);
if (!settings.success) refuse(z.prettifyError(settings.error));
const env = settings.data;
if (env.VERCEL) refuse('The Paystack simulator does not run in production.');
if (!env.PAYSTACK_SECRET_KEY.startsWith('sk_test_'))
  refuse('The Paystack simulator takes test keys only (sk_test_…).');

const server = await startPaystack({
  port: env.PORT,
  secretKey: env.PAYSTACK_SECRET_KEY,
  stateDir: env.PAYSTACK_STATE_DIR,
  publicUrl: env.PAYSTACK_PUBLIC_URL?.replace(/\/$/, ''),
  webhookUrl: env.PAYSTACK_WEBHOOK_URL,
});
console.log(`Paystack simulator on ${server.url}`);

const stop = () => server.close().finally(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

function refuse(words: string): never {
  console.error(words);
  process.exit(1);
}
