import type { Sql } from 'postgres';
import { type Args, type Caller, call, person } from './caller.ts';
import { openShop, placeOrder } from './fixtures.ts';
import { openAccount } from './transfers.ts';

export interface Line {
  line_id: string;
  amount_minor: number;
  order_number: string | null;
  dismissed_reason: string | null;
  match: {
    match: string;
    number?: string;
    order_id?: string;
    owed_minor?: number;
    candidates: { order_id: string; number: string; name: string; name_likeness: number }[];
    same_amount_count: number;
  } | null;
}

export interface Answer {
  line_id: string;
  order_id: string;
  ok: boolean;
  outcome?: string;
  reason?: string;
  details?: unknown;
}

/** A shop with a bank account, and helpers for its orders by transfer and its bank statements. */
export async function openStatements(sql: Sql) {
  const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 10 } });
  const account = await openAccount(sql, shop);
  const verifier = person(shop.staff.verifier);
  const order = (quantity = 1) =>
    placeOrder(sql, shop, [[shop.variants.serum, quantity]], { payment_method: 'bank_transfer' });
  const [today] = await sql<[{ day: string }]>`select current_date::text as day`;
  const credit = (args: Args = {}) => ({
    booked_on: today.day,
    amount_minor: 600_000,
    description: '',
    ...args,
  });
  const importLines = (lines: unknown, caller: Caller = verifier, mapping: Args | null = null) =>
    call<{ imported: number; known: number }>(sql, caller, 'import_statement', {
      bank_account_id: account,
      lines,
      mapping,
    });
  const lines = (decided = false) =>
    call<Line[]>(sql, verifier, 'list_statement_lines', { shop: shop.slug, decided });
  const only = async () => (await lines())[0] as Line;
  const confirm = (picks: unknown, caller: Caller = verifier) =>
    call<Answer[]>(sql, caller, 'confirm_statement_lines', { picks });
  return { shop, account, verifier, order, credit, importLines, lines, only, confirm };
}
