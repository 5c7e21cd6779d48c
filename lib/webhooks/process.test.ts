import { afterAll, beforeEach, expect, test } from 'vitest';
import { exampleEnv } from '@/lib/example-env';
import { PAID } from '@/lib/payments/paystack/paid-transaction';
import { answerJson, scriptedServer } from '@/lib/payments/scripted-server';

const reference = PAID.reference;
const refund = {
  ...{ id: 5_100_201, transaction: PAID.id, status: 'processed', amount: 5_000, currency: 'NGN' },
  merchant_note: null,
};
const dispute = {
  ...{ id: 61, status: 'awaiting-merchant-feedback', currency: 'NGN' },
  transaction: { id: PAID.id, reference },
};

let event: { event_type: string; payload: object };
/** Whether the database has the payment. */
let isRecorded = false;
let called: string[] = [];
/** The gateway's and the database's answers, by the beginning of the path. */
const answers: [string, () => unknown][] = [
  ['/transaction/verify/', () => ({ status: true, message: 'ok', data: PAID })],
  ['/refund', () => ({ status: true, message: 'ok', data: [refund] })],
  ['/dispute', () => ({ status: true, message: 'ok', data: [dispute] })],
  [
    '/rest/v1/rpc/claim_webhook_events',
    () => [{ id: '4b7a4c1e-0000-4000-8000-000000000001', gateway: 'paystack', reference, ...event }],
  ],
  ['/rest/v1/rpc/record_gateway_refund', () => ({ refund_id: null })],
  [
    '/rest/v1/rpc/settle_payment',
    () => {
      isRecorded = true;
      return { order_id: '4b7a4c1e-0000-4000-8000-000000000002', outcome: 'confirmed' };
    },
  ],
  ['/rest/v1/payments?', () => (isRecorded ? [{ transaction_id: `${PAID.id}`, intent: { reference } }] : [])],
  ['/rest/v1/payment_intents?', () => ({ order: { number: '7K3M-Q2XD' } })],
];
const server = await scriptedServer((response, { path }) => {
  const name = /\/rpc\/(\w+)/.exec(path)?.[1];
  if (name) called.push(name);
  answerJson(response, 200, answers.find(([start]) => path.startsWith(start))?.[1]() ?? null);
});
afterAll(() => server.close());

Object.assign(process.env, { ...exampleEnv, SUPABASE_URL: server.url, PAYSTACK_BASE_URL: server.url });
const { processWebhookEvents } = await import('./process');

beforeEach(() => {
  isRecorded = false;
  called = [];
});

test.each([
  ['refund.processed', { transaction_reference: reference }, 'record_gateway_refund'],
  ['charge.dispute.create', { transaction: { reference } }, 'record_gateway_dispute'],
])('a %s that arrives before its payment is recorded after the payment', async (event_type, data, record) => {
  event = { event_type, payload: { event: event_type, data } };
  expect(await processWebhookEvents(1)).toEqual({ done: 1, failed: 0 });
  expect(called).toEqual(['claim_webhook_events', 'settle_payment', record, 'finish_webhook_event']);
});
