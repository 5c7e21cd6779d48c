import type { Sql, TransactionSql } from 'postgres';
import { openBusyShop } from './busy-shop.ts';
import { type Caller, call, list, server } from './caller.ts';
import { openShop, paidOrder } from './fixtures.ts';

export interface Check {
  check: string;
  ok: boolean;
  details: string | null;
}

/** The failed checks with their details. */
export const failedChecks = (checks: Check[]) =>
  Object.fromEntries(checks.filter(({ ok }) => !ok).map(({ check, details }) => [check, details]));

/** The doctor, for a busy shop and another one with one paid order. */
export async function openDoctor(sql: Sql) {
  const shop = await openBusyShop(sql);
  const foreign = await openShop(sql);
  const { order_id: paid } = await paidOrder(sql, foreign, [[foreign.variants.soap, 1]]);
  await call(sql, server, 'settle_refund', { refund_id: shop.refund, state: 'succeeded' });

  const doctor = (caller: Caller) => list<Check>(sql, caller, 'doctor');
  /** The failed checks after `corrupt`, which runs with triggers off and is rolled back. */
  async function foundAfter(corrupt: (tx: TransactionSql) => Promise<unknown>, caller: Caller | null = null) {
    let found: Record<string, string | null> = {};
    const undone = sql.begin(async (tx) => {
      // switches triggers off, as only the cluster's superuser can
      await tx`set local session_replication_role = replica`;
      await corrupt(tx);
      if (caller) {
        await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: caller.role, sub: caller.userId })}, true),
          set_config('role', ${caller.role}, true)`;
      }
      found = failedChecks(await tx<Check[]>`select * from doctor()`);
      throw new Error('undo');
    });
    await undone.catch((error) => {
      if (error.message !== 'undo') throw error;
    });
    return found;
  }
  return { shop, foreign, paid, doctor, foundAfter };
}
