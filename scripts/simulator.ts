import path from 'node:path';
import { z } from 'zod';
import { startPaystack } from './simulator/server.ts';

/**
 * A Paystack simulator for development and tests: the API, the payment page and signed webhooks. The control panel at `/`
 * and the control API at `/control` (simulator/control.ts) make each of them fail on demand.
 *
 *   npm run paystack
 *
 * The shop uses it like the real gateway; only PAYSTACK_BASE_URL differs. No money moves, and it accepts no live keys.
 */
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4080),
  PAYSTACK_SECRET_KEY: z.string().default('sk_test_localsimulator'),
  PAYSTACK_STATE_DIR: z.string().default(path.join('.local', 'paystack')),
  /** The webhook URL; can also be set on the panel. */
  PAYSTACK_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  PAYSTACK_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Set on every Vercel deployment. */
  VERCEL: z.string().optional(),
});

const settings = environment.safeParse(process.env);
if (!settings.success) exitWith(z.prettifyError(settings.error));
const env = settings.data;
if (env.VERCEL) exitWith('The Paystack simulator does not run in production.');
if (!env.PAYSTACK_SECRET_KEY.startsWith('sk_test_'))
  exitWith('The Paystack simulator accepts test keys only (sk_test_…).');

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

function exitWith(message: string): never {
  console.error(message);
  process.exit(1);
}
