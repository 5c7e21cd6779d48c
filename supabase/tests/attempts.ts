import type { Sql } from 'postgres';
import { type Caller, call, person, server, visitor } from './caller.ts';
import { parcel } from './commands.ts';
import {
  type Intent,
  keyOf,
  type PlacedOrder,
  placeOrder,
  readOrder,
  requestedOrder,
  type Shop,
  type StaffRole,
  settle,
} from './fixtures.ts';
import { submitProof } from './transfers.ts';

/** Every kind of caller: the staff roles, the shopper with a link or an account, and our servers. */
export type Who = StaffRole | 'guest' | 'account' | 'server';

/** Every state of an order, with the payment methods that matter there. A confirmed transfer order is paid in full. */
export const situations = [
  { name: 'requested, by transfer', state: 'requested', method: 'bank_transfer' },
  { name: 'requested, cash on delivery', state: 'requested', method: 'cod' },
  { name: 'pending_payment, by transfer', state: 'pending_payment', method: 'bank_transfer' },
  { name: 'pending_payment, by card', state: 'pending_payment', method: 'paystack' },
  { name: 'awaiting_verification', state: 'awaiting_verification', method: 'bank_transfer' },
  { name: 'confirmed', state: 'confirmed', method: 'bank_transfer' },
  { name: 'processing', state: 'processing', method: 'bank_transfer' },
  { name: 'ready_for_shipment', state: 'ready_for_shipment', method: 'bank_transfer' },
  { name: 'shipped', state: 'shipped', method: 'bank_transfer' },
  { name: 'shipped, cash on delivery', state: 'shipped', method: 'cod' },
  { name: 'delivered', state: 'delivered', method: 'bank_transfer' },
  { name: 'delivered, cash on delivery', state: 'delivered', method: 'cod' },
  { name: 'completed', state: 'completed', method: 'bank_transfer' },
  { name: 'completed, cash on delivery', state: 'completed', method: 'cod' },
  { name: 'cancelled, by transfer', state: 'cancelled', method: 'bank_transfer' },
  { name: 'cancelled, by card', state: 'cancelled', method: 'paystack' },
  { name: 'cancelled, cash on delivery', state: 'cancelled', method: 'cod' },
] as const;
export type Situation = (typeof situations)[number];

const path = ['confirmed', 'processing', 'ready_for_shipment', 'shipped', 'delivered', 'completed'];
export const isConfirmed = (situation: Situation) => path.includes(situation.state);

/** An order with the ids that commands need. */
export interface Subject extends PlacedOrder {
  version: number;
  intent: Intent | null;
  dispute: string | null;
  exception: string | null;
  /** from the link in an email */
  emailed_token: string | null;
}

const seen = (amount_minor = 600_000) => ({
  amount_minor,
  bank_reference: 'FT-1',
  received_at: '2026-03-01',
});

