import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startPart, untilReady } from './part.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parts-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const WORK = 'console.log("working"); setInterval(() => {}, 1000);';
const STOP = 'process.on("SIGTERM", () => { console.log("stopped"); process.exit(); });';
const output = (log: string) => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : '');

test('a part gets SIGTERM when its parent is killed', async () => {
  const log = path.join(folder, 'orphan.log');
  const options = JSON.stringify({ name: 'orphan', script: ['-e', WORK + STOP], env: {}, log });
  const module = new URL('part.ts', import.meta.url).href;
  const parent = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { startPart } from '${module}'; startPart(${options}); ${WORK}`,
  ]);
  await expect.poll(() => output(log), { timeout: 5000 }).toContain('working');
  parent.kill('SIGKILL');
  await expect.poll(() => output(log), { timeout: 5000 }).toContain('stopped');
});

test('a child of a part, with the same Node options and no stdin, keeps running', async () => {
  const log = path.join(folder, 'nested.log');
  const nested = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, [...process.execArgv.slice(0, 2), '-e', 'setTimeout(() => console.log("done"), 300)'],
      { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('exit', (code, signal) => console.log('ended by', signal ?? code));`;
  const part = startPart({ name: 'nested', script: ['-e', nested], env: {}, log });
  await part.ended;
  expect(output(log)).toBe('done\nended by 0\n');
});

test('reports a part that exits during its start with its last output', async () => {
  const part = startPart({
    name: 'broken part',
    script: ['-e', 'console.error("the port is taken"); process.exit(3)'],
    env: {},
    log: path.join(folder, 'broken.log'),
  });
  await expect(untilReady(part, async () => false)).rejects.toThrow(
    'The broken part exited during its start.\nthe port is taken',
  );
});
