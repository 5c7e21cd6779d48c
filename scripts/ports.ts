import fs from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './process.ts';

/** A port that nobody listens on just now, from those that the system hands out. For tests, which run side by side. */
export async function anyPort(): Promise<number> {
  return (await listen(0, '127.0.0.1')) ?? anyPort();
}

/** What this process has claimed: nobody may listen there yet, and the note that keeps others away is our own. */
const claimed = new Set<number>();
process.once('exit', () => {
  for (const port of claimed) fs.rmSync(noteOf(port), { force: true });
});

/**
 * The first free port from `wanted` on, kept for this process until it ends: two clones that start at the same moment
 * get different ones, also before either listens, and so do two parts of one shop. `patienceMs`: how long to wait for `wanted`
 * itself to become free.
 */
export async function claimPort(wanted: number, patienceMs = 0): Promise<number> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && !(await isFree(wanted))) await sleep(50);
  const last = Math.min(wanted + 99, 65_535);
  for (let port = wanted; port <= last; port++) {
    if (claimed.has(port) || !(await isFree(port)) || !mark(port)) continue;
    claimed.add(port);
    return port;
  }
  throw new Error(`None of the ports from ${wanted} to ${last} is free.`);
}

async function isFree(port: number): Promise<boolean> {
  // Somebody who listens on IPv6 alone would get the visitors of http://localhost.
  for (const host of ['127.0.0.1', '::1']) {
    if ((await listen(port, host)) === null) return false;
  }
  return true;
}

/** Listens for a moment. Answers the port, or null when it is taken; a host that this computer lacks takes no port. */
async function listen(port: number, host: string): Promise<number | null> {
  const server = createServer();
  const answer = await new Promise<number | null>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? port : null),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
  if (server.listening) await new Promise((resolve) => server.close(resolve));
  return answer;
}

/** Leaves a note with our process id where all clones look. False when another living process has left one. */
function mark(port: number): boolean {
  const note = noteOf(port);
  const owner = Number(read(note));
  if (owner !== process.pid && isAlive(owner)) return false;
  try {
    fs.rmSync(note, { force: true });
    fs.writeFileSync(note, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    // Another account's old note, which we may not remove; nobody listens on the port, and that has to do.
    return error instanceof Error && 'code' in error && error.code !== 'EEXIST';
  }
}

function noteOf(port: number): string {
  return path.join(os.tmpdir(), `kedai-port-${port}`);
}

function read(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}
