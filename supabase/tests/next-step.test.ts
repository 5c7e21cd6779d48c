import { describe, expect, test } from 'vitest';
import type { Database } from '@/lib/supabase/database.types';
import { attemptsOn, type Place, places, type Subject, type Who } from './attempts.ts';
import { call, person, refusalOf, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, type StaffRole, settle, signUp, staffRoles } from './fixtures.ts';

/*
 * What an order's page says is to be done next, against what the database does when somebody does it: in each place an order can
 * stand, under each circumstance, for each member of staff.
 */

type Step = Database['public']['Enums']['order_step'];
interface Next {
  step: Step;
  command: string | null;
  blocked_by: 'forbidden' | 'separation_of_duties' | 'claimed' | null;
  roles: StaffRole[];
  until: string | null;
}

const { sql } = await testDatabase();
const shop = await openShop(sql, { soap: { price_minor: 150_000, on_hand: 1_000_000 } });
const ada = await signUp(sql);
const { attempts, bring } = attemptsOn(sql, shop, ada);
const { soap } = shop.variants;
const as = (role: StaffRole) => person(shop.staff[role]);

const orderOf = (role: StaffRole, { number }: Pick<Subject, 'number'>) =>
  call<{
    next_step: Next;
    version: number;
    status: string;
    actions: { command: string }[];
    refunds?: { refund_id: string; state: string }[];
    exceptions?: { exception_id: string; choices: string[]; resolved_at: string | null }[];
    disputes?: { dispute_id: string; state: string }[];
  }>(sql, as(role), 'get_order', { number });

const refund = (subject: Subject, amount_minor: number | null = null) =>
  call<{ refund_id: string }>(sql, as('finance'), 'issue_refund', {
    order_id: subject.order_id,
    amount_minor,
    reason: 'Because',
    idempotency_key: crypto.randomUUID(),
  });
const limit = (minor: number | null) =>
  sql`update shop_settings set refund_approval_above_minor = ${minor} where shop_id = ${shop.id}`;
const gatewayDispute = (subject: Subject) =>
  sql`insert into disputes (shop_id, order_id, reason, gateway, gateway_dispute_id, due_at)
    values (${shop.id}, ${subject.order_id}, 'Not mine', 'paystack', ${subject.number}, now() + interval '2 days')`.then(
    () => sql`update orders set dispute_open = true where id = ${subject.order_id}`,
  );

/** What can have happened to an order beside its state. `null`: it cannot happen in that place. */
const circumstances: Record<string, (subject: Subject, place: Place) => Promise<unknown>> = {
  nothing: async () => {},
  'on hold': (subject) => attempts.hold('admin', subject),
  disputed: (subject) => attempts.open_dispute('admin', subject),
  'disputed at the bank': gatewayDispute,
  'refunded in part': async (subject) => {
    await limit(null);
    await refund(subject, 100_000);
  },
  'waiting for the approval of a full refund': async (subject) => {
    await limit(0);
    await refund(subject);
    await limit(null);
  },
  'with all of its money on its way back': (subject) => refund(subject),
  'refunded in full': async (subject) => {
    const { refund_id } = await refund(subject);
    await call(sql, as('finance'), 'pay_out_refund', { refund_id, reference: 'Bank' });
  },
  'with a failed refund': async (subject) => {
    const { refund_id } = await refund(subject);
    await call(sql, server, 'settle_refund', { refund_id, state: 'failed' });
  },
  'sent in part': (subject) =>
    call(sql, as('admin'), 'update_order_status', {
      order_id: subject.order_id,
      to_state: 'shipped',
      details: { carrier: 'GIG', tracking_number: '1', lines: [{ variant_id: soap, quantity: 1 }] },
    }),
  'sent in part, and refunded': async (subject, place) => {
    await circumstances['sent in part']?.(subject, place);
    await refund(subject);
  },
  backordered: (subject) =>
    sql`update orders set backordered = true where id = ${subject.order_id}`.then(
      () => sql`update order_items set committed_quantity = 0 where order_id = ${subject.order_id}`,
    ),
  'refused at the door': (subject) => attempts.refuse_delivery('admin', subject),
  'not handed over': (subject) => attempts.fail_delivery('admin', subject),
  'back as a whole': (subject) =>
    call(sql, as('admin'), 'return_order_items', {
      order_id: subject.order_id,
      lines: [{ variant_id: soap, quantity: 3, restock: true }],
      reason: 'Unopened',
    }),
  'paid too little': async (subject) =>
    subject.intent
      ? settle(sql, subject.intent, { amount_minor: 1 })
      : call(sql, as('verifier'), 'verify_payment', {
          order_id: subject.order_id,
          decision: 'confirm',
          seen: { amount_minor: 1, bank_reference: 'FT-2', received_at: '2026-03-01' },
        }),
  'out of time': (subject) =>
    sql`update orders set expires_at = now() - interval '1 minute' where id = ${subject.order_id} and expires_at is not null`,
  'claimed by a colleague': (subject) =>
    call(sql, as('verifier'), 'claim_verification', { order_id: subject.order_id }),
};

