import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AlreadyRunning, type Lock, takeLock } from './lock.ts';

let dir = '';
const file = () => path.join(dir, 'running.json');
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lock-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(dir, { recursive: true });
});

/** Leaves the lock of a shop that was killed. */
const crash = () =>
  fs.writeFileSync(file(), JSON.stringify({ pid: 2 ** 30, birth: '1', since: 'earlier', screen: null }));

/** Lets another shop start after the next file was created and before it has its content. */
function startWhileWriting(start: () => void) {
  vi.spyOn(fs, 'writeFileSync').mockImplementationOnce((name, content, options) => {
    const { flag = 'w', mode = 0o666 } = options as { flag?: string; mode?: number };
    const opened = fs.openSync(name as string, flag, mode);
    start();
    fs.writeSync(opened, content as string);
    fs.closeSync(opened);
  });
}

test('a folder is held by one shop, until it is released', () => {
  const lock = takeLock(dir);
  expect(lock.isAfterCrash).toBe(false);
  expect(() => takeLock(dir)).toThrow(AlreadyRunning);
  lock.show('Ready');
  expect(() => takeLock(dir)).toThrow(
    expect.objectContaining({ running: expect.objectContaining({ pid: process.pid, screen: 'Ready' }) }),
  );
  lock.release();
  expect(fs.readdirSync(dir)).toEqual([]);
  expect(takeLock(dir).isAfterCrash).toBe(false);
});

test('the lock of a shop that was killed is taken over', () => {
  crash();
  expect(takeLock(dir).isAfterCrash).toBe(true);
  expect(() => takeLock(dir)).toThrow(AlreadyRunning);
  expect(fs.readdirSync(dir)).toEqual(['running.json']);
});

test('of two shops that start at the same moment, one holds the folder', () => {
  const held: Lock[] = [];
  startWhileWriting(() => held.push(takeLock(dir)));
  expect(() => held.push(takeLock(dir))).toThrow(AlreadyRunning);
  expect(held).toHaveLength(1);
});

test('of two shops that find the lock of a killed one, one holds the folder', () => {
  crash();
  const held: Lock[] = [];
  const read = fs.readFileSync;
  let isFirst = true;
  vi.spyOn(fs, 'readFileSync').mockImplementation((...args) => {
    const content = read(...args);
    if (args[0] === file() && isFirst) {
      isFirst = false;
      held.push(takeLock(dir));
    }
    return content;
  });
  expect(() => held.push(takeLock(dir))).toThrow(AlreadyRunning);
  expect(held).toHaveLength(1);
  expect(() => takeLock(dir)).toThrow(AlreadyRunning);
});

test('a shop keeps its lock while it adds its screen text to the file', () => {
  const lock = takeLock(dir);
  const held: Lock[] = [];
  startWhileWriting(() => expect(() => held.push(takeLock(dir))).toThrow(AlreadyRunning));
  lock.show('Ready');
  expect(held).toEqual([]);
});
