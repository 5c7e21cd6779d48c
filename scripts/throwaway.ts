import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './part.ts';
import { anyPort } from './ports.ts';
import { type Cluster, removeCluster, startPostgres } from './postgres.ts';
import { isAlive } from './process.ts';

export type Throwaway = { cluster: Cluster; dir: string; close: () => Promise<void> };

/** A Postgres server for one run, in a folder of its own. `close` removes both. Several can run at once. */
export async function openThrowaway(): Promise<Throwaway> {
  const runs = path.join(root, '.local', 'test');
  fs.mkdirSync(runs, { recursive: true });
  removeDeadRuns(runs);
  const dir = fs.mkdtempSync(path.join(runs, `database-${process.pid}-`));
  // The server may run under another account, which has to traverse this folder.
  fs.chmodSync(dir, 0o755);
  const cluster = await startPostgres({
    dir: path.join(dir, 'postgres'),
    port: await anyPort(),
    password: randomBytes(12).toString('hex'),
    isDurable: false,
    log: path.join(dir, 'postgres.log'),
  });
  const close = async () => {
    await cluster.stop();
    remove(dir);
  };
  return { cluster, dir, close };
}

/** A run that was killed could not clean up. */
function removeDeadRuns(runs: string) {
  for (const name of fs.readdirSync(runs)) {
    const pid = /^database-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) remove(path.join(runs, name));
  }
}

function remove(dir: string) {
  removeCluster(path.join(dir, 'postgres'));
  fs.rmSync(dir, { recursive: true, force: true });
}
