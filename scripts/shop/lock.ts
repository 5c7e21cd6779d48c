import { randomUUID } from 'node:crypto';
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
    if (other && isRunning(other)) throw new AlreadyRunning(other);
    if (removeStale(file)) isAfterCrash = true;
  }
  const show = (screen: string) => fs.renameSync(writeAside(file, { ...running, screen }), file);
  const release = () => fs.rmSync(file, { force: true });
  return { isAfterCrash, show, release };
}

const isRunning = ({ pid, birth }: Running) => birth !== null && birthOf(pid) === birth;

/** The file appears with its content at once: another start would take an empty one for a stale lock. */
function create(file: string, running: Running): boolean {
  const aside = writeAside(file, running);
  try {
    return link(aside, file);
  } finally {
    fs.rmSync(aside);
  }
}

/**
 * Removes the lock of a shop that is gone; false if there is none any more. Moving it aside first shows whether another
 * start has replaced it since it was read: then that lock is put back, and AlreadyRunning is thrown.
 */
function removeStale(file: string): boolean {
  const aside = nameAside(file);
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
  const moved = read(aside);
  const isReplaced = moved !== null && isRunning(moved);
  if (isReplaced) link(aside, file);
  fs.rmSync(aside);
  if (isReplaced) throw new AlreadyRunning(moved);
  return true;
}

function writeAside(file: string, running: Running): string {
  const aside = nameAside(file);
  fs.writeFileSync(aside, JSON.stringify(running), { flag: 'wx', mode: 0o600 });
  return aside;
}

const nameAside = (file: string) => `${file}.${randomUUID()}`;

/** Gives a file a second name; false if another file has that name. */
function link(file: string, name: string): boolean {
  try {
    fs.linkSync(file, name);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

const hasCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;

function read(file: string): Running | null {
  try {
    return runningSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
