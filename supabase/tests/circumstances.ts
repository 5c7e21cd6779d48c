import type { Sql } from 'postgres';
import type { attemptsOn, Situation, Subject } from './attempts.ts';
import { call, person, server } from './caller.ts';
import { type Shop, type StaffRole, settle } from './fixtures.ts';

/** Circumstances of an order besides its state, made where possible by real commands, which refuse what the state does not allow. */
export function circumstancesOn(
  sql: Sql,
  shop: Shop<'soap'>,
  attempts: ReturnType<typeof attemptsOn>['attempts'],
): Record<string, (subject: Subject, situation: Situation) => Promise<unknown>> {
  const { soap } = shop.variants;
  const as = (role: StaffRole) => person(shop.staff[role]);
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

  const circumstances: Record<string, (subject: Subject, situation: Situation) => Promise<unknown>> = {
    nothing: async () => {},
    'on hold': (subject) => attempts.hold('admin', subject),
    disputed: (subject) => attempts.open_dispute('admin', subject),
    'disputed at the bank': gatewayDispute,
    'partly refunded': async (subject) => {
      await limit(null);
      await refund(subject, 100_000);
    },
    'with a full refund that waits for approval': async (subject) => {
      await limit(0);
      await refund(subject);
      await limit(null);
    },
    'with a full refund under way': (subject) => refund(subject),
    'fully refunded': async (subject) => {
      const { refund_id } = await refund(subject);
      await call(sql, as('finance'), 'pay_out_refund', { refund_id, reference: 'Bank' });
    },
    'with a failed refund': async (subject) => {
      const { refund_id } = await refund(subject);
      await call(sql, server, 'settle_refund', { refund_id, state: 'failed' });
    },
    'partly shipped': (subject) =>
      call(sql, as('admin'), 'update_order_status', {
        order_id: subject.order_id,
        to_state: 'shipped',
        details: { carrier: 'GIG', tracking_number: '1', lines: [{ variant_id: soap, quantity: 1 }] },
      }),
    'partly shipped and refunded': async (subject, situation) => {
      await circumstances['partly shipped']?.(subject, situation);
      await refund(subject);
    },
    backordered: (subject) =>
      sql`update orders set backordered = true where id = ${subject.order_id}`.then(
        () => sql`update order_items set committed_quantity = 0 where order_id = ${subject.order_id}`,
      ),
    'refused on delivery': (subject) => attempts.refuse_delivery('admin', subject),
    'with a failed delivery': (subject) => attempts.fail_delivery('admin', subject),
    'fully returned': (subject) =>
      call(sql, as('admin'), 'return_order_items', {
        order_id: subject.order_id,
        lines: [{ variant_id: soap, quantity: 3, restock: true }],
        reason: 'Unopened',
      }),
    underpaid: async (subject) =>
      subject.intent
        ? settle(sql, subject.intent, { amount_minor: 1 })
        : call(sql, as('verifier'), 'verify_payment', {
            order_id: subject.order_id,
            decision: 'confirm',
            seen: { amount_minor: 1, bank_reference: 'FT-2', received_at: '2026-03-01' },
          }),
    overdue: (subject) =>
      sql`update orders set expires_at = now() - interval '1 minute' where id = ${subject.order_id} and expires_at is not null`,
    'claimed by another verifier': (subject) =>
      call(sql, as('verifier'), 'claim_verification', { order_id: subject.order_id }),
  };
  return circumstances;
}
