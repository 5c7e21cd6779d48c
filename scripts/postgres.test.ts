import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeReachable } from './postgres.ts';

test('a link to a folder that is gone is replaced', () => {
  const parent = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-')));
  const dir = path.join(parent, 'data');
  fs.symlinkSync(path.join(parent, 'gone'), dir);
  expect(makeReachable(dir, {})).toBe(dir);
  expect(fs.statSync(dir).isDirectory()).toBe(true);
  fs.rmSync(parent, { recursive: true });
});
