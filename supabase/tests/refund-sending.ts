import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { type Args, call, list, person, server } from './caller.ts';
import { openShop, paidOrder, rowsOf } from './fixtures.ts';
import { issueRefund, settleRefund } from './refunds.ts';

interface Claimed {
  refund_id: string;
  gateway: string;
  reference: string;
  transaction_id: string;
  amount_minor: number;
  must_look: boolean;
}

/** Helpers for sending refunds to the gateway and for what it reports. */
export function sendingOn(sql: Sql) {
  /** by order */
  const callers = new Map<string, ReturnType<typeof person>>();
  const claim = (args: Args = {}) =>
    list<Claimed>(sql, server, 'claim_refunds', { max_rows: 10, ...args }).then((rows) =>
      rows.map((row) => ({ ...row })),
    );
  const settle = (refund_id: string, state: string, args: Args = {}) =>
    settleRefund(sql, refund_id, state, args);
  const note = (refund_id: string, outcome: string | null, error: string | null = null) =>
    call(sql, server, 'note_refund_attempt', { refund_id, outcome, error });
  const resend = (refund_id: string) => call<boolean>(sql, server, 'resend_refund', { refund_id });
  /** Records a refund from the gateway's list of a transaction's refunds. */
  const listed = (transaction_id: string, refund: Args) =>
    call<{ outcome: string; refund_id: string | null }>(sql, server, 'record_gateway_refund', {
      gateway: 'paystack',
      transaction_id,
      refund: { refund_id: randomUUID(), state: 'processing', amount_minor: 100_000, ...refund },
    });
  /** A new shop with a paid order of 6,000.00 and a refund of 1,000.00 to send. */
  async function due(amount_minor = 100_000) {
    const shop = await openShop(sql);
    const { order_id } = await paidOrder(sql, shop, [[shop.variants.serum, 1]]);
    const caller = person(shop.staff.finance);
    callers.set(order_id, caller);
    const { refund_id } = await issueRefund(sql, caller, order_id, { amount_minor });
    const [payment] = await rowsOf(sql, 'payments', order_id);
    return { shop, order_id, refund_id, caller, transaction_id: payment?.transaction_id as string };
  }
  const statesOf = async (order_id: string) =>
    (await rowsOf(sql, 'refunds', order_id)).map((refund) => refund.state);
  const issue = (order_id: string, amount_minor: number) =>
    issueRefund(sql, callers.get(order_id) as never, order_id, { amount_minor });
  return { claim, settle, note, resend, listed, due, statesOf, issue };
}
