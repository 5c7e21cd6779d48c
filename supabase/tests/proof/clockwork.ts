import fc from 'fast-check';
import { call, server } from '../caller.ts';
import { letPass } from '../clock.ts';
import { kind } from './act.ts';
import { cron } from './cron.ts';
import { type Fate, readLatest, sendRefunds } from './refund-worker.ts';
import { poll, processWebhookEvents, settle } from './worker.ts';
import { askRows, choose, type World } from './world.ts';

const fate = fc.constantFrom<Fate>(
  'well',
  'well',
  'well',
  'well',
  'dies before',
  'dies after',
  'answer lost',
  'answer lost',
  'not sent',
);
const maxRows = fc.constantFrom(1, 5, 50);

async function sendEmails(world: World, { fails }: { fails: boolean }) {
  const emails = await askRows<{ id: string }>(world, server, 'claim_notifications', { max_rows: 5 });
  for (const { id } of emails)
    await call(world.sql, server, 'finish_notification', { id, error: fails ? 'the mailer is down' : null });
  return emails.length === 0 ? null : fails ? 'failed' : 'sent';
}

const summary = (outcomes: string[]) =>
  outcomes.length === 0 ? null : [...new Set(outcomes)].sort().join(' + ');

/** What our servers do automatically. */
export const clockwork = [
  kind(16, 'process webhooks', fc.record({ max: maxRows, fate }), async (world, { max, fate }) =>
    summary(await processWebhookEvents(world, max, fate)),
  ),
  kind(4, 'return page', fc.record({ intent: fc.nat({ max: 4 }) }), async (world, { intent }) => {
    const chosen = choose(world.intents, intent);
    return chosen ? settle(world, chosen.reference) : null;
  }),
  kind(9, 'poll', fc.record({ max: maxRows, fate }), async (world, { max, fate }) =>
    summary(await poll(world, max, fate)),
  ),
  kind(12, 'process refunds', fc.record({ max: maxRows, fate }), async (world, { max, fate }) =>
    summary(await sendRefunds(world, max, fate)),
  ),
  kind(2, 'read newest refunds', fc.record({}), async (world) => {
    const count = (await readLatest(world)).length;
    return count === 0 ? null : 'noted';
  }),
  kind(1, 'send emails', fc.record({ fails: fc.boolean() }), sendEmails),
  kind(8, 'cron', fc.record({ leaves_out: fc.nat({ max: 7 }) }), (world, { leaves_out }) =>
    cron(world, leaves_out),
  ),
];

type Next = 'nothing' | 'cron' | 'poller' | 'refund worker';

/** Always runs alone: no time passes during other acts. A worker often runs right after it. */
export const clock = kind(
  9,
  'time passes',
  fc.record({
    time: fc.constantFrom(
      '40 seconds',
      '3 minutes',
      '3 minutes',
      '31 minutes',
      '31 minutes',
      '3 hours',
      '25 hours',
      '25 hours',
      '8 days',
    ),
    next: fc.constantFrom<Next>('nothing', 'nothing', 'cron', 'poller', 'refund worker'),
  }),
  async (world, { time, next }) => {
    await letPass(world.sql, world.shop.id, time);
    if (time === '8 days') await expireKeys(world);
    const work = {
      nothing: () => null,
      cron: () => cron(world, -1),
      poller: () => poll(world, 50, 'well'),
      'refund worker': () => sendRefunds(world, 50, 'well'),
    };
    await work[next]();
    return next === 'nothing' ? time : `${time}, then the ${next}`;
  },
);

/** Idempotency keys expire after three days, so the requests that used them must not be repeated. */
async function expireKeys(world: World) {
  await world.sql`update idempotency_keys set created_at = created_at - interval '8 days' where shop_id = ${world.shop.id}`;
  for (const shopper of world.shoppers) shopper.request = null;
  world.refundRequests = [];
}
