import { payersDue } from './payer.ts';
import { refundsDue } from './refunds.ts';
import type { Simulator } from './simulator.ts';
import { deliverDue, resumeDeliveries } from './webhooks.ts';

/** Lets time pass: promised transfers arrive, refunds move on, webhooks go out. Gives the way to stop it. */
export function startClock(sim: Simulator): () => void {
  resumeDeliveries(sim);
  const timer = setInterval(() => {
    payersDue(sim);
    refundsDue(sim);
    void deliverDue(sim);
  }, 50);
  return () => clearInterval(timer);
}
