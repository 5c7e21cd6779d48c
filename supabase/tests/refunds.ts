import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Caller, call } from './caller.ts';
import { rowsOf } from './fixtures.ts';

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
