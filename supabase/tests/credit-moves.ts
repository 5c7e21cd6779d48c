import type { Sql } from 'postgres';
import { expect } from 'vitest';
import { type Args, type Caller, call, person } from './caller.ts';
import { openShop, type PlacedOrder, placeOrder, rowsOf } from './fixtures.ts';
import { brokenInvariants } from './invariants.ts';
import { openAccount } from './transfers.ts';

export interface Moved {
  move_id: string | null;
  state: string;
  outcome: string | null;
  order_id: string;
}
interface Answer {
  ok: boolean;
  outcome?: string;
  reason?: string;
  details?: unknown;
}

/** A shop with a bank account, whose credits are confirmed for orders and moved to others. */
export async function openMoves(sql: Sql, on_hand = 20) {
  const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand } });
  const account = await openAccount(sql, shop);
  const verifier = person(shop.staff.verifier);
  const owner = person(shop.staff.owner);
  const finance = person(shop.staff.finance);
  const order = (name = 'Ada Obi', quantity = 1, args: Args = {}) =>
    placeOrder(sql, shop, [[shop.variants.serum, quantity]], {
      payment_method: 'bank_transfer',
      name,
      ...args,
    });
  /** Imports a credit, by default of 6,000.00 and today; returns its id. */
  const importCredit = async (description: string, args: Args = {}) => {
    const [{ day }] = await sql<[{ day: string }]>`select current_date::text as day`;
    const line = { booked_on: day, amount_minor: 600_000, description, ...args };
    await call(sql, verifier, 'import_statement', { bank_account_id: account, lines: [line] });
    const [row] = await sql<[{ id: string }]>`
      select id from statement_lines where shop_id = ${shop.id} and description = ${description} order by imported_at desc limit 1`;
    return row.id;
  };
  const confirm = async (line_id: string, { order_id }: PlacedOrder, args: Args = {}) => {
    const answers = await call<Answer[]>(sql, verifier, 'confirm_statement_lines', {
      picks: [{ line_id, order_id, ...args }],
    });
    return answers[0] as Answer;
  };
  const compared = { names_compared: true };
  const move = (line_id: string, { order_id }: PlacedOrder, args: Args = {}, caller: Caller = verifier) =>
    call<Moved>(sql, caller, 'reassign_statement_line', {
      line_id,
      order_id,
      reason: 'The bank names another payer',
      ...args,
    });
  const decide = (move_id: string | null, approve: boolean, caller: Caller, reason: string | null = null) =>
    call<Moved>(sql, caller, 'decide_statement_move', { move_id, approve, reason });
  const resolve = async (
    { order_id }: PlacedOrder,
    kind: string,
    decision: string,
    caller: Caller = finance,
  ) => {
    const found = (await rowsOf(sql, 'money_exceptions', order_id)).find(
      (one) => one.kind === kind && !one.resolved_at,
    );
    return call(sql, caller, 'resolve_exception', { exception_id: found?.id, decision, note: 'Decided' });
  };
  const moveTo = ({ order_id }: PlacedOrder, ...states: string[]) =>
    states.reduce(
      (before, to_state) =>
        before.then(() =>
          call(sql, person(shop.staff.fulfiller), 'update_order_status', {
            order_id,
            to_state,
            details: { carrier: 'GIG', tracking_number: 'T-1' },
          }),
        ),
      Promise.resolve<unknown>(null),
    );
  /** A credit confirmed for the wrong order, and the right order. */
  const mistaken = async (quantity = 1) => {
    const wrong = await order('Ada Obi', quantity);
    const right = await order('Bola Ade', quantity);
    const amount_minor = wrong.total_minor;
    const line = await importCredit(`TRF BOLA ADE ${wrong.number.slice(0, 2)}`, { amount_minor });
    expect(await confirm(line, wrong, compared)).toMatchObject({ ok: true, outcome: 'confirmed' });
    return { wrong, right, line };
  };
  const expectInvariants = async () => {
    expect(await brokenInvariants(sql, shop.id)).toEqual([]);
    const checks = await sql<{ check: string; details: string }[]>`
      select "check", details from doctor() where not ok and "check" not in ('cron_is_alive', 'webhooks_arrive')`;
    expect(checks).toEqual([]);
  };
  const emails = async ({ order_id }: PlacedOrder) =>
    (
      await sql<{ template: string }[]>`
        select template from notification_queue where order_id = ${order_id} order by created_at, template`
    ).map(({ template }) => template);
  return {
    shop,
    account,
    verifier,
    owner,
    finance,
    order,
    importCredit,
    confirm,
    compared,
    move,
    decide,
    resolve,
    moveTo,
    mistaken,
    expectInvariants,
    emails,
  };
}
