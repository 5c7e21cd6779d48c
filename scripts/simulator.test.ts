import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paystack } from '../lib/payments/paystack/index.ts';
import { request, SECRET, testShop } from './simulator/test-shop.ts';

let shop: Awaited<ReturnType<typeof testShop>>;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop.close());

describe('the program', () => {
  const program = path.resolve(import.meta.dirname, 'simulator.ts');

  function start(env: Record<string, string>): ChildProcess {
    return spawn(process.execPath, [program], {
      env: { ...process.env, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  /** Resolves with the program's URL once it prints it. */
  function address(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error('It exited instead of starting')));
      child.stdout?.on('data', (data) => {
        const url = /http:\S+/.exec(String(data))?.[0];
        if (url) resolve(url);
      });
    });
  }

  function ended(child: ChildProcess): Promise<number | null> {
    return new Promise((resolve) => child.once('exit', resolve));
  }

  test('refuses a live key and does not start on Vercel', { timeout: 20_000 }, async () => {
    expect(await ended(start({ PAYSTACK_SECRET_KEY: 'sk_live_real' }))).toBe(1);
    expect(await ended(start({ PAYSTACK_SECRET_KEY: SECRET, VERCEL: '1' }))).toBe(1);
  });

  test('keeps transactions and pending webhooks when it is killed and started again', {
    timeout: 20_000,
  }, async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'paystack '));
    const env = {
      PAYSTACK_SECRET_KEY: SECRET,
      PAYSTACK_STATE_DIR: dir,
      PAYSTACK_WEBHOOK_URL: `${shop.receiver.url}/webhooks`,
    };
    const first = start(env);
    const before = await address(first);
    const body = { email: 'adaeze@example.com', amount: 500_000, reference: 'KD-BEFORE' };
    await request('POST', `${before}/transaction/initialize`, body);
    await request('POST', `${before}/control`, { webhooks: { delay_ms: 1_500 } });
    await request('POST', `${before}/control/pay`, { reference: 'KD-BEFORE' });
    first.kill('SIGKILL');
    await ended(first);

    const second = start(env);
    const after = await address(second);
    const again = paystack({ secretKey: SECRET, baseUrl: after });
    expect(await again.fetchPayment('KD-BEFORE')).toMatchObject({ state: 'paid', amountMinor: 500_000 });
    expect((await request('POST', `${after}/transaction/initialize`, body)).body.code).toBe(
      'duplicate_reference',
    );
    expect(await shop.webhooks('KD-BEFORE', 1)).toMatchObject([{ event: 'charge.success' }]);

    second.kill('SIGTERM');
    expect(await ended(second)).toBe(0);
    await rm(dir, { recursive: true });
  });
});
