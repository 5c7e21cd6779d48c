import fc from 'fast-check';
import { call, server } from '../caller.ts';
import type { Intent } from '../fixtures.ts';
import { recordPicture } from '../transfers.ts';
import { kind } from './act.ts';
import { factsOf } from './facts.ts';
import { type Amount, leftOf, moveRefund, openAttempt, takeBack, takeMoney } from './gateway.ts';
import { refusalOfPaying } from './model.ts';
import { settle, settleOne } from './worker.ts';
import { ask, choose, compare, find, type KnownOrder, keyTo, shopperOf, type World } from './world.ts';

const order = fc.nat({ max: 4 });
const amounts: Amount[] = ['right', 'right', 'right', 'right', 'right', 'right', 'less', 'more', 'foreign'];

/** Starts a payment and opens the checkout page at the gateway. `dies`: where the app's process dies. */
async function pay(world: World, known: KnownOrder, dies: 'no' | 'before' | 'after'): Promise<string> {
  if (!known.access_token) return 'no access token';
  const expected = world.isAlone ? refusalOfPaying(await factsOf(world, known.order_id)) : null;
  const started = await ask<Intent>(world, shopperOf(known), 'start_payment', keyTo(known));
  compare(
    world,
    'start_payment',
    expected ?? (world.isAlone ? 'started' : null),
    started.reason ?? 'started',
  );
  const intent = started.answer;
  if (!intent) return started.reason;
  if (!intent.is_new) return 'found';
  world.intents.push(intent);
  if (dies === 'before') return 'died before the gateway';
  const attempt = openAttempt(world.gateway, intent.reference, intent.amount_minor, intent.currency);
  if (dies === 'after') return 'died after the gateway';
  const page = {
    intent_id: intent.intent_id,
    checkout_url: `https://pay.example/${attempt.reference}`,
    mode: 'live',
  };
  await call(world.sql, server, 'save_intent_checkout', page);
  return 'opened';
}

/** The shopper pays at the gateway, by any attempt of the order; the payment is recorded later. */
async function payAtGateway(world: World, chosen: { order: number; attempt: number; amount: Amount }) {
  const known = choose(world.orders, chosen.order);
  const attempts = () => world.intents.filter((intent) => intent.order_id === known?.order_id);
  if (known && attempts().length === 0) await pay(world, known, 'no');
  const intent = choose(attempts(), chosen.attempt);
  if (!intent) return null;
  // an opened checkout page can be paid at any time, whatever state the attempt has here
  const attempt = openAttempt(world.gateway, intent.reference, intent.amount_minor, intent.currency);
  takeMoney(world.gateway, attempt, chosen.amount);
  return chosen.amount;
}

/** The usual payment: the shopper pays, and the return page verifies it. */
async function payAndComeBack(world: World, chosen: { order: number; amount: Amount }) {
  const known = await find(world, chosen.order, `state = 'pending_payment' and payment_method = 'paystack'`);
  if (!known) return null;
  const started = await pay(world, known, 'no');
  const intent = world.intents.findLast((one) => one.order_id === known.order_id);
  if (!intent || !['opened', 'found'].includes(started)) return started;
  takeMoney(
    world.gateway,
    openAttempt(world.gateway, intent.reference, intent.amount_minor, intent.currency),
    chosen.amount,
  );
  return settle(world, intent.reference);
}

/** The shopper pays late, on an old page: the order is cancelled, or its reservation has expired. */
async function payLate(world: World, chosen: { order: number }) {
  const known = await find(
    world,
    chosen.order,
    `state in ('pending_payment', 'cancelled') and exists (select from payment_intents as intents
      where intents.order_id = orders.id and intents.state <> 'succeeded' and gateway = 'paystack')
      and not exists (select from inventory_locks as locks where locks.order_id = orders.id and expires_at > now())`,
  );
  const intent = world.intents.find((one) => one.order_id === known?.order_id);
  if (!intent) return null;
  const { reference, amount_minor, currency } = intent;
  takeMoney(world.gateway, openAttempt(world.gateway, reference, amount_minor, currency), 'right');
  return settle(world, reference);
}

/**
 * The shopper pays twice, and the gateway itself refunds the second payment, before or after we have recorded it. The order is paid
 * already or still waits for payment.
 */
