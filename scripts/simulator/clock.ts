import { processDuePayments } from './payer.ts';
import { processDueRefunds } from './refunds.ts';
import type { Simulator } from './simulator.ts';
import { deliverDue, resumeDeliveries } from './webhooks.ts';

/** Processes what is due: delayed transfers, steps of refunds, webhooks. Returns a function that stops the clock. */
export function startClock(sim: Simulator): () => void {
  resumeDeliveries(sim);
  const timer = setInterval(() => {
    processDuePayments(sim);
    processDueRefunds(sim);
    void deliverDue(sim);
  }, 50);
  return () => clearInterval(timer);
}
