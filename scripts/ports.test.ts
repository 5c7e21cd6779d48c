import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { anyPort } from './ports.ts';
import { choosePorts } from './shop/settings.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ports-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

// What the API, the simulator, the mailbox and the database usually get: `npm run shop -- --port 4100` and so on.
test.each([100, 200, 300, 400])(
  'a shop that is asked for the port %i above the usual one shares it with no part of its own',
  async (above) => {
    const asked = await anyPort();
    const dir = fs.mkdtempSync(path.join(folder, 'shop-'));
    const options = { dir, first: asked - above, shop: asked, isAfterCrash: false, say: () => {} };
    const ports = await choosePorts(options);
    expect(ports.shop).toBe(asked);
    expect(new Set(Object.values(ports)).size).toBe(5);
  },
);

test('a folder that remembers one port for two parts gives them two', async () => {
  const [shop, database] = [await anyPort(), await anyPort()];
  fs.writeFileSync(
    path.join(folder, 'ports.json'),
    JSON.stringify({ shop, api: shop, paystack: shop, mailbox: shop, database }),
  );
  const ports = await choosePorts({ dir: folder, first: 4000, isAfterCrash: false, say: () => {} });
  expect(new Set(Object.values(ports)).size).toBe(5);
});
