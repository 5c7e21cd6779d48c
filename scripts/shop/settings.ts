import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { claimPort } from '../ports.ts';
import { removeCluster } from '../postgres.ts';

const random = (bytes: number) => randomBytes(bytes).toString('hex');

const secretsSchema = z.object({
  databasePassword: z.string().default(() => random(16)),
  jwtSecret: z.string().default(() => random(32)),
  publishableKey: z.string().default(() => `sb_publishable_${random(16)}`),
  secretKey: z.string().default(() => `sb_secret_${random(24)}`),
  paystackSecretKey: z.string().default(() => `sk_test_${random(20)}`),
  clientAddressSecret: z.string().default(() => random(32)),
  cronSecret: z.string().default(() => random(24)),
  payoutEncryptionKey: z.string().default(() => random(32)),
  /** Short, because people type it; it only protects this demo. */
  demoPassword: z.string().default(() => `demo-${random(3)}`),
});

export type Secrets = z.infer<typeof secretsSchema>;

/** This clone's own secrets, created at the first start. */
export function readSecrets(dir: string): Secrets {
  const file = path.join(dir, 'secrets.json');
  const secrets = secretsSchema.parse(readJson(file));
  fs.writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

const portsSchema = z.object({
  shop: z.int(),
  api: z.int(),
  paystack: z.int(),
  mailbox: z.int(),
  database: z.int(),
});

export type Ports = z.infer<typeof portsSchema>;

const PART_NAMES = {
  shop: 'shop',
  api: 'API',
  paystack: 'simulator',
  mailbox: 'mailbox',
  database: 'database',
};

type PortOptions = {
  dir: string;
  /** The shop's default port; that of each further part is a hundred higher. */
  first: number;
  /** The shop's port, if the developer chose one. */
  shop?: number | undefined;
  /** The last run was killed: waits for ports in use, which its parts release within seconds. */
  isAfterCrash: boolean;
  /** Called with a sentence for each port that had to change. */
  say: (words: string) => void;
};

/** The ports of the last run, or the next free ones. */
export async function choosePorts({ dir, first, shop, isAfterCrash, say }: PortOptions): Promise<Ports> {
  const file = path.join(dir, 'ports.json');
  const defaults = {
    shop: first,
    api: first + 100,
    paystack: first + 200,
    mailbox: first + 300,
    database: first + 400,
  };
  const ports = portsSchema.parse({ ...defaults, ...readJson(file), ...(shop !== undefined && { shop }) });
  for (const name of portsSchema.keyof().options) {
    const port = await claimPort(ports[name], isAfterCrash ? 10_000 : 0);
    if (port !== ports[name]) say(`Port ${ports[name]} is taken: the ${PART_NAMES[name]} uses ${port}.`);
    ports[name] = port;
  }
  fs.writeFileSync(file, `${JSON.stringify(ports, null, 2)}\n`);
  return ports;
}

function readJson(file: string): object {
  return fs.existsSync(file) ? z.looseObject({}).parse(JSON.parse(fs.readFileSync(file, 'utf8'))) : {};
}

/** Writes a dotenv file for scripts, tests and benchmarks that use the running shop. Only its owner can read it. */
export function writeEnv(dir: string, env: Record<string, string>) {
  // Quotes values with characters that are special to a shell, because shells read the file too.
  const quoted = (value: string) => (/^[\w./:@-]*$/.test(value) ? value : `"${value}"`);
  const lines = Object.entries(env).map(([name, value]) => `${name}=${quoted(value)}\n`);
  const file = path.join(dir, 'env');
  fs.rmSync(file, { force: true });
  fs.writeFileSync(file, lines.join(''), { mode: 0o600 });
}

export function removeEnv(dir: string) {
  fs.rmSync(path.join(dir, 'env'), { force: true });
}

/** Deletes orders, emails and uploads; secrets and ports stay. */
export function clearShop(dir: string) {
  removeCluster(path.join(dir, 'postgres'));
  for (const name of ['mailbox', 'paystack', 'storage', 'migrations.json']) {
    fs.rmSync(path.join(dir, name), { recursive: true, force: true });
  }
}
