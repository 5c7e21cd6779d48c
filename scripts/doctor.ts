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
 * Whether a shop keeps its promises, and whether its deployment is in order:
 *
 *   npm run doctor                    the shop that is open here (.local/env), or that of the environment
 *   npm run doctor -- --env FILE      the one whose settings are in a dotenv file, such as `vercel env pull` writes
 *
 * It only reads, each check within 20 seconds, so it may be run on production at any time. Exits with 1 on any ✗.
 */
const PATIENCE_MS = 20_000;
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
  console.log(broken === 0 ? '\nAll is well.' : `\n${broken} of ${findings.length} checks found something.`);
  return broken === 0;
}

function readSettings(file: string | undefined) {
  const local = path.join(root, '.local', 'env');
  const chosen = file ?? (process.env.SUPABASE_URL ? undefined : local);
  if (chosen === undefined) return;
  if (!fs.existsSync(chosen)) {
    console.error(`${chosen} is not there. Open the shop first (npm run shop), or name a file: --env FILE`);
    process.exit(1);
  }
  Object.assign(process.env, parseEnv(fs.readFileSync(chosen, 'utf8')));
}

function readEnvironment(): { ok: true; env: Env; finding: Finding } | { ok: false; finding: Finding } {
  const words = { promise: 'The settings are complete', remedy: 'docs/deploy.md lists them.' };
  try {
    return { ok: true, env: env(), finding: { ...words, ok: true, details: '' } };
  } catch (error) {
    const details = (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
    return { ok: false, finding: { ...words, ok: false, details } };
  }
}

/** All checks at once; one that cannot be made is a finding, and stops no other. */
async function examine(settings: Env): Promise<Finding[]> {
  const client = createClient<Database>(settings.SUPABASE_URL, settings.SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  const { gatewayById } = await import('../lib/payments/registry.ts');
  const gateways = gatewayIds.flatMap((id) => gatewayById(id) ?? []);
  const checks = await Promise.all([
    guarded('The database answers', () => describe(client, settings, gateways)),
    guarded('The shop answers', () => knock(settings)),
    ...gateways.map((gateway) => guarded(takesOurKey(gateway), () => askGateway(gateway))),
    guarded('The promises can be checked', () => promises(client, settings)),
  ]);
  return checks.flat();
}

async function guarded(promise: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  return check().catch((error: unknown) => [
    {
      promise,
      ok: false,
      details: error instanceof Error ? error.message : String(error),
      remedy: 'It could not be asked. Check its address and its keys in the settings.',
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
  const asked = Date.now();
  const { data, error } = await client
    .rpc('describe_deployment')
    .abortSignal(AbortSignal.timeout(PATIENCE_MS));
  if (error) throw new Error(`${error.code} ${error.message}`);
  const { now, migrations, last_mode, payout_keys } = described.parse(data);
  // half of the way there and back
  const skew = Math.round(Date.parse(now) - (asked + Date.now()) / 2);
  const ours = fs
    .readdirSync(path.join(root, 'supabase', 'migrations'))
    .map((name) => name.split('_')[0] ?? '')
    .sort();
  const missing = ours.filter((version) => !migrations?.includes(version));
  const foreign = (migrations ?? []).filter((version) => !ours.includes(version));
  return [
    {
      promise: 'The clocks agree',
      ok: Math.abs(skew) <= SKEW_MS,
      details: `the database is ${skew} ms ahead of here`,
      remedy: 'Set this computer’s clock, or ask whoever runs the database.',
    },
    {
      promise: 'The migrations are applied',
      ok: missing.length + foreign.length === 0,
      details: [
        `${ours.length} in all`,
        missing.length > 0 && `missing: ${missing.join(', ')}`,
        foreign.length > 0 && `not of this version: ${foreign.join(', ')}`,
      ]
        .filter(Boolean)
        .join('; '),
      remedy: 'npx supabase db push --db-url "<connection string>", with the version that is deployed.',
    },
    {
      promise: 'The keys are of the mode in which the shop takes money',
      ok: last_mode === null || gateways.every(({ mode }) => mode === last_mode),
      details: [
        ...gateways.map(({ id, mode }) => `the key for ${GATEWAYS[id]} is for ${mode} money`),
        last_mode && `the last payment was started in ${last_mode} mode`,
      ]
        .filter(Boolean)
        .join(', '),
      remedy: 'Set the secret key of the right mode. A live shop that changes to a test key takes no money.',
    },
    payoutKeys(settings.PAYOUT_ENCRYPTION_KEY.map(keyId), payout_keys),
    {
      promise: 'Live money goes over HTTPS',
      ok: gateways.every(({ mode }) => mode === 'test') || settings.SITE_URL.startsWith('https://'),
      details: settings.SITE_URL,
      remedy: 'Set SITE_URL to the shop’s https:// address.',
    },
  ];
}

/** Whether the bank details in the database can be read with the keys that are set, and which of these nobody needs any more. */
function payoutKeys([newest, ...older]: string[], used: string[]): Finding {
  const missing = used.filter((id) => id !== newest && !older.includes(id));
  const unused = older.filter((id) => !used.includes(id));
  return {
    promise: 'All bank details can be read',
    ok: missing.length === 0,
    details: [
      missing.length > 0 && `keys that are not set: ${missing.join(', ')}`,
      unused.length > 0 && `old keys that can be taken away: ${unused.join(', ')}`,
    ]
      .filter(Boolean)
      .join('; '),
    remedy: 'Add the missing key behind the newest one in PAYOUT_ENCRYPTION_KEY, or ask the customers again.',
  };
}

/** The health page, and the doors of the webhooks without a signature: each has to refuse, and stores nothing. */
async function knock({ SITE_URL }: Env): Promise<Finding[]> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const health = await fetch(`${SITE_URL}/api/health`, { signal });
  const doors = await Promise.all(
    gatewayIds.map(async (id): Promise<Finding> => {
      const asked = { method: 'POST', body: '{}', redirect: 'manual', signal } as const;
      const { status } = await fetch(`${SITE_URL}/api/webhooks/${id}`, asked);
      return {
        promise: `The door for webhooks of ${GATEWAYS[id]} is open, and lets in what is signed only`,
        ok: status === 401,
        details: `no signature was answered ${status}`,
        remedy: 'The address must lead to the shop without a redirect, and past any login wall.',
      };
    }),
  );
  return [
    {
      promise: 'The shop answers',
      ok: health.status === 200,
      details: `${health.status} ${await health.text()}`,
      remedy: 'Look at the deployment’s log.',
    },
    ...doors,
  ];
}

const takesOurKey = ({ id }: PaymentGateway) => `${GATEWAYS[id]} takes our key`;

/** Asks about a reference that nobody has: that it is not known there says that the key is good. */
async function askGateway(gateway: PaymentGateway): Promise<Finding[]> {
  const failure = await gateway.fetchPayment('KEDAI-DOCTOR').then(
    () => null,
    (error: unknown) => {
      if (error instanceof GatewayError) return error;
      throw error;
    },
  );
  return [
    {
      promise: takesOurKey(gateway),
      ok: failure === null,
      details: failure?.message ?? '',
      remedy: failure?.kind === 'auth' ? 'Set its key anew.' : 'Look at the gateway’s status page.',
    },
  ];
}

async function promises(client: Client, { DEFAULT_SHOP }: Env): Promise<Finding[]> {
  const { data, error } = await client
    .rpc('doctor', { default_shop: DEFAULT_SHOP })
    .abortSignal(AbortSignal.timeout(PATIENCE_MS));
  if (error) throw new Error(`${error.code} ${error.message}`);
  // as the admin says it: these messages have no arguments
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
