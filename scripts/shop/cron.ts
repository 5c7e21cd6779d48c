import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 60_000;

/** Calls the cron endpoint every minute until `signal` aborts. For a deployed shop, Vercel's cron does this (vercel.json). */
export async function runCron(
  origin: string,
  secret: string,
  log: string,
  signal: AbortSignal,
): Promise<void> {
  fs.writeFileSync(log, '');
  while (!signal.aborted) {
    await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
    if (signal.aborted) return;
    const answer = await ask(origin, secret, signal).catch(() => 'no answer');
    if (signal.aborted) return;
    fs.appendFileSync(log, `${new Date().toISOString()} ${answer}\n`);
  }
}

async function ask(origin: string, secret: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${origin}/api/cron/cleanup`, {
    headers: { authorization: `Bearer ${secret}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(EVERY_MS)]),
  });
  return `${response.status} ${await response.text()}`;
}
