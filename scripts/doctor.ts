import fs from 'node:fs';
import path from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { createClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { checkOf } from '../lib/admin/doctor/words.ts';
import { type Env, env } from '../lib/env.ts';
import messages from '../lib/messages/admin.en.json' with { type: 'json' };
import { GATEWAYS, GatewayError, gatewayIds, type PaymentGateway } from '../lib/payments/gateway.ts';
import { keyId } from '../lib/payout-details/encryption.ts';
import type { Database } from '../lib/supabase/database.types.ts';
import './alias.ts';
import { root } from './part.ts';
import { bold, dim } from './progress.mjs';

/**
 * Checks a shop's invariants and its deployment:
 *
 *   npm run doctor                    the shop of the environment's settings, else the local one (.local/env)
 *   npm run doctor -- --env FILE      the shop whose settings are in a dotenv file, such as the one from `vercel env pull`
 *
 * It only reads, and each check takes at most 20 seconds, so it is safe in production. Exits with 1 on any ✗.
 */
const TIMEOUT_MS = 20_000;
const SKEW_MS = 5_000;

type Finding = { promise: string; ok: boolean; details: string; remedy: string };

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { env: { type: 'string' } } });
  readSettings(values.env);
  const settings = readEnvironment();
  const findings = settings.ok ? [settings.finding, ...(await examine(settings.env))] : [settings.finding];
  for (const { promise, ok, details, remedy } of findings) {
    console.log(
      `${ok ? '✓' : '✗'} ${ok ? promise : bold(promise)}${details && ok ? dim(`  ${details}`) : ''}`,
    );
    if (!ok) console.log(`    ${details}\n    → ${remedy}`);
  }
  const broken = findings.filter(({ ok }) => !ok).length;
  console.log(broken === 0 ? '\nAll checks passed.' : `\n${broken} of ${findings.length} checks failed.`);
  return broken === 0;
}

function readSettings(file: string | undefined) {
  const local = path.join(root, '.local', 'env');
  const chosen = file ?? (process.env.SUPABASE_URL ? undefined : local);
  if (chosen === undefined) return;
  if (!fs.existsSync(chosen)) {
    console.error(`${chosen} does not exist. Start the shop first (npm run shop) or pass a file: --env FILE`);
    process.exit(1);
  }
  Object.assign(process.env, parseEnv(fs.readFileSync(chosen, 'utf8')));
}

