import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';

const notification = {
  id: '4b7a4c1e-0000-4000-8000-000000000001',
  shop_id: '4b7a4c1e-0000-4000-8000-000000000002',
  template: 'settings_changed',
  recipient: 'ada@example.com',
  payload: { at: '2026-11-25T10:00:00Z', by: 'Tunde Bello', by_role: 'admin' },
  idempotency_key: '4b7a4c1e-0000-4000-8000-000000000003',
};
const shop = {
  ...{ slug: 'itanna', name: 'Ìtànná', locale: 'en', time_zone: 'Africa/Lagos', currency: 'NGN' },
  contact_email: null,
};

/** What Resend answers. */
let [status, answer]: [number, object] = [200, {}];
const server = await scriptedServer((response, { path }) => {
  if (path === '/emails') answerJson(response, status, answer);
  else if (path.includes('/claim_notifications')) answerJson(response, 200, [notification]);
  else if (path.includes('/shops?')) answerJson(response, 200, shop);
  else answerJson(response, 200, null);
});
afterAll(() => server.close());

Object.assign(process.env, { ...exampleEnv, SUPABASE_URL: server.url, RESEND_BASE_URL: server.url });
const { sendNotifications } = await import('./send');

beforeEach(() => {
  server.received.length = 0;
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const refuse = (name: string) => {
  status = 409;
  answer = { statusCode: 409, name, message: 'Same idempotency key used' };
};
const sent = (path: string) => server.received.find((request) => request.path.includes(path));
const recorded = () => JSON.parse(sent('/finish_notification')?.body ?? '{}');

test('sends an email with its own idempotency key', async () => {
  [status, answer] = [200, { id: 'e-1' }];
  expect(await sendNotifications(10)).toEqual({ done: 1, failed: 0 });
  expect(sent('/emails')?.headers['idempotency-key']).toBe(notification.idempotency_key);
  expect(recorded()).toMatchObject({ id: notification.id, key: notification.idempotency_key });
  expect(recorded().error).toBeUndefined();
});

test('records an email as sent if its key has sent another text, since an earlier attempt was accepted', async () => {
  refuse('invalid_idempotent_request');
  expect(await sendNotifications(10)).toEqual({ done: 1, failed: 0 });
  expect(recorded().error).toBeUndefined();
});

test('retries an email while an earlier attempt with its key is under way', async () => {
  refuse('concurrent_idempotent_requests');
  expect(await sendNotifications(10)).toEqual({ done: 0, failed: 1 });
  expect(recorded().error).toMatch(/^concurrent_idempotent_requests: /);
});
