import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { disputeData } from './disputes.ts';
import { type Bindings, faulty } from './faults.ts';
import { readInitialize } from './initialize.ts';
import type { Transaction } from './records.ts';
import { createRefund, refundData, retryRefund } from './refunds.ts';
import type { Simulator } from './simulator.ts';
import { transactionData } from './transaction.ts';

/** The part of Paystack's API (https://paystack.com/docs/api) that the shop uses, with its status codes and messages. */
export function api(sim: Simulator): Hono<Bindings> {
  const app = new Hono<Bindings>();

  for (const path of ['/transaction/*', '/refund/*', '/dispute/*']) {
    app.use(path, async (c, next) => {
      const header = c.req.header('authorization');
      if (!header) return refuse(c, 401, 'No Authorization Header was found', 'missing_authorization');
      if (!isEqual(header, `Bearer ${sim.secretKey}`)) return refuse(c, 401, 'Invalid key', 'invalid_Key');
      return next();
    });
  }

  // Each finds the transaction of a request, for faulty(). An initialize request has none yet, only its body.
  const byId = (c: Context) => sim.store.transactions.get(Number(c.req.param('id')));
  const byReference = (c: Context) =>
    sim.store.transactions.where('reference', c.req.param('reference') ?? '')[0];
  const byQuery = (c: Context) => sim.store.transactions.get(Number(c.req.query('transaction')) || 0);
  const byBody = async (c: Context) => findTransaction(sim, String((await readBody(c)).transaction));
  const byRefund = (c: Context) => {
    const refund = sim.store.refunds.get(Number(c.req.param('id')) || 0);
    return refund && sim.store.transactions.get(refund.transaction_id);
  };
  const ofNone = () => undefined;

  app.post('/transaction/initialize', faulty(sim, 'initialize', readBody), async (c) => {
    const input = readInitialize(await readBody(c));
    if ('refused' in input) return refuse(c, input.http, input.refused, input.code);
    if (sim.store.transactions.where('reference', input.reference)[0]) {
      return refuse(c, 400, 'Duplicate Transaction Reference', 'duplicate_reference');
    }
    const { access_code, reference } = sim.store.transactions.add(input);
    const authorization_url = `${sim.publicUrl}/checkout/${access_code}`;
    const data = { authorization_url, access_code, reference };
    return c.json({ status: true, message: 'Authorization URL created', data });
  });

  app.get('/transaction/verify/:reference', faulty(sim, 'verify', byReference), (c) => {
    const transaction = byReference(c);
    if (!transaction) return refuse(c, 400, 'Transaction reference not found.', 'transaction_not_found');
    const data = transactionData(sim, transaction);
    return c.json({ status: true, message: 'Verification successful', data });
  });

  app.get('/transaction', faulty(sim, 'list', ofNone), (c) => {
    const { status, from, to, amount, customer } = c.req.query();
    const found = sim.store.transactions
      .latest(10_000)
      .filter((transaction) => !status || transaction.status === status)
      .filter((transaction) => !from || transaction.created_at >= new Date(from).toISOString())
      .filter((transaction) => !to || transaction.created_at <= new Date(to).toISOString())
      .filter((transaction) => !amount || transaction.amount === Number(amount))
      .map((transaction) => transactionData(sim, transaction))
      // By numeric id only: like Paystack, a CUS_ code finds nothing and causes no error.
      .filter((data) => !customer || String(Object(data.customer).id) === customer);
    return paged(c, 'Transactions retrieved', found);
  });

  app.get('/transaction/:id{[0-9]+}', faulty(sim, 'fetch', byId), (c) => {
    const transaction = byId(c);
    if (!transaction) return refuse(c, 404, 'Transaction not found', 'transaction_not_found');
    return c.json({
      status: true,
      message: 'Transaction retrieved',
      data: transactionData(sim, transaction),
    });
  });

  app.post('/refund', faulty(sim, 'refund_create', byBody), async (c) => {
    const body = refundBody.safeParse(await readBody(c));
    if (!body.success)
      return refuse(c, 400, `${String(body.error.issues[0]?.path[0])} is not valid`, 'invalid_params');
    const transaction = findTransaction(sim, body.data.transaction);
    if (!transaction) return refuse(c, 400, 'Transaction not found', 'transaction_not_found');
    const refund = createRefund(sim, transaction, body.data);
    if ('refused' in refund) return refuse(c, 400, refund.refused, refund.code);
    const data = {
      ...refundData(sim, refund),
      transaction: { id: transaction.id, reference: transaction.reference, amount: transaction.amount },
    };
    return c.json({ status: true, message: 'Refund has been queued for processing', data });
  });

  app.get('/refund', faulty(sim, 'refund_list', byQuery), (c) => {
    const id = c.req.query('transaction');
    // Like Paystack, a reference instead of the id finds nothing and causes no error.
    const refunds =
      id === undefined
        ? sim.store.refunds.latest(10_000)
        : sim.store.refunds.where('transaction_id', Number(id));
    const data = refunds.map((refund) => refundData(sim, refund));
    return paged(c, 'Refunds retrieved', data);
  });

  app.get('/refund/:id', faulty(sim, 'refund_fetch', byRefund), (c) => {
    const refund = sim.store.refunds.get(Number(c.req.param('id')) || 0);
    if (!refund) return refuse(c, 404, 'Refund not found', 'not_found');
    return c.json({ status: true, message: 'Refund retrieved', data: refundData(sim, refund) });
  });

  app.get('/dispute', faulty(sim, 'dispute_list', byQuery), (c) => {
    const id = c.req.query('transaction');
    const disputes =
      id === undefined
        ? sim.store.disputes.latest(10_000)
        : sim.store.disputes.where('transaction_id', Number(id));
    const data = disputes.map((dispute) => disputeData(sim, dispute));
    return paged(c, 'Disputes retrieved', data);
  });

  app.get('/dispute/:id', (c) => {
    const dispute = sim.store.disputes.get(Number(c.req.param('id')) || 0);
    if (!dispute) return refuse(c, 404, 'Dispute not found', 'not_found');
    return c.json({ status: true, message: 'Dispute retrieved', data: disputeData(sim, dispute) });
  });

  app.post('/refund/retry_with_customer_details/:id', (c) => {
    const refund = sim.store.refunds.get(Number(c.req.param('id')) || 0);
    if (!refund) return refuse(c, 404, 'Refund not found', 'not_found');
    if (refund.status !== 'needs-attention') {
      const message = 'Invalid Refund state, refund status should be "needs-attention"';
      return refuse(c, 422, message, 'invalid_params');
    }
    const data = refundData(sim, retryRefund(sim, refund));
    return c.json({ status: true, message: 'Refund retried and has been queued for processing', data });
  });

  return app;
}

