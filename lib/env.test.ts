import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { exampleEnv } from './example-env';

const before = { ...process.env };
const [key, older] = ['a'.repeat(64), 'B'.repeat(64)];

/** Settings are read once per process, so each test loads the module again. */
async function start(changes: Record<string, string | undefined> = {}) {
  process.env = { ...before, ...exampleEnv, ...changes };
  vi.resetModules();
  return (await import('./env')).env();
}

beforeEach(() => vi.resetModules());
afterAll(() => {
  process.env = before;
});

test('accepts one encryption key for bank details, or several with the newest first', async () => {
  expect((await start()).PAYOUT_ENCRYPTION_KEY).toEqual([key]);
  const both = await start({ PAYOUT_ENCRYPTION_KEY: `${key}, ${older}` });
  expect(both.PAYOUT_ENCRYPTION_KEY).toEqual([key, older.toLowerCase()]);
});

test.each([
  ['is empty', ''],
  ['is too short', key.slice(1)],
  ['is not hexadecimal', `g${key.slice(1)}`],
  ['ends with a comma', `${key},`],
])('refuses to start with an encryption key that %s, without printing it', async (_, value) => {
  const started = start({ PAYOUT_ENCRYPTION_KEY: value });
  await expect(started).rejects.toThrow(/PAYOUT_ENCRYPTION_KEY/);
  await expect(started).rejects.not.toThrow(key.slice(1));
});

test('refuses to start without an encryption key', async () => {
  await expect(start({ PAYOUT_ENCRYPTION_KEY: undefined })).rejects.toThrow(/PAYOUT_ENCRYPTION_KEY/);
});

test('treats an empty previous Paystack key as none, and refuses what is not a Paystack key', async () => {
  const previous = async (PAYSTACK_PREVIOUS_SECRET_KEY?: string) =>
    (await start({ PAYSTACK_PREVIOUS_SECRET_KEY })).PAYSTACK_PREVIOUS_SECRET_KEY;
  expect(await previous('')).toBeUndefined();
  expect(await previous('sk_test_old1')).toBe('sk_test_old1');
  await expect(previous('old1')).rejects.toThrow(
    /PAYSTACK_PREVIOUS_SECRET_KEY: must be a Paystack secret key/,
  );
});

test('leaves out a slash at the end of the site’s URL, since paths are appended', async () => {
  for (const SITE_URL of ['https://my-shop.example', 'https://my-shop.example/', 'https://my-shop.example//'])
    expect((await start({ SITE_URL })).SITE_URL).toBe('https://my-shop.example');
});

test.each([
  ['orders@my-shop.example', 'orders@my-shop.example'],
  ['Shop <orders@my-shop.example>', 'orders@my-shop.example'],
  ['"Shop, Lagos" <orders@my-shop.example>', 'orders@my-shop.example'],
])('sends email from the address in %s', async (MAIL_FROM, address) => {
  expect((await start({ MAIL_FROM })).MAIL_FROM).toBe(address);
});

test.each([
  '',
  'Shop',
  'Shop, Lagos <orders@my-shop.example>',
  'one@shop.example, two@shop.example',
  'orders@',
])('refuses to start with %j as the sender', async (MAIL_FROM) => {
  await expect(start({ MAIL_FROM })).rejects.toThrow(/MAIL_FROM: must be one email address/);
});
