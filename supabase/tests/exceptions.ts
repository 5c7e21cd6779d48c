import type { Sql } from 'postgres';
import { type Caller, call, person } from './caller.ts';
import type { Moved } from './commands.ts';
import { rowsOf, type Shop } from './fixtures.ts';
import { settleRefund } from './refunds.ts';

/** Finds and resolves exceptions of a shop's orders. */
export function exceptionsOn(sql: Sql, shop: Shop) {
  const finance = person(shop.staff.finance);
  const exceptionOf = async (order_id: string, kind?: string) => {
    const exceptions = await rowsOf(sql, 'money_exceptions', order_id);
    return exceptions.find((one) => one.resolved_at === null && (!kind || one.kind === kind))?.id;
  };
  const resolve = async (
    order_id: string,
    decision: string | null,
    {
      caller = finance,
      note = 'Agreed by phone',
      kind,
    }: { caller?: Caller; note?: string | null; kind?: string } = {},
  ) =>
    call<Moved>(sql, caller, 'resolve_exception', {
      exception_id: await exceptionOf(order_id, kind),
      decision,
      note,
    });
  /** The gateway reports all refunds of an order as succeeded. */
  const succeedAll = async (order_id: string) => {
    for (const { id, state } of await rowsOf(sql, 'refunds', order_id))
      if (state !== 'declined') await settleRefund(sql, id, 'succeeded');
  };
  return { finance, exceptionOf, resolve, succeedAll };
}
