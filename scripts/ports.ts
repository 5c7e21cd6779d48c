import fs from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './process.ts';

/** A currently free port, chosen by the system. For tests, which run in parallel. */
export async function anyPort(): Promise<number> {
  return (await listen(0, '127.0.0.1')) ?? anyPort();
}

/** Ports that this process has claimed. They may still be free, but this process's note keeps other clones away. */
const claimed = new Set<number>();
process.once('exit', () => {
  for (const port of claimed) fs.rmSync(noteOf(port), { force: true });
});

/**
 * Claims the first free port from `wanted` on, until this process ends. Two clones that start at the same moment get
 * different ports even before either listens, and so do two parts of one shop. Waits up to `patienceMs` for `wanted` itself
 * to become free.
 */
export async function claimPort(wanted: number, patienceMs = 0): Promise<number> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && !(await isFree(wanted))) await sleep(50);
  const last = Math.min(wanted + 99, 65_535);
  for (let port = wanted; port <= last; port++) {
    if (claimed.has(port) || !(await claim(port))) continue;
    claimed.add(port);
    return port;
  }
  throw new Error(`None of the ports from ${wanted} to ${last} is free.`);
}

/** Writes the note while listening on the port: only one process can do that, so no two read the same old note. */
async function claim(port: number): Promise<boolean> {
  let isNoted = false;
  await isFree(port, () => {
    isNoted = writeNote(port);
  });
  return isNoted;
}

async function isFree(port: number, whileHeld?: () => void): Promise<boolean> {
  // A server that listens on IPv6 only would receive the requests to http://localhost.
  return (await listen(port, '::1')) !== null && (await listen(port, '127.0.0.1', whileHeld)) !== null;
}

/** Listens for a moment. Returns the port, or null when it is taken. A host that this computer lacks counts as free. */
async function listen(port: number, host: string, whileHeld?: () => void): Promise<number | null> {
  const server = createServer();
  const answer = await new Promise<number | null>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? port : null),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
  if (!server.listening) return answer;
  whileHeld?.();
  await new Promise((resolve) => server.close(resolve));
  return answer;
}

/** Writes a note with this process's id where all clones look. False when another running process has one. */
function writeNote(port: number): boolean {
  const note = noteOf(port);
  const owner = Number(read(note));
  if (owner !== process.pid && isAlive(owner)) return false;
  try {
    fs.rmSync(note, { force: true });
    fs.writeFileSync(note, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    // An old note of another account, which we cannot remove. The port is free, so use it without a note.
    return error instanceof Error && 'code' in error && error.code !== 'EEXIST';
  }
}

function noteOf(port: number): string {
  return path.join(os.tmpdir(), `kedai-port-${port}`);
}

function read(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}
