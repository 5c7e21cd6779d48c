import { Hono } from 'hono';
import { z } from 'zod';
import { openDispute, openDisputeOf, resolveDispute } from './disputes.ts';
import { FAULT_PRESETS } from './fault-presets.ts';
import { activity, panelPage } from './panel-page.ts';
import { succeeded } from './payer.ts';
import type { Resolution } from './records.ts';
import { createRefund } from './refunds.ts';
import type { Settings } from './settings.ts';
import type { Simulator } from './simulator.ts';
import { transactionData } from './transaction.ts';
import { announce, deliver } from './webhooks.ts';

/** The control panel: plain forms, each of which redirects to the page with a message about its result. */
export function panel(sim: Simulator): Hono {
  const app = new Hono();
  const back = (message: string) => `/?${new URLSearchParams({ message })}`;

  app.get('/', (c) => c.html(panelPage(sim, c.req.query('message'))));
  app.get('/live', (c) => c.html(activity(sim)));

  app.post('/panel/preset', async (c) => {
    const preset = FAULT_PRESETS[String((await c.req.parseBody()).preset)];
    if (!preset) return c.redirect(back('There is no such preset.'), 303);
    // A preset applies to all shops.
    sim.shops.clear();
    sim.calm();
    sim.change(preset.patch);
    return c.redirect(back(`${preset.name}: ${preset.words.toLowerCase()}.`), 303);
  });

  app.post('/panel/settings', async (c) => {
    try {
      sim.change(patchFromForm(sim.settings, await c.req.parseBody({ all: true })));
      return c.redirect(back('Saved.'), 303);
    } catch (error) {
      if (error instanceof z.ZodError) return c.redirect(back(`Not saved. ${z.prettifyError(error)}`), 303);
      throw error;
    }
  });

  app.post('/panel/transactions/:id/:act', (c) => {
    const transaction = sim.store.transactions.get(Number(c.req.param('id')) || 0);
    if (!transaction) return c.redirect(back('There is no such transaction.'), 303);
    const { reference } = transaction;
    switch (c.req.param('act')) {
      case 'arrive':
        succeeded(sim, transaction);
        return c.redirect(back(`The money for ${reference} arrived.`), 303);
      case 'refund': {
        const refund = createRefund(sim, transaction, {});
        const message = 'refused' in refund ? refund.refused : `${reference} is being refunded.`;
        return c.redirect(back(message), 303);
      }
      case 'dispute': {
        const message = openDispute(sim, transaction) ? `${reference} is disputed.` : 'Nothing was paid.';
        return c.redirect(back(message), 303);
      }
      case 'declined':
      case 'merchant-accepted': {
        const dispute = openDisputeOf(sim, transaction);
        if (dispute) resolveDispute(sim, dispute, c.req.param('act') as Resolution);
        return c.redirect(back(`The dispute about ${reference} is over.`), 303);
      }
      default:
        announce(sim, 'charge.success', transactionData(sim, transaction), transaction);
        return c.redirect(back(`A webhook for ${reference} is on its way.`), 303);
    }
  });

  app.post('/panel/deliveries/:id/send', async (c) => {
    const delivery = sim.store.deliveries.get(Number(c.req.param('id')) || 0);
    if (!delivery) return c.redirect(back('There is no such webhook.'), 303);
    await deliver(sim, delivery);
    const answer = sim.store.deliveries.get(delivery.id)?.attempts.at(-1);
    return c.redirect(back(`${delivery.event} was answered with ${answer?.status ?? answer?.error}.`), 303);
  });

  return app;
}

/** Fields are named by their path (`webhooks.delay_ms`) and get the type of the current setting. */
function patchFromForm(settings: Settings, form: Record<string, unknown>): unknown {
  const read = (current: unknown, path: string): unknown => {
    if (typeof current === 'object' && current !== null) {
      const inner = Object.entries(current).map(([key, value]) => [
        key,
        read(value, path ? `${path}.${key}` : key),
      ]);
      return Object.fromEntries(inner.filter(([, value]) => value !== undefined));
    }
    // A checkbox submits `off` from a hidden field, followed by `on` when it is checked.
    const submitted = [form[path]].flat().at(-1);
    if (submitted === undefined) return undefined;
    if (typeof current === 'boolean') return submitted === 'on';
    return typeof current === 'number' ? Number(submitted) : submitted;
  };
  return read(settings, '');
}
