import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { birthOf } from '../process.ts';

const runningSchema = z.object({
  pid: z.int(),
  birth: z.string().nullable(),
  since: z.string(),
  /** The text shown in the terminal once everything is ready; null while it is starting. */
  screen: z.string().nullable(),
});

export type Running = z.infer<typeof runningSchema>;

/** This folder's shop is already running. */
export class AlreadyRunning extends Error {
  readonly running: Running;
  constructor(running: Running) {
    super('Kedai is already running in this folder.');
    this.running = running;
  }
}

export type Lock = {
  /** The last run was killed, and its parts may still be stopping. */
  isAfterCrash: boolean;
  show: (screen: string) => void;
  release: () => void;
};

/** Makes sure that only one shop uses `dir` at a time. Throws AlreadyRunning. */
export function takeLock(dir: string): Lock {
  fs.mkdirSync(dir, { recursive: true });
  const file = path.join(dir, 'running.json');
  const running: Running = {
    pid: process.pid,
    birth: birthOf(process.pid),
    since: new Date().toISOString(),
    screen: null,
  };
  let isAfterCrash = false;
  while (!create(file, running)) {
    const other = read(file);
    if (other && birthOf(other.pid) === other.birth && other.birth !== null) throw new AlreadyRunning(other);
    fs.rmSync(file, { force: true });
    isAfterCrash = true;
  }
  const show = (screen: string) =>
    fs.writeFileSync(file, JSON.stringify({ ...running, screen }), { mode: 0o600 });
  const release = () => fs.rmSync(file, { force: true });
  return { isAfterCrash, show, release };
}

function create(file: string, running: Running): boolean {
  try {
    fs.writeFileSync(file, JSON.stringify(running), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): Running | null {
  try {
    return runningSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