function readEnvironment(): { ok: true; env: Env; finding: Finding } | { ok: false; finding: Finding } {
  const words = { promise: 'The settings are complete', remedy: 'See docs/deploy.md for the list.' };
  try {
    return { ok: true, env: env(), finding: { ...words, ok: true, details: '' } };
  } catch (error) {
    const details = (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
    return { ok: false, finding: { ...words, ok: false, details } };
  }
}

/** Runs all checks in parallel. One that cannot run becomes a finding and does not stop the others. */
async function examine(settings: Env): Promise<Finding[]> {
  const client = createClient<Database>(settings.SUPABASE_URL, settings.SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  const { gatewayById } = await import('../lib/payments/registry.ts');
  const gateways = gatewayIds.flatMap((id) => gatewayById(id) ?? []);
  const checks = await Promise.all([
    guarded('The database answers', () => describe(client, settings, gateways)),
    guarded('The shop answers', () => checkEndpoints(settings)),
    ...gateways.map((gateway) => guarded(keyCheckName(gateway), () => checkKey(gateway))),
    guarded('The database checks can run', () => checkInvariants(client, settings)),
  ]);
  return checks.flat();
}

async function guarded(promise: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  return check().catch((error: unknown) => [
    {
      promise,
      ok: false,
      details: error instanceof Error ? error.message : String(error),
      remedy: 'The check could not run. Check the address and the keys in the settings.',
    },
  ]);
}

const described = z.object({
  now: z.string(),
  migrations: z.array(z.string()).nullable(),
  last_mode: z.enum(['test', 'live']).nullable(),
  payout_keys: z.array(z.string()),
});

type Client = ReturnType<typeof createClient<Database>>;

async function describe(client: Client, settings: Env, gateways: PaymentGateway[]): Promise<Finding[]> {
  const sentAt = Date.now();
  const { data, error } = await client
    .rpc('describe_deployment')
    .abortSignal(AbortSignal.timeout(TIMEOUT_MS));
  if (error) throw new Error(`${error.code} ${error.message}`);
  const { now, migrations, last_mode, payout_keys } = described.parse(data);
  // Compares with the middle of the round trip.
  const skew = Math.round(Date.parse(now) - (sentAt + Date.now()) / 2);
  const expected = fs
    .readdirSync(path.join(root, 'supabase', 'migrations'))
    .map((name) => name.split('_')[0] ?? '')
    .sort();
  const missing = expected.filter((version) => !migrations?.includes(version));
  const unknown = (migrations ?? []).filter((version) => !expected.includes(version));
  return [
    {
      promise: 'The clocks agree',
      ok: Math.abs(skew) <= SKEW_MS,
      details: `the database is ${skew} ms ahead of this computer`,
      remedy: 'Set this computer’s clock, or contact the database’s operator.',
    },
    {
      promise: 'The migrations are applied',
      ok: missing.length + unknown.length === 0,
      details: [
        `${expected.length} in total`,
        missing.length > 0 && `missing: ${missing.join(', ')}`,
        unknown.length > 0 && `not in this version: ${unknown.join(', ')}`,
      ]
        .filter(Boolean)
        .join('; '),
      remedy: 'Run npx supabase db push --db-url "<connection string>" from the deployed version.',
    },
    {
      promise: 'The gateway keys match the mode of the last payment',
      ok: last_mode === null || gateways.every(({ mode }) => mode === last_mode),
      details: [
        ...gateways.map(({ id, mode }) => `the key for ${GATEWAYS[id]} is a ${mode} key`),
        last_mode && `the last payment was started in ${last_mode} mode`,
      ]
        .filter(Boolean)
        .join(', '),
      remedy: 'Set the secret key of the right mode. A live shop with a test key receives no money.',
    },
    checkPayoutKeys(settings.PAYOUT_ENCRYPTION_KEY.map(keyId), payout_keys),
    {
      promise: 'Live payments use HTTPS',
      ok: gateways.every(({ mode }) => mode === 'test') || settings.SITE_URL.startsWith('https://'),
      details: settings.SITE_URL,
      remedy: 'Set SITE_URL to the shop’s https:// address.',
    },
  ];
}

/** Whether the configured keys can decrypt all bank details in the database, and which keys are no longer needed. */
function checkPayoutKeys([newest, ...older]: string[], used: string[]): Finding {
  const missing = used.filter((id) => id !== newest && !older.includes(id));
  const unused = older.filter((id) => !used.includes(id));
  return {
    promise: 'All bank details can be read',
    ok: missing.length === 0,
    details: [
      missing.length > 0 && `missing keys: ${missing.join(', ')}`,
      unused.length > 0 && `old keys that can be removed: ${unused.join(', ')}`,
    ]
      .filter(Boolean)
      .join('; '),
    remedy: 'Add the missing key after the newest one in PAYOUT_ENCRYPTION_KEY, or ask the customers again.',
  };
}

/** Calls the health endpoint, and each webhook endpoint without a signature, which must answer 401 and store nothing. */
async function checkEndpoints({ SITE_URL }: Env): Promise<Finding[]> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const health = await fetch(`${SITE_URL}/api/health`, { signal });
  const webhooks = await Promise.all(
    gatewayIds.map(async (id): Promise<Finding> => {
      const unsigned = { method: 'POST', body: '{}', redirect: 'manual', signal } as const;
      const { status } = await fetch(`${SITE_URL}/api/webhooks/${id}`, unsigned);
      return {
        promise: `The ${GATEWAYS[id]} webhook endpoint is reachable and refuses unsigned requests`,
        ok: status === 401,
        details: `an unsigned request got ${status}`,
        remedy: 'The URL must reach the shop without a redirect and without a login page in front of it.',
      };
    }),
  );
  return [
    {
      promise: 'The shop answers',
      ok: health.status === 200,
      details: `${health.status} ${await health.text()}`,
      remedy: 'Check the deployment’s log.',
    },
    ...webhooks,
  ];
}

const keyCheckName = ({ id }: PaymentGateway) => `${GATEWAYS[id]} accepts the secret key`;

/** Fetches a payment that does not exist: the answer "not found" proves that the key works. */
async function checkKey(gateway: PaymentGateway): Promise<Finding[]> {
  const failure = await gateway.fetchPayment('KEDAI-DOCTOR').then(
    () => null,
    (error: unknown) => {
      if (error instanceof GatewayError) return error;
      throw error;
    },
  );
  return [
    {
      promise: keyCheckName(gateway),
      ok: failure === null,
      details: failure?.message ?? '',
      remedy: failure?.kind === 'auth' ? 'Set the correct secret key.' : 'Check the gateway’s status page.',
    },
  ];
}

async function checkInvariants(client: Client, { DEFAULT_SHOP }: Env): Promise<Finding[]> {
  const { data, error } = await client
    .rpc('doctor', { default_shop: DEFAULT_SHOP })
    .abortSignal(AbortSignal.timeout(TIMEOUT_MS));
  if (error) throw new Error(`${error.code} ${error.message}`);
  // The same texts as in the admin; they take no arguments.
  const words = messages.doctor;
  return data.map(({ check: name, ok, details }) => {
    const check = checkOf(name);
    return {
      promise: check ? words.promise[check] : name.replaceAll('_', ' '),
      remedy: check ? words.remedy[check] : words.unknownRemedy,
      ...{ ok, details },
    };
  });
}

process.exit((await main()) ? 0 : 1);
