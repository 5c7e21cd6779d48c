import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentGateway } from '@/lib/payments/gateway';
import { oddJson, UNSTORABLE } from '@/lib/payments/odd-json';
import {
  answerJson,
  type Received,
  type ScriptedServer,
  scriptedServer,
} from '@/lib/payments/scripted-server';
import { paystack } from './index';

let server: ScriptedServer;
let at: PaymentGateway;
/** The gateway's answer to each request. */
let answer: (received: Received) => { http: number; body: unknown };
/** A literal answer, used instead of `answer`. */
let answerText: string | null = null;

beforeAll(async () => {
  server = await scriptedServer((response, received) => {
    if (answerText !== null) return void response.end(answerText);
    const { http, body } = answer(received);
    answerJson(response, http, body);
  });
  at = paystack({ secretKey: 'sk_test_moneyback', baseUrl: server.url, timeoutMs: 1_000 });
});
afterAll(() => server.close());

const OURS = '0f0c6a44-5a1e-4c1f-9a53-5d0d6b1f3c11';

/** A listed refund, including the keys that are not used. */
const listed = (changes: object = {}) => ({
  integration: 417_417,
  transaction: 37_900_000_001,
  dispute: null,
  id: 5_100_201,
  domain: 'test',
  currency: 'KES',
  amount: 250_000,
  status: 'pending',
  refunded_by: 'shop@example.com',
  customer_note: 'Refund of your order',
  merchant_note: `Kedai refund ${OURS}`,
  deducted_amount: 0,
  fully_deducted: false,
  createdAt: '2026-11-20T09:00:00.000Z',
  ...changes,
});

const respondWith = (data: unknown, http = 200) => {
  answer = () => ({ http, body: { status: http === 200, message: 'ok', data } });
};

const createRefund = (minor = 250_000) =>
  at.createRefund({
    refundId: OURS,
    transactionId: '37900000001',
    money: { minor, currency: 'KES' },
  });

describe('creating a refund', () => {
  test("sends the amount, the currency and the refund's id, once", async () => {
    respondWith(listed({ transaction: { id: 37_900_000_001, reference: 'KD-1', amount: 900_000 } }));
    const sent = server.received.length;
    expect(await createRefund()).toMatchObject({
      refundId: '5100201',
      ourRefundId: OURS,
      transactionId: '37900000001',
      state: 'processing',
      amountMinor: 250_000,
      currency: 'KES',
    });
    const [request, ...more] = server.received.slice(sent);
    expect(more).toEqual([]);
    expect(request).toMatchObject({ method: 'POST', path: '/refund' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      transaction: '37900000001',
      amount: '250000',
      currency: 'KES',
      customer_note: 'Refund of your order',
      merchant_note: `Kedai refund ${OURS}`,
    });
  });

  test.each([
    ['another amount', { amount: 250_001 }],
    ['another currency', { currency: 'NGN' }],
    ['another payment', { transaction: 37_900_000_002 }],
    ['no id', { id: null }],
  ])('an answer with %s has an unknown outcome', async (_, changes) => {
    respondWith(listed(changes));
    await expect(createRefund()).rejects.toMatchObject({ kind: 'unknown_outcome' });
  });

  test.each([
    [500, { status: false, message: 'An error occurred' }, 'unknown_outcome'],
    [401, { status: false, message: 'Invalid key', code: 'invalid_Key' }, 'auth'],
    [429, { status: false, message: 'Too many' }, 'rate_limited'],
    [
      400,
      {
        status: false,
        message: 'Refund amount exceeds transaction amount',
        code: 'refund_amount_exceeds_transaction_amount',
      },
      'refund_exceeds',
    ],
    [
      400,
      { status: false, message: 'Transaction has been fully reversed', code: 'transaction_reversed' },
      'refund_exceeds',
    ],
    [
      400,
      { status: false, message: 'Insufficient balance to fulfill this refund. Please top up.' },
      'insufficient_balance',
    ],
    [
      400,
      { status: false, message: 'Transaction currency must match refund currency', code: 'invalid_params' },
      'validation',
    ],
  ])('reads a %i (%j) as %s', async (http, body, kind) => {
    answer = () => ({ http, body });
    await expect(createRefund()).rejects.toMatchObject({ kind });
  });

  test('throws on a fractional amount without sending it', async () => {
    const sent = server.received.length;
    await expect(createRefund(0.5)).rejects.toThrow(RangeError);
    expect(server.received).toHaveLength(sent);
  });
});

