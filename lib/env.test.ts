import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { exampleEnv } from './example-env';

const before = { ...process.env };
const [key, older] = ['a'.repeat(64), 'B'.repeat(64)];

/** The settings are read once in a program's life, so each test is one of its own. */
async function start(changes: Partial<typeof exampleEnv> = {}) {
  process.env = { ...before, ...exampleEnv, ...changes };
  vi.resetModules();
  return (await import('./env')).env();
}

beforeEach(() => vi.resetModules());
afterAll(() => {
  process.env = before;
});

test('a deployment starts with one key for bank details, or with several, the newest first', async () => {
  expect((await start()).PAYOUT_ENCRYPTION_KEY).toEqual([key]);
  const both = await start({ PAYOUT_ENCRYPTION_KEY: `${key}, ${older}` });
  expect(both.PAYOUT_ENCRYPTION_KEY).toEqual([key, older.toLowerCase()]);
});

test.each([
  ['is empty', ''],
  ['is too short', key.slice(1)],
  ['is no hexadecimal number', `g${key.slice(1)}`],
  ['ends with a comma', `${key},`],
])('a deployment whose key for bank details %s does not start, and does not print it', async (_, value) => {
  const started = start({ PAYOUT_ENCRYPTION_KEY: value });
  await expect(started).rejects.toThrow(/PAYOUT_ENCRYPTION_KEY/);
  await expect(started).rejects.not.toThrow(key.slice(1));
});

test('a deployment without a key for bank details does not start', async () => {
  await expect(start({ PAYOUT_ENCRYPTION_KEY: undefined })).rejects.toThrow(/PAYOUT_ENCRYPTION_KEY/);
});

test.each([
  ['orders@my-shop.example', 'orders@my-shop.example'],
  ['Shop <orders@my-shop.example>', 'orders@my-shop.example'],
  ['"Shop, Lagos" <orders@my-shop.example>', 'orders@my-shop.example'],
])('mail comes from the address of %s', async (MAIL_FROM, address) => {
  expect((await start({ MAIL_FROM })).MAIL_FROM).toBe(address);
});

test.each([
  '',
  'Shop',
  'Shop, Lagos <orders@my-shop.example>',
  'one@shop.example, two@shop.example',
  'orders@',
])('a deployment whose mail would come from %j does not start', async (MAIL_FROM) => {
  await expect(start({ MAIL_FROM })).rejects.toThrow(/MAIL_FROM: must be one email address/);
});