/** A call for each command of order_transitions, and helpers that prepare an order for the command. */
export function attemptsOn(sql: Sql, shop: Shop<'soap'>, ada: Caller) {
  const admin = person(shop.staff.admin);
  const as = (who: Who): Caller =>
    who === 'guest' ? visitor : who === 'account' ? ada : who === 'server' ? server : person(shop.staff[who]);
  const token = (who: Who, subject: Subject) => (who === 'guest' ? subject.access_token : null);
  const verify = (caller: Caller, order_id: string, decision: string, args: object) =>
    call(sql, caller, 'verify_payment', { order_id, decision, seen: args });
  const move = (caller: Caller, order_id: string, to_state: string) =>
    call(sql, caller, 'update_order_status', {
      order_id,
      to_state,
      details: { ...parcel, reason: 'Because' },
    });
  const cancel = (caller: Caller, order_id: string, access_token: string | null = null) =>
    call(sql, caller, 'cancel_order', { order_id, reason: 'Because', access_token });
  const dispute = (caller: Caller, order_id: string, access_token: string | null = null) =>
    call<{ dispute_id: string }>(sql, caller, 'open_dispute', { order_id, reason: 'Broken', access_token });

  /** Ada's order of three soaps, 6,000.00 with delivery, brought into the situation by real commands. */
  async function orderIn(situation: Situation): Promise<Subject> {
    const placeIt = situation.state === 'requested' ? requestedOrder : placeOrder;
    const order = await placeIt(
      sql,
      shop,
      [[shop.variants.soap, 3]],
      { payment_method: situation.method },
      ada,
    );
    const intent: Intent | null =
      situation.method === 'paystack' ? await call(sql, visitor, 'start_payment', keyOf(order)) : null;
    if (situation.state === 'awaiting_verification') await submitProof(sql, order);
    if (isConfirmed(situation) && situation.method === 'bank_transfer')
      await verify(person(shop.staff.verifier), order.order_id, 'confirm', seen());
    for (const next of path.slice(1, path.indexOf(situation.state) + 1))
      await move(admin, order.order_id, next);
    if (situation.state === 'cancelled') await cancel(admin, order.order_id);
    const { version } = await readOrder(sql, order.order_id);
    return { ...order, version, intent, dispute: null, exception: null, emailed_token: null };
  }

  const byMove = (to_state: string) => (who: Who, subject: Subject) =>
    move(as(who), subject.order_id, to_state);
  const attempts = {
    accept: byMove('accept'),
    revive: byMove('revive'),
    process: byMove('processing'),
    mark_ready: byMove('ready_for_shipment'),
    ship: byMove('shipped'),
    mark_in_transit: byMove('mark_in_transit'),
    fail_delivery: byMove('fail_delivery'),
    refuse_delivery: byMove('refuse_delivery'),
    collect: (who: Who, { order_id }: Subject) =>
      call(sql, as(who), 'collect_cash', { order_id, collected: { amount_minor: 600_000 } }),
    confirm_request: (who: Who, subject: Subject) =>
      call(sql, as(who), 'confirm_request', {
        order_id: subject.order_id,
        access_token:
          who === 'guest' || who === 'account' ? (subject.emailed_token ?? subject.access_token) : null,
      }),
    deliver: byMove('delivered'),
    complete: byMove('completed'),
    hold: byMove('hold'),
    release: byMove('release'),
    archive: byMove('archive'),
    allocate: byMove('allocate'),
    submit_proof: (who: Who, subject: Subject) =>
      call(sql, as(who), 'submit_payment_proof', {
        order_id: subject.order_id,
        access_token: token(who, subject),
        proof: { amount_minor: 600_000 },
      }),
    reject_proof: (who: Who, { order_id }: Subject) =>
      verify(as(who), order_id, 'reject', { reason: 'Not found' }),
    settle: (who: Who, { order_id, intent }: Subject) =>
      who === 'server' && intent ? settle(sql, intent) : verify(as(who), order_id, 'confirm', seen()),
    approve: (who: Who, { exception }: Subject) =>
      call(sql, as(who), 'resolve_exception', {
        exception_id: exception,
        decision: 'confirm',
        note: 'Fine by us',
      }),
    ask_rest: (who: Who, { exception }: Subject) =>
      call(sql, as(who), 'resolve_exception', {
        exception_id: exception,
        decision: 'ask_rest',
        note: 'They forgot a part',
      }),
    cancel: (who: Who, subject: Subject) => cancel(as(who), subject.order_id, token(who, subject)),
    cancel_items: (who: Who, subject: Subject) =>
      call(sql, as(who), 'cancel_order_items', {
        order_id: subject.order_id,
        lines: [{ variant_id: shop.variants.soap, quantity: 1 }],
        reason: 'One is enough',
        expected_version: subject.version,
        access_token: token(who, subject),
      }),
    return_items: (who: Who, { order_id, version }: Subject) =>
      call(sql, as(who), 'return_order_items', {
        order_id,
        lines: [{ variant_id: shop.variants.soap, quantity: 1, restock: true }],
        reason: 'Unopened',
        expected_version: version,
      }),
    open_dispute: (who: Who, subject: Subject) => dispute(as(who), subject.order_id, token(who, subject)),
    close_dispute: (who: Who, { dispute }: Subject) =>
      call(sql, as(who), 'close_dispute', {
        dispute_id: dispute,
        outcome: 'won',
        resolution: 'It was fine',
      }),
  } satisfies Record<string, (who: Who, subject: Subject) => Promise<unknown>>;

  /** Gives a command something to do: a hold to release, a dispute to close, an exception to resolve. */
  async function prepare(command: Command, situation: Situation, subject: Subject): Promise<Subject> {
    const { order_id, intent } = subject;
    if (command === 'release' && isHoldable(situation)) await move(admin, order_id, 'hold');
    const isDecision = command === 'approve' || command === 'ask_rest';
    if (isDecision && isUnconfirmed(situation)) {
      if (intent) await settle(sql, intent, { amount_minor: 1 });
      else await verify(admin, order_id, 'confirm', seen(1));
    }
    const isDisputed = command === 'close_dispute' || (isDecision && !isUnconfirmed(situation));
    const opened = isDisputed ? await dispute(admin, order_id) : null;
    const [exception] = await sql<{ id: string }[]>`
      select id from money_exceptions where order_id = ${order_id} and resolved_at is null`;
    const { version } = await readOrder(sql, order_id);
    const [email] = await sql<{ token: string }[]>`
      select payload ->> 'access_token' as token from notification_queue where order_id = ${order_id} limit 1`;
    return {
      ...subject,
      version,
      dispute: opened?.dispute_id ?? null,
      exception: exception?.id ?? null,
      emailed_token: email?.token ?? null,
    };
  }

  return { attempts, orderIn, prepare };
}

export type Command = keyof ReturnType<typeof attemptsOn>['attempts'];

export const isHoldable = ({ state }: Situation) => state !== 'completed' && state !== 'cancelled';
/** Whether a wrong amount opens an exception whose resolution can confirm the order. */
export const isUnconfirmed = (situation: Situation) =>
  situation.state === 'pending_payment' ||
  situation.state === 'awaiting_verification' ||
  situation.name === 'cancelled, by card';
