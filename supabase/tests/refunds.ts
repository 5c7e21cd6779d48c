import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Args, type Caller, call, person, server } from './caller.ts';
import { type Line, paidOrder, rowsOf, type Shop } from './fixtures.ts';

export interface Refund {
  refund_id: string;
  order_id: string;
  payment_id: string;
  state: string;
  amount_minor: number;
  currency: string;
  gateway: string;
  replayed?: boolean;
  refunds?: Refund[];
}

/** Refunds an order, in full by default. */
export const issueRefund = (
  sql: Sql,
  caller: Caller,
  order_id: string,
  args: Record<string, unknown> = {},
): Promise<Refund> =>
  call(sql, caller, 'issue_refund', {
    order_id,
    amount_minor: null,
    reason: 'Broken',
    idempotency_key: randomUUID(),
    lines: null,
    ...args,
  });

/** The state and amount of each refund of an order, oldest first. */
export const refundsOf = async (sql: Sql, order_id: string) =>
  (await rowsOf(sql, 'refunds', order_id)).map(({ state, amount_minor }) => [state, amount_minor]);

/** Records the state of a refund as the gateway reports it. */
export const settleRefund = (sql: Sql, refund_id: string, state: string | null, args: Args = {}) =>
  call<Refund>(sql, server, 'settle_refund', { refund_id, state, ...args });

/** Sets the amount above which a shop's refunds need approval; null for none. */
export const setApprovalLimit = (
  sql: Sql,
  shop: Pick<Shop, 'id'>,
  refund_approval_above_minor: number | null,
) => sql`update shop_settings set ${sql({ refund_approval_above_minor })} where shop_id = ${shop.id}`;

/** Helpers for refunds in a shop with serums and soaps, and the staff who issue and approve them. */
export function refundsOn(sql: Sql, shop: Shop<'serum' | 'soap'>) {
  const finance = person(shop.staff.finance);
  const admin = person(shop.staff.admin);
  /** Two soaps and a serum: 9,000.00 with delivery. */
  const lines: Line[] = [
    [shop.variants.soap, 2],
    [shop.variants.serum, 1],
  ];
  const paid = () => paidOrder(sql, shop, lines);
  const refund = (order_id: string, args: object = {}) => issueRefund(sql, finance, order_id, { ...args });
  const decide = (refund_id: string, approve: boolean, caller = admin, reason: string | null = null) =>
    call<Refund>(sql, caller, 'decide_refund', { refund_id, approve, reason });
  const limit = (above_minor: number | null, at: Pick<Shop, 'id'> = shop) =>
    setApprovalLimit(sql, at, above_minor);
  const succeed = (refund_id: string, gateway_refund_id: string | null = null) =>
    settleRefund(sql, refund_id, 'succeeded', { gateway_refund_id });
  return { finance, admin, lines, paid, refund, decide, limit, succeed };
}