async function payTwice(
  world: World,
  chosen: { order: number; paid: boolean; pending: boolean; first: boolean },
) {
  const where = chosen.paid
    ? `paid_minor > 0 and payment_method = 'paystack'`
    : `state = 'pending_payment' and payment_method = 'paystack'`;
  const known = await find(world, chosen.order, where);
  if (!known) return null;
  if (!world.intents.some((intent) => intent.order_id === known.order_id)) await pay(world, known, 'no');
  const intent = world.intents.findLast((one) => one.order_id === known.order_id);
  if (!intent) return null;
  const { reference, amount_minor, currency } = intent;
  const attempt = openAttempt(world.gateway, reference, amount_minor, currency);
  const transaction = takeMoney(world.gateway, attempt, 'right');
  if (!chosen.first) await settleOne(world, transaction);
  const refund = takeBack(world.gateway, transaction, leftOf(transaction), null);
  if (refund && !chosen.pending) moveRefund(world.gateway, refund, 'succeeded');
  return settle(world, reference);
}

/** The shopper submits a payment proof, with or without a picture, for the amount owed or another one. */
async function submitProof(
  world: World,
  chosen: { order: number; transfer: boolean; picture: boolean; amount: 'owed' | 'other' },
) {
  const known = await find(
    world,
    chosen.order,
    chosen.transfer
      ? `payment_method = 'bank_transfer' and state in ('pending_payment', 'awaiting_verification')`
      : 'true',
  );
  if (!known?.access_token) return null;
  const { order_id } = known;
  const before = await reservationOf(world, order_id);
  const owed = Number(before.owed_minor);
  const proof = {
    amount_minor: chosen.amount === 'owed' && owed > 0 ? owed : 100,
    bank: 'GTB',
    bank_reference: 'R-1',
    file_path: chosen.picture ? await recordPicture(world.sql, world.shop, known) : undefined,
  };
  const result = await ask(world, shopperOf(known), 'submit_payment_proof', { ...keyTo(known), proof });
  const { until } = await reservationOf(world, order_id);
  const canExtend = chosen.picture && chosen.amount === 'owed' && !before.is_extended;
  if (world.isAlone && !canExtend && until !== before.until)
    world.violations.push(`2 ${known.number}: an insufficient proof has extended the reservation`);
  return result.reason ?? 'submitted';
}

async function reservationOf({ sql }: World, order_id: string) {
  const [row] = await sql<[{ until: string | null; is_extended: boolean; owed_minor: string }]>`
    select (select max(expires_at)::text from inventory_locks as locks where locks.order_id = orders.id) as until,
      reservation_extended_at is not null as is_extended, total_minor - paid_minor + refunded_minor as owed_minor
    from orders where id = ${order_id}`;
  return row;
}

/** How shoppers pay, at the gateway or by transfer. */
export const paying = [
  kind(
    11,
    'pay',
    fc.record({
      order,
      unpaid: fc.constantFrom(true, true, true, false),
      dies: fc.constantFrom('no' as const, 'no' as const, 'no' as const, 'before' as const, 'after' as const),
    }),
    async (world, { order, unpaid, dies }) => {
      const waits = `state = 'pending_payment' and payment_method = 'paystack'`;
      const known = unpaid ? await find(world, order, waits) : choose(world.orders, order);
      return known ? pay(world, known, dies) : null;
    },
  ),
  kind(
    14,
    'pay at gateway',
    fc.record({
      order,
      attempt: fc.nat({ max: 2 }),
      amount: fc.constantFrom(...amounts),
    }),
    payAtGateway,
  ),
  kind(12, 'pay and come back', fc.record({ order, amount: fc.constantFrom(...amounts) }), payAndComeBack),
  kind(6, 'pay late', fc.record({ order }), payLate),
  kind(
    5,
    'pay twice',
    fc.record({
      order,
      paid: fc.constantFrom(true, true, false),
      pending: fc.boolean(),
      first: fc.constantFrom(true, true, false),
    }),
    payTwice,
  ),
  kind(
    12,
    'submit proof',
    fc.record({
      order,
      transfer: fc.constantFrom(true, true, true, false),
      picture: fc.constantFrom(true, true, false),
      amount: fc.constantFrom('owed' as const, 'owed' as const, 'other' as const),
    }),
    submitProof,
  ),
];
