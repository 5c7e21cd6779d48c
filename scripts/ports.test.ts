import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { anyPort } from './ports.ts';
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
