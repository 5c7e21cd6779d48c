import type { Sql } from 'postgres';
import { orderSchema } from '@/lib/orders/order';
import { type Caller, call, person, visitor } from './caller.ts';
import { emailedKey } from './emails.ts';
import { anyCiphertext, type PlacedOrder, type Shop } from './fixtures.ts';
import { issueRefund, setApprovalLimit, settleRefund } from './refunds.ts';
import { transferredOrder } from './transfers.ts';

type Answer = { given_at: string; changed_at: string | null; changes_left: number };

/** Helpers for refunds that are paid by hand and the bank details that shoppers submit for them. */
export function payoutsOn(sql: Sql, shop: Shop<'serum'>) {
  const finance = person(shop.staff.finance);

  /** An order of 6,000.00 including delivery, paid by transfer. */
  const transferred = (at = shop) => transferredOrder(sql, at, [[at.variants.serum, 1]]);
  const refund = async (order: Pick<PlacedOrder, 'order_id'>, amount_minor: number | null = null) =>
    (await issueRefund(sql, finance, order.order_id, { amount_minor })).refund_id;
  const limit = (above_minor: number | null) => setApprovalLimit(sql, shop, above_minor);
  const payOut = (refund_id: string) =>
    call(sql, finance, 'pay_out_refund', { refund_id, reference: 'GTB 12' });
  const settle = (refund_id: string, state: string) => settleRefund(sql, refund_id, state);
  /** An order with a refund to pay out by hand, and the access token from the email that asks for bank details. */
  async function owed() {
    const order = await transferred();
    const refund_id = await refund(order);
    return { ...order, refund_id, key: await emailedKey(sql, order) };
  }
  const give = (
    { order_id }: Pick<PlacedOrder, 'order_id'>,
    access_token: string | null,
    ciphertext: string | null = anyCiphertext(),
    caller: Caller = visitor,
  ) => call<Answer>(sql, caller, 'submit_payout_details', { order_id, ciphertext, access_token });
  const own = (
    { order_id }: Pick<PlacedOrder, 'order_id'>,
    access_token: string | null,
    caller: Caller = visitor,
  ) =>
    call<(Answer & { ciphertext: string }) | null>(sql, caller, 'get_own_payout_details', {
      order_id,
      access_token,
    });
  const read = (caller: Caller, refund_id: string) =>
    call<{ order_id: string; ciphertext: string; changed_at: string | null } | null>(
      sql,
      caller,
      'read_payout_details',
      { refund_id },
    );
  const see = async (caller: Caller, number: string, access_token: string | null = null) =>
    orderSchema.parse(await call(sql, caller, 'get_order', { number, access_token }));
  const emailsOf = async ({ order_id }: Pick<PlacedOrder, 'order_id'>) =>
    (
      await sql`select template from notification_queue where order_id = ${order_id} order by created_at, dedupe_key`
    )
      .map((email) => email.template)
      .filter((template) => template.startsWith('payout_'));
  const logsOf = async ({ order_id }: Pick<PlacedOrder, 'order_id'>) =>
    (
      await sql<{ action: string; actor: string | null; actor_role: string }[]>`
        select action, actor, actor_role from activity_logs where entity_id = ${order_id}
          and action like '%payout_details' order by seq`
    ).map((log) => ({ ...log }));
  return { transferred, refund, limit, payOut, settle, owed, give, own, read, see, emailsOf, logsOf };
}

export type Owed = Awaited<ReturnType<ReturnType<typeof payoutsOn>['owed']>>;
