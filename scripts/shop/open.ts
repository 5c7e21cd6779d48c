import path from 'node:path';
import postgres from 'postgres';
import { migrate, prepareDatabase, storeClientSecret } from '../database.ts';
import { answers, type Part, startPart, untilReady } from '../part.ts';
import { startPostgres } from '../postgres.ts';
import { build, isBuilt } from './build.ts';
import { runCron } from './cron.ts';
import { noteMigrations, refuseEditedMigrations } from './migrations.ts';
import { type Ports, readSecrets, removeEnv, type Secrets, writeEnv } from './settings.ts';
import { createDemoStaff } from './staff.ts';

export type OpenOptions = {
  /** The folder for all data of this shop. */
  dir: string;
  /** The folder of Next's build, relative to the project's root. */
  distDir: string;
  ports: Ports;
  /** The port of a second app process on the same database, if there is to be one. */
  twinPort?: number;
  /** With hot reload, and Next's output in the terminal. */
  isDev: boolean;
  /** Whether the database survives a power cut; tests turn it off. */
  isDurable: boolean;
  step: <T>(what: string, work: () => Promise<T>) => Promise<T>;
  /** Stops all started parts when it aborts. */
  signal: AbortSignal;
};

export type OpenShop = {
  /** The content of the file `env`. */
  env: LocalEnv;
  secrets: Secrets;
  shops: DemoShop[];
  /** Resolves with the first part that exits. */
  broken: Promise<Part>;
  close: () => Promise<void>;
};

export type LocalEnv = ReturnType<typeof environment>;
type DemoShop = { name: string; host: string };

type Start = typeof startPart;

