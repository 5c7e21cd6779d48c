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

/** Gives money of an order back, all of it unless said otherwise. */
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

/** What of an order goes back or went back, oldest first: the state and the amount of each refund. */
export const refundsOf = async (sql: Sql, order_id: string) =>
  (await rowsOf(sql, 'refunds', order_id)).map(({ state, amount_minor }) => [state, amount_minor]);

/** The gateway says what became of a refund. */
export const settleRefund = (sql: Sql, refund_id: string, state: string | null, args: Args = {}) =>
  call<Refund>(sql, server, 'settle_refund', { refund_id, state, ...args });

/** Above which sum a shop's refunds need a second person; null: none does. */
export const setApprovalLimit = (
  sql: Sql,
  shop: Pick<Shop, 'id'>,
  refund_approval_above_minor: number | null,
) => sql`update shop_settings set ${sql({ refund_approval_above_minor })} where shop_id = ${shop.id}`;

/** Refunds of a shop that has serums and soaps, and the people who give and approve them. */
export function refundsOn(sql: Sql, shop: Shop<'serum' | 'soap'>) {
  const finance = person(shop.staff.finance);
  const admin = person(shop.staff.admin);
  /** Two soaps and a serum, paid: 9,000.00 with delivery. */
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