/** Does what a step says, as somebody, and answers how that was refused; null: it was done. Nothing of it stays. */
async function tryStep(who: Who & StaffRole, command: string, subject: Subject) {
  const order = await orderOf(who, subject);
  const named = { ...subject, version: order.version };
  // what is read by few is done by its id all the same
  const admin = await orderOf('admin', subject);
  const refundOf = (...states: string[]) =>
    admin.refunds?.find(({ state }) => states.includes(state))?.refund_id ?? null;
  const question = admin.exceptions?.find((one) => !one.resolved_at && one.choices.length > 0);
  const moves: Record<string, () => Promise<unknown>> = {
    close_dispute: () =>
      attempts.close_dispute(who, {
        ...named,
        dispute: admin.disputes?.find(({ state }) => state === 'open')?.dispute_id ?? null,
      }),
    resolve: () =>
      call(sql, as(who), 'resolve_exception', {
        exception_id: question?.exception_id,
        decision: question?.choices[0],
        note: 'Because',
      }),
    approve_refund: () =>
      call(sql, as(who), 'decide_refund', { refund_id: refundOf('requested'), approve: true }),
    retry_refund: () => call(sql, as(who), 'retry_refund', { refund_id: refundOf('failed') }),
    pay_out_refund: () =>
      call(sql, as(who), 'pay_out_refund', { refund_id: refundOf('approved'), reference: 'Bank' }),
    refund: () =>
      call(sql, as(who), 'issue_refund', {
        ...{ order_id: subject.order_id, amount_minor: null, reason: 'Because' },
        idempotency_key: crypto.randomUUID(),
      }),
  };
  const move = moves[command] ?? (() => attempts[command as keyof typeof attempts](who, named));
  return move().then(
    () => null,
    (error) => refusalOf(error).reason,
  );
}

/** What a step without a command must not hide: something that this person could do about the goods now. */
const forward = ['process', 'mark_ready', 'ship'] as const;
const stops: Step[] = [
  'decide_dispute',
  'answer_bank',
  'refund_and_cancel',
  'take_off_rest',
  'decide_money',
  'mend_refund',
];

describe.each(places)('an order that is $name', (place) => {
  test.each(Object.keys(circumstances))('%s', async (name) => {
    const prepare = async () => {
      const subject = await bring(place);
      await circumstances[name]?.(subject, place);
      return subject;
    };
    const first = await prepare().catch((error) => refusalOf(error));
    if ('reason' in first) return; // there is no such order
    const readers: StaffRole[] = staffRoles.filter((role) => role !== 'catalog');
    const steps = new Set<string>();
    for (const role of readers) {
      const { next_step: next, actions, status } = await orderOf(role, first);
      steps.add(next.step);
      const said = `${next.step} by ${next.command} for ${role}: ${place.name}, ${name}`;

      // who may, is who the step names
      expect([said, next.blocked_by === 'forbidden'], said).toEqual([
        said,
        next.command !== null && !next.roles.includes(role),
      ]);
      if (next.command) {
        // what is refused changes nothing
        const refused = await tryStep(role, next.command, next.blocked_by ? first : await prepare());
        // what is about money does not exist for who may not read that
        const isHidden =
          role === 'fulfiller' && next.blocked_by === 'forbidden' && refused?.endsWith('_not_found');
        expect([said, isHidden ? 'forbidden' : refused]).toEqual([said, next.blocked_by]);
      }
      // what must wait is not packed, whatever else is said
      if (stops.includes(next.step)) {
        const offered = actions.filter(({ command }) => (forward as readonly string[]).includes(command));
        if (next.step !== 'decide_money') expect([said, offered]).toEqual([said, []]);
      }
      // nobody is sent to pack what the database would not let go
      if (next.step === 'pack' || next.step === 'mark_packed' || next.step === 'ship') {
        expect([said, ['on_hold', 'disputed', 'refunding'].includes(status)]).toEqual([said, false]);
      }
    }
    expect([...steps], 'the step is the order’s own, whoever asks').toHaveLength(1);
  });
});