/** Starts a whole shop: database, API, simulator, mailbox and app. When a part fails, it stops the others and throws. */
export async function openShop(options: OpenOptions): Promise<OpenShop> {
  const running = new Set<Part>();
  const closing = new AbortController();
  const start: Start = (partOptions) => {
    options.signal.throwIfAborted();
    const part = startPart(partOptions);
    running.add(part);
    part.ended.then(() => running.delete(part));
    return part;
  };
  const stopAll = async () => {
    closing.abort();
    removeEnv(options.dir);
    // In reverse order: each part depends on those before it.
    for (const part of [...running].toReversed()) await part.stop();
  };
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= stopAll();
    return closed;
  };
  options.signal.addEventListener('abort', close);
  try {
    removeEnv(options.dir);
    const opened = await openParts(options, start);
    const broken = Promise.race([...running].map((part) => part.ended.then(() => part)));
    runCron(
      originOf(options.ports.shop),
      opened.secrets.cronSecret,
      logOf(options.dir, 'cron'),
      closing.signal,
    );
    writeEnv(options.dir, opened.env);
    return { ...opened, broken, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openParts(options: OpenOptions, start: Start) {
  const { dir, ports, isDev, step } = options;
  const secrets = readSecrets(dir);
  const cluster = await step('Start the database', () =>
    startPostgres(
      {
        dir: path.join(dir, 'postgres'),
        port: ports.database,
        password: secrets.databasePassword,
        isDurable: options.isDurable,
        log: logOf(dir, 'database'),
      },
      start,
    ),
  );
  await step('Apply the migrations', async () => {
    refuseEditedMigrations(dir);
    await prepareDatabase(cluster.url());
    await migrate(cluster.url('postgres', 'postgres'), { seed: true });
    await storeClientSecret(cluster.url(), secrets.clientAddressSecret);
    await createDemoStaff(cluster.url(), secrets.demoPassword);
    noteMigrations(dir);
  });
  const env = environment(ports, secrets, cluster.url('postgres', 'postgres'));
  await step('Start the API, the simulator and the mailbox', () =>
    startServices(options, env, secrets, start),
  );
  const { shops, databaseId } = await describe(cluster.url());

  const appEnv = {
    ...env,
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_DIST_DIR: options.distDir,
  };
  const next = (log: string, ...args: string[]) => ({
    name: 'app',
    script: ['--dns-result-order=ipv4first', 'node_modules/next/dist/bin/next', ...args],
    // NODE_OPTIONS, not an argument: `next dev` serves from a child process.
    env: { ...appEnv, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${FRONT}`.trim() },
    log: isDev ? undefined : logOf(dir, log),
  });
  // Pages are prerendered from database rows, so another database needs another build.
  const circumstances = { appEnv, databaseId };
  if (!isDev && !isBuilt(options.distDir, circumstances)) {
    await step('Build the shop', () =>
      build(options.distDir, circumstances, () => start(next('build', 'build'))),
    );
  }
  await step('Start the app', async () => {
    // `localhost` makes it listen on 127.0.0.1. With the address itself, Next treats the proxy's rewrites as external URLs.
    const app = start(next('app', isDev ? 'dev' : 'start', '-H', 'localhost', '-p', String(ports.shop)));
    await untilReady(app, () => answers(`${originOf(ports.shop)}/api/health`), 120);
    if (options.twinPort) {
      const twin = start(next('twin', 'start', '-H', 'localhost', '-p', String(options.twinPort)));
      await untilReady(twin, () => answers(`${originOf(options.twinPort ?? 0)}/api/health`));
    }
  });
  return { env, secrets, shops };
}

/** Sets X-Forwarded-For. */
const FRONT = new URL('front.ts', import.meta.url).href;

async function startServices(
  { dir, ports }: OpenOptions,
  env: LocalEnv,
  secrets: Secrets,
  start: Start,
): Promise<void> {
  const api = start({
    name: 'API',
    script: ['scripts/api.ts'],
    env: {
      ...env,
      PORT: String(ports.api),
      JWT_SECRET: secrets.jwtSecret,
      STORAGE_DIR: path.join(dir, 'storage'),
    },
    log: logOf(dir, 'api'),
  });
  const paystack = start({
    name: 'simulator',
    script: ['scripts/simulator.ts'],
    env: {
      PORT: String(ports.paystack),
      PAYSTACK_SECRET_KEY: secrets.paystackSecretKey,
      PAYSTACK_STATE_DIR: path.join(dir, 'paystack'),
      PAYSTACK_WEBHOOK_URL: `${originOf(ports.shop)}/api/webhooks/paystack`,
    },
    log: logOf(dir, 'paystack'),
  });
  const mailbox = start({
    name: 'mailbox',
    script: ['scripts/mailbox.ts'],
    env: { PORT: String(ports.mailbox), MAILBOX_DIR: path.join(dir, 'mailbox') },
    log: logOf(dir, 'mailbox'),
  });
  await Promise.all([
    untilReady(api, () => answers(`${env.SUPABASE_URL}/health`)),
    untilReady(paystack, () => answers(`${env.PAYSTACK_BASE_URL}/health`)),
    untilReady(mailbox, () => answers(`${env.MAILBOX_URL}/health`)),
  ]);
}

function environment(ports: Ports, secrets: Secrets, databaseUrl: string) {
  return {
    // Not 127.0.0.1: the second shop's host is a subdomain of localhost.
    SITE_URL: `http://localhost:${ports.shop}`,
    SUPABASE_URL: originOf(ports.api),
    SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
    SUPABASE_SECRET_KEY: secrets.secretKey,
    DATABASE_URL: databaseUrl,
    PAYSTACK_SECRET_KEY: secrets.paystackSecretKey,
    PAYSTACK_BASE_URL: originOf(ports.paystack),
    PAYOUT_ENCRYPTION_KEY: secrets.payoutEncryptionKey,
    CRON_SECRET: secrets.cronSecret,
    CLIENT_ADDRESS_SECRET: secrets.clientAddressSecret,
    TRUSTED_PROXIES: '1',
    MAILBOX_URL: originOf(ports.mailbox),
    RESEND_API_KEY: 're_local',
    RESEND_BASE_URL: originOf(ports.mailbox),
    MAIL_FROM: 'Kedai <hello@kedai.example>',
    DEFAULT_SHOP: 'itanna',
  };
}

async function describe(databaseUrl: string): Promise<{ shops: DemoShop[]; databaseId: string }> {
  const sql = postgres(databaseUrl, { max: 1 });
  const shops = await sql<DemoShop[]>`
    select name, host from public.shops join public.shop_domains on shop_id = id and is_primary order by host desc`;
  const [{ id }] = await sql<[{ id: string }]>`select system_identifier::text as id from pg_control_system()`;
  await sql.end();
  return { shops, databaseId: id };
}

function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function logOf(dir: string, name: string): string {
  return path.join(dir, 'log', `${name}.log`);
}
