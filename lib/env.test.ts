import { afterAll, beforeEach, expect, test, vi } from 'vitest';

const before = { ...process.env };
const [key, older] = ['a'.repeat(64), 'B'.repeat(64)];
const settings = {
  SITE_URL: 'https://my-shop.example',
  SUPABASE_URL: 'https://project.supabase.example',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_0123456789',
  SUPABASE_SECRET_KEY: 'sb_secret_0123456789',
  PAYSTACK_SECRET_KEY: 'sk_test_0123456789',
  PAYOUT_ENCRYPTION_KEY: key,
  CRON_SECRET: '0123456789abcdef',
  CLIENT_ADDRESS_SECRET: '0123456789abcdef0123456789abcdef',
  RESEND_API_KEY: 're_1',
  MAIL_FROM: 'Shop <orders@my-shop.example>',
};

/** The settings are read once in a program's life, so each test is one of its own. */
async function start(changes: Partial<typeof settings> = {}) {
  process.env = { ...before, ...settings, ...changes };
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
