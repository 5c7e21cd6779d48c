import type { Sql } from 'postgres';
import { type Caller, call, visitor } from './caller.ts';

/** Counting stock as staff, and reading the available quantity as a visitor. */
export function countsOn(sql: Sql) {
  const count = (
    caller: Caller,
    variant_id: string | null,
    on_hand: unknown,
    reason: string | null = 'Monthly count',
  ) => call<number>(sql, caller, 'adjust_stock', { variant_id, on_hand, reason });
  const left = (variant_id: string | null) =>
    call<number | null>(sql, visitor, 'get_available_stock', { variant_id });
  return { count, left };
}
