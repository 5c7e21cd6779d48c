import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** One program of the local stack, running as a child process. */
export type Part = {
  name: string;
  /** Resolves when the program has ended, with its exit code; null when a signal ended it. */
  ended: Promise<number | null>;
  /** Sends SIGTERM, and SIGKILL after ten seconds. */
  stop: () => Promise<void>;
  /** The last lines of its log, which show why it ended. */
  lastWords: () => string;
};

export type PartOptions = {
  name: string;
  /** A script to run with this Node, with its arguments. */
  script: string[];
  env: Record<string, string>;
  /** The file for its output, emptied at each start; without it, the output goes to this terminal. */
  log?: string | undefined;
};

export const root = path.resolve(import.meta.dirname, '..');

/** Starts a part in a process group of its own, so that Ctrl-C reaches only this process, which stops the parts in order. */
export function startPart({ name, script, env, log }: PartOptions): Part {
  const output = log === undefined ? 'inherit' : openLog(log);
  const child = spawn(process.execPath, ['--import', EXIT_WITH_PARENT, ...script], {
    cwd: root,
    env: { ...process.env, ...env, IS_PART: '1' },
    stdio: ['pipe', output, output],
    detached: true,
  });
  if (typeof output === 'number') fs.closeSync(output);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(1));
  });
  const lastWords = () => (log === undefined ? '' : lastLines(log));
  return { name, ended, stop: () => stop(child, ended), lastWords };
}

const EXIT_WITH_PARENT = new URL('exit-with-parent.ts', import.meta.url).href;

function openLog(log: string): number {
  fs.mkdirSync(path.dirname(log), { recursive: true });
  return fs.openSync(log, 'w');
}

const STOP_TIMEOUT_MS = 10_000;

async function stop(child: ChildProcess, ended: Promise<unknown>) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const killTimer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(killTimer);
}

function lastLines(log: string): string {
  return fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
}

/** Waits until `isReady` returns true. Throws with the part's last output when it exits first or takes longer than `seconds`. */
export async function untilReady(part: Part, isReady: () => Promise<boolean>, seconds = 30): Promise<void> {
  let hasEnded = false;
  part.ended.then(() => {
    hasEnded = true;
  });
  const deadline = Date.now() + seconds * 1000;
  while (!(await isReady())) {
    if (hasEnded) throw new Error(`The ${part.name} exited during its start.\n${part.lastWords()}`);
    if (Date.now() > deadline) throw new Error(`The ${part.name} does not answer.\n${part.lastWords()}`);
    await sleep(40);
  }
}

/** Whether GET `url` returns 200. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch(() => null);
  await response?.body?.cancel();
  return response?.status === 200;
}
