import { type Context, Hono } from 'hono';
import { cancelledPage, checkoutPage, unknownPage } from './checkout-page.ts';
import { answerCardStep, answerPrompt, payByCard, sendTransfer, startAgain, startPrompt } from './payer.ts';
import { CHANNELS, type Transaction } from './records.ts';
import type { Simulator } from './simulator.ts';
import { isPaid } from './transaction.ts';
import { deliverDue } from './webhooks.ts';

/** The payment page, at the URL that initialize returned. */
export function checkout(sim: Simulator): Hono {
  const app = new Hono();
  const find = (c: Context) => sim.store.transactions.where('access_code', c.req.param('code') ?? '')[0];

  app.get('/checkout/:code', (c) => {
    const transaction = find(c);
    if (!transaction) return c.html(unknownPage(), 404);
    const shopUrl = returnUrl(transaction);
    const chosen = CHANNELS.find((channel) => channel === c.req.query('method'));
    const method = [chosen, transaction.channel].find(
      (channel) => channel && transaction.channels.includes(channel),
    );
    // A waiting page redirects to the shop; a page that is opened again shows that the payment succeeded.
    if (isPaid(transaction) && shopUrl && c.req.query('waiting')) return c.redirect(shopUrl, 303);
    return c.html(checkoutPage(transaction, method ?? transaction.channels[0] ?? 'card', shopUrl));
  });

  app.get('/checkout/:code/status', (c) => {
    const transaction = find(c);
    return transaction ? c.json({ status: transaction.status }) : c.notFound();
  });

  app.get('/checkout/:code/cancel', (c) => {
    const transaction = find(c);
    if (!transaction) return c.html(unknownPage(), 404);
    const cancelUrl: unknown = Object(transaction.metadata).cancel_action;
    return typeof cancelUrl === 'string' && URL.canParse(cancelUrl)
      ? c.redirect(cancelUrl, 303)
      : c.html(cancelledPage());
  });

  const action = (
    path: string,
    act: (transaction: Transaction, form: Record<string, string>) => Transaction,
  ) => {
    app.post(`/checkout/:code/${path}`, async (c) => {
      const transaction = find(c);
      if (!transaction) return c.html(unknownPage(), 404);
      const form = Object.entries(await c.req.parseBody()).map(([key, value]) => [key, String(value)]);
      const after = act(transaction, Object.fromEntries(form));
      await webhookBeforeRedirect(sim, after);
      const here = `/checkout/${after.access_code}?method=${after.channel}`;
      return c.redirect((isPaid(after) && returnUrl(after)) || here, 303);
    });
  };
  action('card', (transaction, { number = '', expiry = '', cvv = '' }) =>
    payByCard(sim, transaction, { number, expiry, cvv }),
  );
  action('step', (transaction, { answer = '' }) => answerCardStep(sim, transaction, answer));
  action('restart', (transaction) => startAgain(sim, transaction));
  action('transfer', (transaction, { sent }) =>
    sendTransfer(sim, transaction, sent === 'later' || sent === 'wrong_amount' ? sent : 'now'),
  );
  action('prompt', (transaction, { phone = '' }) => startPrompt(sim, transaction, phone));
  action('prompt/answer', (transaction, { answer }) =>
    answerPrompt(sim, transaction, answer === 'approve' || answer === 'decline' ? answer : 'ignore'),
  );
  return app;
}

/** The shop's URL for a payer who has paid, with both reference parameters. Null when the shop gave no callback URL. */
export function returnUrl({ callback_url, reference }: Transaction): string | null {
  if (callback_url === null) return null;
  const url = new URL(callback_url);
  url.searchParams.append('trxref', reference);
  url.searchParams.append('reference', reference);
  return url.href;
}

/** With `timing: before`, waits for the receiver's response (at most 10 s) before the payer is redirected. */
export async function webhookBeforeRedirect(sim: Simulator, transaction: Transaction): Promise<void> {
  if (sim.settingsOf(transaction).webhooks.timing !== 'before') return;
  await Promise.race([deliverDue(sim), new Promise((resolve) => setTimeout(resolve, 10_000))]);
}
