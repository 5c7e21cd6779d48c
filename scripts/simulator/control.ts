import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { findCard, OTP } from './cards.ts';
import { returnUrl, webhookBeforeRedirect } from './checkout.ts';
import { openDispute, openDisputeOf, remindOfDispute, resolveDispute } from './disputes.ts';
import { answerCardStep, answerPrompt, payByCard, sendTransfer, startPrompt, succeeded } from './payer.ts';
import { RESOLUTIONS, type Transaction } from './records.ts';
import { createRefund } from './refunds.ts';
import { hostOf, type Simulator } from './simulator.ts';
import { isPaid, transactionData } from './transaction.ts';
import { announce, deliver } from './webhooks.ts';

/**
 * The control API: lets scripts and tests do what people do on the panel and the payment page. It reads and returns JSON;
 * errors have status 400 or 404.
 *
 *   GET  /control                          the settings (settings.ts)
 *   POST /control                          changes settings: { "webhooks": { "delay_ms": 500, "drop": { "next": 1 } },
 *                                          "endpoints": { "initialize": { "kind": "reset_after", "next": 1 } } }
 *   POST /control/calm                     all faults off
 *   POST /control/pay                      pays like a payer; see `payment` below
 *                                          → { reference, status, gateway_response, redirect_url }
 *   POST /control/arrive    { reference }  the pending money of a transfer, a prompt or a bank arrives now
 *   POST /control/announce  { reference }  sends charge.success for it (again), in any state
 *                           { event, data, reference? }  signs and sends any event
 *   POST /control/refund    { reference, amount? }  the merchant refunds on Paystack's dashboard
 *   POST /control/dispute   { reference, act? }  the payer's bank opens a dispute (`open`), Paystack reminds the shop
 *                           (`remind`), or the dispute ends: `declined`, `merchant-accepted`, `auto-accepted`
 *   GET  /control/transactions, /control/refunds, /control/deliveries   the latest hundred, or ?limit=, newest first
 *   POST /control/deliveries/:id/send      sends a webhook again, with the same bytes
 *
 * The first three accept a shop: GET as ?shop=, POST in the body: { "shop": "paying.localhost", "webhooks": … }.
 * They then apply only to that shop's transactions, which are recognized by the host of their callback_url, on any port.
 * The first such POST gives the shop its own settings: no faults, and the common webhook URL. The common settings no longer
 * apply to it until a preset is chosen on the panel or the program ends. Requests that concern no transaction
 * (GET /transaction, lists of all refunds or disputes) follow the common settings.
 */
export function control(sim: Simulator): Hono {
  const app = new Hono();

  app.get('/control', (c) => c.json(sim.at(ofShop.parse(c.req.query()).shop)));

  app.post('/control', async (c) => {
    const { shop, ...patch } = ofShop.loose().parse(await c.req.json());
    sim.change(patch, shop);
    return c.json(sim.at(shop));
  });

  app.post('/control/calm', async (c) => {
    const { shop } = ofShop.parse(JSON.parse((await c.req.text()) || '{}'));
    sim.calm(shop);
    return c.json(sim.at(shop));
  });

  app.post('/control/pay', async (c) => {
    const input = payment.parse({ method: 'card', ...(await c.req.json()) });
    const transaction = find(sim, input.reference);
    if (!transaction) return unknownReference(c);
    const after = pay(sim, transaction, input);
    await webhookBeforeRedirect(sim, after);
    const { reference, status, gateway_response } = after;
    return c.json({
      reference,
      status,
      gateway_response,
      redirect_url: isPaid(after) ? returnUrl(after) : null,
    });
  });

  app.post('/control/arrive', async (c) => {
    const transaction = find(sim, referenceBody.parse(await c.req.json()).reference);
    if (!transaction) return unknownReference(c);
    return c.json(transactionData(sim, succeeded(sim, transaction)));
  });

  app.post('/control/announce', async (c) => {
    const input = z.union([anyEvent, referenceBody]).parse(await c.req.json());
    if ('event' in input) {
      const { event, data, reference } = input;
      const callback_url = find(sim, reference ?? '')?.callback_url ?? null;
      announce(sim, event, data, { reference, callback_url });
      return c.json({ announced: input.event });
    }
    const transaction = find(sim, input.reference);
    if (!transaction) return unknownReference(c);
    announce(sim, 'charge.success', transactionData(sim, transaction), transaction);
    return c.json({ announced: 'charge.success' });
  });

  app.post('/control/refund', async (c) => {
    const { reference, amount } = refundBody.parse(await c.req.json());
    const transaction = find(sim, reference);
    if (!transaction) return unknownReference(c);
    const refund = createRefund(sim, transaction, { amount });
    return 'refused' in refund ? c.json({ message: refund.refused }, 400) : c.json(refund);
  });

  app.post('/control/dispute', async (c) => {
    const { reference, act } = disputeBody.parse(await c.req.json());
    const transaction = find(sim, reference);
    if (!transaction) return unknownReference(c);
    const dispute = act === 'open' ? openDispute(sim, transaction) : openDisputeOf(sim, transaction);
    if (!dispute) return c.json({ message: 'There is nothing to dispute' }, 400);
    if (act === 'remind') remindOfDispute(sim, dispute);
    return c.json(act === 'open' || act === 'remind' ? dispute : resolveDispute(sim, dispute, act));
  });

  const limitOf = (c: Context) => Math.min(Number(c.req.query('limit')) || 100, 10_000);
  app.get('/control/transactions', (c) => c.json(sim.store.transactions.latest(limitOf(c))));
  app.get('/control/refunds', (c) => c.json(sim.store.refunds.latest(limitOf(c))));
  app.get('/control/deliveries', (c) => c.json(sim.store.deliveries.latest(limitOf(c))));

  app.post('/control/deliveries/:id/send', async (c) => {
    const delivery = sim.store.deliveries.get(Number(c.req.param('id')) || 0);
    if (!delivery) return c.json({ message: 'There is no such delivery' }, 404);
    await deliver(sim, delivery);
    return c.json(sim.store.deliveries.get(delivery.id));
  });

  app.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ message: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) return c.json({ message: 'The body is not JSON' }, 400);
    throw error;
  });
  return app;
}

