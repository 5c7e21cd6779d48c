import { describe, expect, test } from 'vitest';
import type { Database } from '@/lib/supabase/database.types';
import { attemptsOn, type Subject, situations, type Who } from './attempts.ts';
import { call, person, refusalOf } from './caller.ts';
import { circumstancesOn } from './circumstances.ts';
import { testDatabase } from './database.ts';
import { openShop, type StaffRole, signUp, staffRoles } from './fixtures.ts';

/*
 * Compares the next step that get_order suggests with what the database does when the step is tried: in every state of an order, under
 * every circumstance, for every staff role that may read orders.
 */

type Step = Database['public']['Enums']['order_step'];
interface Next {
  step: Step;
  command: string | null;
  blocked_by: 'forbidden' | 'claimed' | Database['public']['Enums']['order_block'] | null;
  roles: StaffRole[];
  until: string | null;
}

const { sql } = await testDatabase();
const shop = await openShop(sql, { soap: { price_minor: 150_000, on_hand: 1_000_000 } });
const ada = await signUp(sql);
const { attempts, orderIn } = attemptsOn(sql, shop, ada);
const as = (role: StaffRole) => person(shop.staff[role]);

const orderOf = (role: StaffRole, { number }: Pick<Subject, 'number'>) =>
  call<{
    next_step: Next;
    version: number;
    status: string;
    actions: { command: string; blocked_by: string | null }[];
    refunds?: { refund_id: string; state: string }[];
    exceptions?: { exception_id: string; choices: string[]; resolved_at: string | null }[];
    disputes?: { dispute_id: string; state: string }[];
  }>(sql, as(role), 'get_order', { number });

const circumstances = circumstancesOn(sql, shop, attempts);

/** Tries the command of a step and returns the reason of its refusal; null: it was done. */
async function tryStep(who: Who & StaffRole, command: string, subject: Subject) {
  const order = await orderOf(who, subject);
  const named = { ...subject, version: order.version };
  // a role that cannot read these rows still tries them, with the ids that an admin reads
  const admin = await orderOf('admin', subject);
  const refundOf = (...states: string[]) =>
    admin.refunds?.find(({ state }) => states.includes(state))?.refund_id ?? null;
  const exception = admin.exceptions?.find((one) => !one.resolved_at && one.choices.length > 0);
  const moves: Record<string, () => Promise<unknown>> = {
    close_dispute: () =>
      attempts.close_dispute(who, {
        ...named,
        dispute: admin.disputes?.find(({ state }) => state === 'open')?.dispute_id ?? null,
      }),
    resolve: () =>
      call(sql, as(who), 'resolve_exception', {
        exception_id: exception?.exception_id,
        decision: exception?.choices[0],
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

/** The commands that move the goods forward: none is allowed while one of the `stops` below is due. */
const forward = ['process', 'mark_ready', 'ship'] as const;
const stops: Step[] = ['decide_dispute', 'answer_bank', 'refund_and_cancel', 'take_off_rest', 'mend_refund'];

describe.each(situations)('an order that is $name', (situation) => {
  test.each(Object.keys(circumstances))('%s', async (name) => {
    const prepare = async () => {
      const subject = await orderIn(situation);
      await circumstances[name]?.(subject, situation);
      return subject;
    };
    const first = await prepare().catch((error) => refusalOf(error));
    if ('reason' in first) return; // this cannot happen to such an order
    const readers: StaffRole[] = staffRoles.filter((role) => role !== 'catalog');
    const steps = new Set<string>();
    for (const role of readers) {
      const { next_step: next, actions, status } = await orderOf(role, first);
      steps.add(next.step);
      const label = `${next.step} by ${next.command} for ${role}: ${situation.name}, ${name}`;

      // exactly the roles that the step names may do it
      expect([label, next.blocked_by === 'forbidden'], label).toEqual([
        label,
        next.command !== null && !next.roles.includes(role),
      ]);
      if (next.command) {
        // a refusal changes nothing, so the first order can be used again
        const refused = await tryStep(role, next.command, next.blocked_by ? first : await prepare());
        // rows about money do not exist for roles that cannot read them
        const isHidden =
          role === 'fulfiller' && next.blocked_by === 'forbidden' && refused?.endsWith('_not_found');
        expect([label, isHidden ? 'forbidden' : refused]).toEqual([label, next.blocked_by]);
      }
      // the goods must wait while such a step is due
      if (stops.includes(next.step)) {
        const offered = actions.filter(
          ({ command, blocked_by }) => !blocked_by && (forward as readonly string[]).includes(command),
        );
        expect([label, offered]).toEqual([label, []]);
      }
      // neither packing nor shipping is suggested while the order is on hold, disputed or being refunded
      if (next.step === 'pack' || next.step === 'mark_packed' || next.step === 'ship') {
        expect([label, ['on_hold', 'disputed', 'refunding'].includes(status)]).toEqual([label, false]);
      }
    }
    expect([...steps], 'the step is the same for every role').toHaveLength(1);
  });
});
