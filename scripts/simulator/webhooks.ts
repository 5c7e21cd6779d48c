import { createHmac } from 'node:crypto';
import type { Delivery } from './records.ts';
import type { Simulator } from './simulator.ts';

/** Webhooks as Paystack sends them (https://paystack.com/docs/payments/webhooks), with all their faults. */

const MINUTE = 60_000;
/** How long a held event waits for the next one. */
const OVERTAKING_MS = 10_000;

/** Queues an event about a transaction. A dropped event stays in the list, so that it can be sent by hand. */
export function announce(
  sim: Simulator,
  event: string,
  data: unknown,
  { reference, callback_url }: Pick<Delivery, 'reference' | 'callback_url'>,
): void {
  const settings = sim.settingsOf({ callback_url });
  const { webhooks, answers } = settings;
  const body = JSON.stringify({ event, data });
  const now = Date.now();
  const dueAt = now + webhooks.delay_ms + (webhooks.timing === 'after' ? 2_000 : 0);
  const overtaken = webhooks.reorder
    ? sim.store.deliveries
        .latest(50)
        .find((delivery) => delivery.held && sim.settingsOf(delivery) === settings)
    : undefined;
  const held = webhooks.reorder && overtaken === undefined;
  const dropped = sim.hits(webhooks.drop);
  const copies = !dropped && sim.hits(webhooks.duplicate) ? 2 : 1;

  for (let copy = 0; copy < copies; copy += 1) {
    const jitter = Math.floor(Math.random() * webhooks.jitter_ms);
    sim.store.deliveries.add({
      event,
      reference,
      callback_url,
      body,
      signature: sim.hits(webhooks.corrupt) ? 'bad' : 'good',
      state: dropped ? 'dropped' : 'waiting',
      held: held && !dropped,
      attempts: [],
      created_at: new Date(now).toISOString(),
      due_at: dropped ? null : dueAt + jitter + (held ? OVERTAKING_MS : 0),
    });
  }
  if (overtaken) sim.store.deliveries.save({ ...overtaken, held: false, due_at: dueAt + 1_000 });
  if (answers.unknown_event && event !== 'harvest.moon') {
    announce(sim, 'harvest.moon', { domain: 'test', phase: 'full', reference }, { reference, callback_url });
  }
}

/** Sends all due webhooks in parallel; resolves when each has its response. */
export async function deliverDue(sim: Simulator): Promise<void> {
  const due = sim.store.deliveries.due(Date.now());
  const ready = due.filter((delivery) => !sim.settingsOf(delivery).webhooks.paused);
  await Promise.all(ready.map((delivery) => deliver(sim, delivery)));
}

export function deliver(sim: Simulator, delivery: Delivery): Promise<void> {
  const sent = attempt(sim, delivery).finally(() => sim.inFlight.delete(sent));
  sim.inFlight.add(sent);
  return sent;
}

async function attempt(sim: Simulator, delivery: Delivery): Promise<void> {
  const { url, schedule, speed } = sim.settingsOf(delivery).webhooks;
  const sending = sim.store.deliveries.save({ ...delivery, state: 'sending', held: false, due_at: null });
  const started = Date.now();
  const { status, error } = await post(url, sending.body, signature(sim, sending), sim.closing.signal);
  const answer = { at: new Date(started).toISOString(), status, ms: Date.now() - started, error };
  const attempts = [...sending.attempts, answer];
  const delivered = status !== null && status >= 200 && status < 300;
  const pause = delivered ? null : pauseAfter(attempts.length, schedule);
  sim.store.deliveries.save({
    ...sending,
    attempts,
    state: delivered ? 'delivered' : pause === null ? 'given_up' : 'waiting',
    due_at: pause === null ? null : Date.now() + Math.ceil(pause / speed),
  });
}

/** Requeues webhooks that were being sent when the program was killed: delivery is at least once, as at Paystack. */
export function resumeDeliveries(sim: Simulator): void {
  for (const delivery of sim.store.deliveries.latest(1_000)) {
    if (delivery.state === 'sending')
      sim.store.deliveries.save({ ...delivery, state: 'waiting', due_at: Date.now() });
  }
}

/** Hex HMAC-SHA512 of the body with the API key. A bad one uses another key, so it has the right length. */
function signature(sim: Simulator, { body, signature }: Delivery): string {
  const key = signature === 'good' ? sim.secretKey : `${sim.secretKey}-wrong`;
  return createHmac('sha512', key).update(body).digest('hex');
}

async function post(
  url: string,
  body: string,
  signature: string,
  closing: AbortSignal,
): Promise<{ status: number | null; error: string | null }> {
  if (url === '') return { status: null, error: 'No webhook address is set' };
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-paystack-signature': signature },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(30_000)]),
    });
    await answer.body?.cancel();
    return { status: answer.status, error: null };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: null, error: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** How long Paystack waits before the next attempt; null when it gives up. */
function pauseAfter(attempts: number, schedule: 'live' | 'test'): number | null {
  if (schedule === 'test') return attempts <= 10 ? 60 * MINUTE : null;
  if (attempts <= 4) return 3 * MINUTE;
  return attempts <= 4 + 72 ? 60 * MINUTE : null;
}