const ofShop = z.strictObject({
  shop: z
    .string()
    .refine((shop) => hostOf(`http://${shop}`) === shop, 'Name the host alone, such as paying.localhost')
    .optional(),
});

const referenceBody = z.strictObject({ reference: z.string() });

const refundBody = z.strictObject({ reference: z.string(), amount: z.int().positive().optional() });

const disputeBody = z.strictObject({
  reference: z.string(),
  act: z.enum(['open', 'remind', ...RESOLUTIONS]).default('open'),
});

const anyEvent = z.strictObject({
  event: z.string(),
  data: z.unknown(),
  reference: z.string().nullable().default(null),
});

const payment = z
  .object({
    reference: z.string(),
    /** Pays this amount (subunit) instead, as if it had been requested: for amounts that do not match the order. */
    amount: z.int().positive().optional(),
    currency: z.string().length(3).optional(),
  })
  .and(
    z.discriminatedUnion('method', [
      z.object({
        method: z.literal('card'),
        card: z.string().default('4084084084084081'),
        /** Defaults to the correct PIN. */
        pin: z.string().optional(),
        otp: z.string().default(OTP),
        phone: z.string().default('08031234567'),
        bank: z.enum(['approve', 'decline']).default('approve'),
      }),
      z.object({
        method: z.literal('bank_transfer'),
        sent: z.enum(['now', 'later', 'wrong_amount']).default('now'),
      }),
      z.object({
        method: z.literal('mobile_money'),
        phone: z.string().default('0241234567'),
        answer: z.enum(['approve', 'ignore', 'decline']).default('approve'),
      }),
    ]),
  );

function pay(sim: Simulator, requested: Transaction, input: z.infer<typeof payment>): Transaction {
  const { amount = requested.amount, currency = requested.currency } = input;
  const transaction = { ...requested, amount, requested_amount: amount, currency };
  switch (input.method) {
    case 'bank_transfer':
      return sendTransfer(sim, transaction, input.sent);
    case 'mobile_money':
      return answerPrompt(sim, startPrompt(sim, transaction, input.phone), input.answer);
    case 'card': {
      const card = findCard(input.card);
      const answers = {
        pin: input.pin ?? card?.pin ?? '',
        otp: input.otp,
        phone: input.phone,
        bank: input.bank,
      };
      let now = payByCard(sim, transaction, { number: input.card, expiry: '12/30', cvv: card?.cvv ?? '123' });
      while (now.step?.kind === 'card') now = answerCardStep(sim, now, answers[now.step.wants]);
      return now;
    }
  }
}

function find(sim: Simulator, reference: string): Transaction | undefined {
  return sim.store.transactions.where('reference', reference)[0];
}

function unknownReference(c: Context): Response {
  return c.json({ message: 'There is no transaction with this reference' }, 404);
}