function isEqual(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const NEXT_STEPS: Record<string, string> = {
  invalid_Key: 'Ensure that you provide the correct authorization key for the request',
  duplicate_reference: 'Try and create the Transaction or Charge with a new reference',
  transaction_not_found:
    "Ensure that you're passing the reference of a transaction that exists on this integration",
  refund_amount_exceeds_transaction_amount:
    'The refund amount should not exceed original transaction amount.',
  missing_params: 'Provide all required params',
};

function refuse(
  c: Context,
  http: 400 | 401 | 403 | 404 | 422,
  message: string,
  code: string | undefined,
): Response {
  // The error for a currency has Paystack's older format, without a code.
  if (code === undefined) return c.json({ status: false, message }, http);
  const nextStep = NEXT_STEPS[code] ?? "Ensure that the value(s) you're passing are valid.";
  return c.json({ status: false, message, meta: { nextStep }, type: 'validation_error', code }, http);
}

/** JSON or a form: Paystack accepts both. */
async function readBody(c: Context): Promise<Record<string, unknown>> {
  if (c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) return c.req.parseBody();
  const body: unknown = await c.req.json().catch(() => ({}));
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

const refundBody = z.object({
  transaction: z.union([z.string().min(1), z.number()]).transform(String),
  amount: z.coerce.number().int().positive().optional(),
  currency: z.string().optional(),
  customer_note: z.string().optional(),
  merchant_note: z.string().optional(),
});

function findTransaction(sim: Simulator, idOrReference: string): Transaction | undefined {
  const byReference = sim.store.transactions.where('reference', idOrReference)[0];
  return byReference ?? sim.store.transactions.get(Number(idOrReference) || 0);
}

function paged(c: Context, message: string, rows: unknown[]): Response {
  const perPage = Math.min(Math.max(Number(c.req.query('perPage')) || 50, 1), 100);
  const page = Math.max(Number(c.req.query('page')) || 1, 1);
  const skipped = (page - 1) * perPage;
  const meta = { total: rows.length, skipped, perPage, page, pageCount: Math.ceil(rows.length / perPage) };
  return c.json({ status: true, message, data: rows.slice(skipped, skipped + perPage), meta });
}