describe('the list of refunds', () => {
  test.each([
    ['pending', 'processing'],
    ['processing', 'processing'],
    ['needs-attention', 'needs_attention'],
    ['processed', 'succeeded'],
    ['failed', 'failed'],
    ['a-new-word', 'processing'],
  ])('reads %s as %s', async (status, state) => {
    respondWith([listed({ status })]);
    expect(await at.listRefunds('37900000001')).toMatchObject({ rows: [{ state }], unread: [] });
  });

  test('is requested by transaction id, page by page', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => listed({ id: 6_000_000 + index }));
    answer = ({ path }) => ({
      http: 200,
      body: { status: true, message: 'ok', data: path.includes('page=2') ? [listed()] : rows },
    });
    const sent = server.received.length;
    expect((await at.listRefunds('37900000001')).rows).toHaveLength(101);
    const paths = server.received.slice(sent).map(({ path }) => new URL(path, server.url).searchParams);
    expect(paths.map((query) => [query.get('transaction'), query.get('page')])).toEqual([
      ['37900000001', '1'],
      ['37900000001', '2'],
    ]);
  });

  test('is given up when the gateway lists no end', async () => {
    respondWith(Array.from({ length: 100 }, (_, index) => listed({ id: 6_000_000 + index })));
    await expect(at.listRefunds('37900000001')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('ignores refunds of other payments, should the gateway ignore the filter', async () => {
    respondWith([listed(), listed({ id: 5_100_202, transaction: 37_900_000_002 })]);
    expect((await at.listRefunds('37900000001')).rows).toHaveLength(1);
    expect((await at.listLatestRefunds()).rows).toHaveLength(2);
  });

  test('reports an unreadable row and reads the others', async () => {
    respondWith([listed({ id: null }), listed(), null]);
    for (const list of [at.listRefunds('37900000001'), at.listLatestRefunds()]) {
      const { rows, unread } = await list;
      expect(rows).toMatchObject([{ refundId: '5100201' }]);
      expect(unread).toMatchObject([{ kind: 'unavailable' }, { kind: 'unavailable' }]);
    }
  });

  test('keeps all digits of the ids of refunds and payments', async () => {
    const [id, transaction] = ['18446744073709551557', '9007199254740993'];
    answerText = JSON.stringify({ status: true, message: 'ok', data: [listed()] })
      .replace('5100201', id)
      .replace('37900000001', transaction);
    const { rows } = await at.listRefunds(transaction);
    answerText = null;
    expect(rows).toMatchObject([{ refundId: id, transactionId: transaction }]);
    expect(server.received.at(-1)?.path).toContain(`transaction=${transaction}`);
  });

  test('is read whatever else is sent, and stores only storable values', async () => {
    const own = ['id', 'transaction', 'status', 'amount', 'currency'];
    const key = fc.constantFrom(...Object.keys(listed()).filter((name) => !own.includes(name)), '\0');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, oddJson, { minKeys: 1 }), async (changes) => {
        respondWith([listed(changes)]);
        const found = await at.listRefunds('37900000001');
        expect(found).toMatchObject({ rows: [{ refundId: '5100201', amountMinor: 250_000 }], unread: [] });
        expect(JSON.stringify(found)).not.toMatch(UNSTORABLE);
        respondWith({ ...listed(changes), transaction: { ...changes, id: 37_900_000_001 } });
        expect(await createRefund()).toMatchObject({ refundId: '5100201', state: 'processing' });
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test("reads refunds made in the gateway's dashboard, and stores no names", async () => {
    respondWith([
      listed({ merchant_note: 'Refund for transaction KD-1 by ada@example.com', amount: '10000' }),
    ]);
    const [refund] = (await at.listRefunds('37900000001')).rows;
    expect(refund).toMatchObject({ ourRefundId: null, amountMinor: 10_000 });
    expect(JSON.stringify(refund)).not.toContain('ada@example.com');
  });
});

describe('disputes', () => {
  const dispute = (changes: object = {}) => ({
    id: 358_950,
    refund_amount: 250_000,
    currency: 'NGN',
    status: 'awaiting-merchant-feedback',
    resolution: null,
    domain: 'test',
    transaction: { id: 37_900_000_001, reference: 'KD-7K3MQ2XD-1', status: 'success' },
    category: 'chargeback',
    customer: { email: 'ada@example.com' },
    dueAt: '2026-11-25T18:00:00.000Z',
    ...changes,
  });

  test.each([
    ['awaiting-merchant-feedback', null, 'open'],
    ['awaiting-bank-feedback', null, 'open'],
    ['pending', null, 'open'],
    ['resolved', 'declined', 'won'],
    ['resolved', 'merchant-accepted', 'lost'],
    ['resolved', 'auto-accepted', 'lost'],
    ['archived', null, 'withdrawn'],
  ])('reads %s with %s as %s', async (status, resolution, state) => {
    respondWith([dispute({ status, resolution })]);
    const [found] = (await at.listDisputes('37900000001')).rows;
    expect(found).toMatchObject({
      disputeId: '358950',
      state,
      reference: 'KD-7K3MQ2XD-1',
      reason: 'chargeback',
      dueAt: '2026-11-25T18:00:00.000Z',
    });
    expect(JSON.stringify(found)).not.toContain('ada@example.com');
  });

  test('of other payments are ignored, but included in the latest ones', async () => {
    respondWith([dispute({ transaction: { id: 1, reference: 'KD-2' } })]);
    expect(await at.listDisputes('37900000001')).toEqual({ rows: [], unread: [] });
    expect(await at.listLatestDisputes()).toMatchObject({ rows: [{ reference: 'KD-2' }] });
  });

  test('reports an unreadable row and reads the others', async () => {
    respondWith([dispute({ resolution: 7 }), dispute(), 'no dispute']);
    const { rows, unread } = await at.listLatestDisputes();
    expect(rows).toMatchObject([{ disputeId: '358950' }]);
    expect(unread).toMatchObject([{ kind: 'unavailable' }, { kind: 'unavailable' }]);
  });

  test('are requested by the full transaction id, and keep all digits of their own ids', async () => {
    const [id, transaction] = ['18446744073709551557', '9007199254740993'];
    answerText = JSON.stringify({ status: true, message: 'ok', data: [dispute()] })
      .replace('358950', id)
      .replace('37900000001', transaction);
    const { rows } = await at.listDisputes(transaction);
    answerText = null;
    expect(rows).toMatchObject([{ disputeId: id }]);
    expect(server.received.at(-1)?.path).toContain(`transaction=${transaction}`);
  });

  test('are read whatever else is sent, and store only storable values', async () => {
    const own = ['id', 'status', 'resolution', 'transaction'];
    const key = fc.constantFrom(...Object.keys(dispute()).filter((name) => !own.includes(name)), '\0');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, oddJson, { minKeys: 1 }), async (changes) => {
        const { transaction } = dispute();
        respondWith([dispute({ ...changes, transaction: { ...changes, ...transaction } })]);
        const found = await at.listDisputes('37900000001');
        expect(found).toMatchObject({ rows: [{ disputeId: '358950', state: 'open' }], unread: [] });
        expect(JSON.stringify(found)).not.toMatch(UNSTORABLE);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

describe('the subject of an event', () => {
  test.each([
    ['charge.success', { reference: 'KD-1' }, { kind: 'payment', reference: 'KD-1', transactionId: null }],
    [
      'refund.processed',
      { transaction_reference: 'KD-1', amount: '10000' },
      { kind: 'refund', reference: 'KD-1' },
    ],
    ['charge.dispute.create', { transaction: { reference: 'KD-1' } }, { kind: 'dispute', reference: 'KD-1' }],
    [
      'bank.transfer.rejected',
      { bank_transfer: { transaction_id: '3103959930', amount: '30000' } },
      { kind: 'payment', reference: null, transactionId: '3103959930' },
    ],
    ['transfer.success', { reference: 'KD-1' }, { kind: 'other' }],
    ['harvest.moon', null, { kind: 'other', reference: null, transactionId: null }],
    ['charge.success', { reference: '../refund' }, { kind: 'payment', reference: null }],
  ])('%s %j', (event, data, subject) => {
    expect(at.describeEvent(event, { event, data })).toMatchObject(subject);
  });

  test('finds the reference of a transaction id', async () => {
    answer = ({ path }) => ({
      http: 200,
      body: {
        status: true,
        message: 'ok',
        data: { id: 3_103_959_930, reference: `KD${path.replaceAll('/', '-')}` },
      },
    });
    expect(await at.findReference('3103959930')).toBe('KD-transaction-3103959930');
    answer = () => ({
      http: 404,
      body: { status: false, message: 'Transaction not found', code: 'transaction_not_found' },
    });
    expect(await at.findReference('3103959930')).toBeNull();
    expect(await at.findReference('../refund')).toBeNull();
  });
});
