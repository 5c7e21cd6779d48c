import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { runCron } from './cron.ts';

vi.mock('node:timers/promises', () => ({ setTimeout: async () => {} }));
afterEach(() => vi.unstubAllGlobals());

const brokenBody = () =>
  new Response(new ReadableStream({ start: (controller) => controller.error(new Error('cut off')) }));

test('an answer that is cut off is logged, and the next call is made', async () => {
  const log = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cron-')), 'log');
  const stop = new AbortController();
  const stopMidway = () => {
    stop.abort();
    return brokenBody();
  };
  const answers = [brokenBody, () => new Response('fine'), stopMidway];
  vi.stubGlobal('fetch', async () => answers.shift()?.());
  await runCron('http://shop.example', 'secret', log, stop.signal);
  expect(fs.readFileSync(log, 'utf8')).toMatch(/^\S+ no answer\n\S+ 200 fine\n$/);
  fs.rmSync(path.dirname(log), { recursive: true });
});
