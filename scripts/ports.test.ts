import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { anyPort, claimPort } from './ports.ts';
import { choosePorts } from './shop/settings.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ports-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

// The shop requests the default port of the API, the simulator, the mailbox or the database (`npm run shop -- --port 4100`).
test.each([100, 200, 300, 400])(
  'gives the shop the requested port, %i above the default, and every part a different one',
  async (above) => {
    const requested = await anyPort();
    const dir = fs.mkdtempSync(path.join(folder, 'shop-'));
    const options = { dir, first: requested - above, shop: requested, isAfterCrash: false, say: () => {} };
    const ports = await choosePorts(options);
    expect(ports.shop).toBe(requested);
    expect(new Set(Object.values(ports)).size).toBe(5);
  },
);

test('gives each part its own port when ports.json repeats one', async () => {
  const [shop, database] = [await anyPort(), await anyPort()];
  fs.writeFileSync(
    path.join(folder, 'ports.json'),
    JSON.stringify({ shop, api: shop, paystack: shop, mailbox: shop, database }),
  );
  const ports = await choosePorts({ dir: folder, first: 4000, isAfterCrash: false, say: () => {} });
  expect(new Set(Object.values(ports)).size).toBe(5);
});

test('two clones that both find the note of a process that has ended get different ports', async () => {
  const wanted = await anyPort();
  const note = path.join(os.tmpdir(), `kedai-port-${wanted}`);
  const answer = path.join(folder, 'claimed');
  const other = `import { writeFileSync } from 'node:fs';
    import { claimPort } from ${JSON.stringify(path.join(import.meta.dirname, 'ports.ts'))};
    writeFileSync(${JSON.stringify(answer)}, String(await claimPort(${wanted})));
    setInterval(() => {}, 1000);`;
  fs.writeFileSync(note, String(2 ** 30));
  const read = fs.readFileSync;
  const clones: ReturnType<typeof spawn>[] = [];
  vi.spyOn(fs, 'readFileSync').mockImplementationOnce((...args) => {
    const content = read(...args);
    // the other clone claims a port after this one has read the note, and before it writes its own
    clones.push(spawn(process.execPath, ['--input-type=module', '--eval', other], { stdio: 'ignore' }));
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let waits = 0; waits < 600 && !fs.existsSync(answer); waits++) Atomics.wait(pause, 0, 0, 100);
    return content;
  });
  try {
    const mine = await claimPort(wanted);
    const theirs = Number(fs.readFileSync(answer, 'utf8'));
    expect([mine, theirs]).toEqual([wanted, expect.any(Number)]);
    expect(theirs).toBeGreaterThan(wanted);
  } finally {
    vi.restoreAllMocks();
    for (const clone of clones) clone.kill();
  }
}, 120_000);
