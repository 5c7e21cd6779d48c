import { describe, expect, test } from 'vitest';
import { type Args, as, type Caller, call, person } from './caller.ts';
import { cashOn } from './cash.ts';
import { openMoves } from './credit-moves.ts';
import { testDatabase } from './database.ts';
import { exceptionsOn } from './exceptions.ts';
import { openShop, paidOrder, placeOrder, staffRoles } from './fixtures.ts';
import { placeTransfer, submitProof, transfersOn } from './transfers.ts';
import { tried } from './undone.ts';

/*
 * What pages offer to staff for transfers, packing, cash and exceptions must match what the database then accepts.
 */

interface Verification {
  standing: string;
  blocked_by: string | null;
}
interface StaffOrder {
  verification: Verification | null;
  actions: { command: string }[];
}

const { sql } = await testDatabase();
const shop = await openShop(sql, { serum: { price_minor: 450_000, on_hand: 10_000 } });
const { proven, confirm, reject, claim } = transfersOn(sql, shop);
const { finance, resolve } = exceptionsOn(sql, shop);
const admin = person(shop.staff.admin);
const verifier = person(shop.staff.verifier);
const see = (caller: Caller, { number }: { number: string }) =>
  call<StaffOrder>(sql, caller, 'get_order', { number });
const cancelled = async () => {
  const order = await placeTransfer(sql, shop);
  await call(sql, admin, 'cancel_order', { order_id: order.order_id, reason: 'No answer' });
  return order;
};
const restRequested = async () => {
  const order = await proven();
  await confirm(order.order_id, { amount_minor: 400_000 });
  await resolve(order.order_id, 'ask_rest');
  return order;
};

test('an order has the same actions in the packing queue as on its own page', async () => {
  const { open, buy, move } = cashOn(sql);
  const at = await open();
  const orders = [await paidOrder(sql, at, [[at.variants.serum, 1]]), await buy(at), await buy(at)];
  const [, packed, sent] = orders;
  for (const state of ['processing', 'ready_for_shipment']) await move(at, packed as never, state);
  for (const state of ['processing', 'shipped', 'fail_delivery']) await move(at, sent as never, state);
  for (const role of ['admin', 'fulfiller', 'auditor', 'verifier'] as const) {
    const caller = person(at.staff[role]);
    const stages = ['to_pack', 'to_ship', 'came_back'].map((stage) =>
      call<(StaffOrder & { number: string })[]>(sql, caller, 'list_fulfilment', { shop: at.slug, stage }),
    );
    const rows = (await Promise.all(stages)).flat();
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect([role, row.number, row.actions]).toEqual([role, row.number, (await see(caller, row)).actions]);
    }
  }
});

test('packing slips list the orders to pack or ship, with the units still to be sent', async () => {
  const { open, buy, move } = cashOn(sql);
  const at = await open();
  const packer = person(at.staff.fulfiller);
  const slips = (orders: { number: string }[], caller = packer) =>
    call<{ number: string; to_collect_minor: number; items: { quantity: number }[] }[]>(
      sql,
      caller,
      'list_packing_slips',
      {
        ...{ shop: at.slug, numbers: orders.map(({ number }) => number) },
      },
    );
  const [held, part, sent] = [await buy(at), await buy(at, {}, 2), await buy(at)];
  const paid = await paidOrder(sql, at, [[at.variants.serum, 1]]);
  await move(at, held, 'hold', { reason: 'Call first' });
  await move(at, part, 'processing');
  await move(at, part, 'shipped', {
    ...{ carrier: 'GIG', tracking_number: 'T-1', lines: [{ variant_id: at.variants.serum, quantity: 1 }] },
  });
  for (const state of ['processing', 'shipped']) await move(at, sent, state);
  const rows = await slips([paid, held, part, sent]);
  expect(
    rows.map(({ number, to_collect_minor, items }) => [
      number,
      to_collect_minor,
      items.map((one) => one.quantity),
    ]),
  ).toEqual([
    [paid.number, 0, [1]],
    [part.number, part.total_minor, [1]],
  ]);
  expect(
    await tried(sql, person(at.staff.catalog), 'list_packing_slips', {
      shop: at.slug,
      numbers: [paid.number],
    }),
  ).toMatchObject({
    reason: 'forbidden',
  });
});

describe('verification is offered exactly as the database allows it, for an order', () => {
  const ownOrderOf = async (role: keyof typeof shop.staff) => {
    const order = await proven();
    await sql`update orders set email = (select email from auth.users where id = ${shop.staff[role]})
      where id = ${order.order_id}`;
    return order;
  };
  const cases: Record<string, () => Promise<{ order_id: string; number: string }>> = {
    'that waits': () => proven(),
    'that is their own': () => ownOrderOf('verifier'),
    'that a colleague has claimed': async () => {
      const order = await proven();
      await claim(order.order_id, person(shop.staff.owner));
      return order;
    },
    'that is paid by card': () => placeOrder(sql, shop, [[shop.variants.serum, 1]]),
  };

  test.each(Object.entries(cases))('%s', async (_name, reach) => {
    const order = await reach();
    for (const role of staffRoles.filter((role) => role !== 'catalog' && role !== 'fulfiller')) {
      const caller = person(shop.staff[role]);
      const { verification } = await see(caller, order);
      const { reason } = await tried(sql, caller, 'verify_payment', {
        ...{ order_id: order.order_id, decision: 'confirm' },
        seen: { amount_minor: 600_000, bank_reference: 'FT-9', received_at: '2026-03-01' },
      });
      const rows = await call<(Verification & { number: string })[]>(sql, caller, 'list_verifications', {
        ...{ shop: shop.slug, max_rows: 101 },
      });
      const row = rows.find(({ number }) => number === order.number);
      if (verification) {
        expect([role, verification.blocked_by]).toEqual([role, reason]);
        expect([role, row?.standing, row?.blocked_by]).toEqual([role, 'to_verify', reason]);
      } else {
        const verifies = ['owner', 'admin', 'verifier'].includes(role);
        const expected = verifies ? 'unknown_payment_method' : 'forbidden';
        expect([role, row, reason]).toEqual([role, undefined, expected]);
      }
    }
  });

  test('at each step, with the verification status of that step', async () => {
    const standing = async (order: { number: string }) => (await see(verifier, order)).verification?.standing;
    const order = await placeTransfer(sql, shop);
    expect(await standing(order)).toBe('no_proof');
    await submitProof(sql, order);
    expect(await standing(order)).toBe('to_verify');
    await reject(order.order_id);
    expect(await standing(order)).toBe('proof_rejected');
    await submitProof(sql, order);
    await confirm(order.order_id, { amount_minor: 400_000 });
    expect(await standing(order)).toBe('with_finance');
    await resolve(order.order_id, 'ask_rest');
    expect(await standing(order)).toBe('rest_asked');
    await confirm(order.order_id, { amount_minor: 200_000, bank_reference: 'FT-rest' });
    expect(await standing(order)).toBe('paid');
    expect(await standing(await cancelled())).toBe('cancelled');
  });
});

describe('exceptions', () => {
  interface Listed {
    exception_id: string;
    kind: string;
    is_mine: boolean;
    waits_for_customer: boolean;
    deadline: string;
  }
  interface Page {
    view: string;
    decides: boolean;
    rows: Listed[];
  }
  const page = (caller: Caller, args: Args = {}) =>
    call<Page>(sql, caller, 'list_exceptions', { shop: shop.slug, max_rows: 101, ...args });

  test('are listed and counted for staff who may decide them', async () => {
    const underpaid = await proven();
    await confirm(underpaid.order_id, { amount_minor: 400_000 });
    await restRequested();
    const unverified = await proven();
    await call(sql, admin, 'cancel_order', { order_id: unverified.order_id, reason: 'No answer' });
    for (const role of ['finance', 'verifier', 'auditor'] as const) {
      const caller = person(shop.staff[role]);
      const [open, own] = [await page(caller, { view: 'open' }), await page(caller)];
      expect([role, own.view, own.decides]).toEqual([
        role,
        role === 'auditor' ? 'open' : 'mine',
        role !== 'auditor',
      ]);
      for (const { exception_id, kind, is_mine, waits_for_customer } of open.rows) {
        const { reason } = await tried(sql, caller, 'resolve_exception', {
          ...{ exception_id, decision: kind === 'unverified_proof' ? 'dismiss' : 'refund', note: 'Because' },
        });
        const cannot = reason === 'forbidden';
        if (is_mine) expect([role, kind, cannot]).toEqual([role, kind, false]);
        if (role !== 'auditor') {
          expect(own.rows.some((row) => row.exception_id === exception_id)).toBe(is_mine);
        }
        // an exception that waits for the customer is not for staff to decide
        if (waits_for_customer) expect(is_mine).toBe(false);
      }
      const { to_decide } = await call<{ to_decide: number }>(sql, caller, 'count_queues', {
        shop: shop.slug,
      });
      expect(to_decide).toBe(role === 'auditor' ? 0 : Math.min(10, own.rows.length));
    }
    const rows = (await page(finance, { view: 'open' })).rows;
    expect(rows.filter(({ waits_for_customer }) => waits_for_customer).length).toBeGreaterThan(0);
    const { rows: one } = await page(finance, { view: 'open', kind: 'unverified_proof' });
    expect(new Set(one.map(({ kind }) => kind))).toEqual(new Set(['unverified_proof']));
  });

  test('can be paged down and up', async () => {
    const { rows } = await page(finance, { view: 'open' });
    const half = rows[Math.floor(rows.length / 2)] as Listed;
    // the position is text in the query, because the driver rounds microseconds
    const from = async (upwards: boolean) => {
      const [{ page: read }] = await as(sql, finance, (tx) =>
        tx.unsafe<
          [{ page: Page }]
        >(`select public.list_exceptions('${shop.slug}', 'open', null, '${half.deadline}',
          '${half.exception_id}', ${upwards}, 101) as page`),
      );
      return read.rows;
    };
    const around = [...(await from(true)).reverse(), half, ...(await from(false))];
    expect(around.map(({ exception_id }) => exception_id)).toEqual(
      rows.map(({ exception_id }) => exception_id),
    );
  });
});

test('staff who recorded a cash collection cannot count it, and see why', async () => {
  const { open, buy, move, collect } = cashOn(sql);
  const at = await open();
  const order = await buy(at);
  for (const state of ['processing', 'shipped']) await move(at, order, state);
  await collect(at, order, {}, person(at.staff.admin));
  for (const role of ['admin', 'owner', 'finance', 'auditor'] as const) {
    const caller = person(at.staff[role]);
    const [cash] = await call<{ courier: string; expected_minor: number; count_blocked_by: string | null }[]>(
      ...([sql, caller, 'list_courier_cash', { shop: at.slug }] as const),
    );
    const { reason } = await tried(sql, caller, 'count_cash', {
      ...{ shop: at.slug, courier: cash?.courier, counted_minor: cash?.expected_minor },
      expected_minor: cash?.expected_minor,
    });
    expect([role, cash?.count_blocked_by]).toEqual([role, reason]);
  }
});

test('a credit move is offered to staff who may decide it', async () => {
  const {
    shop: at,
    verifier: requester,
    order,
    importCredit,
    confirm: confirmLine,
    move,
    moveTo,
  } = await openMoves(sql);
  const [wrong, right] = [await order(), await order('Bola Ade')];
  const line = await importCredit(`Transfer ${wrong.number}`);
  await confirmLine(line, wrong);
  await moveTo(wrong, 'processing', 'ready_for_shipment');
  const { move_id } = await move(line, right);
  const actions = async (caller: Caller) => {
    const lines = await call<{ move: { actions: string[] } | null }[]>(sql, caller, 'list_statement_lines', {
      ...{ shop: at.slug, decided: true },
    });
    return lines.find((one) => one.move)?.move?.actions;
  };
  const owner = person(at.staff.owner);
  expect([await actions(requester), await actions(owner), await actions(person(at.staff.auditor))]).toEqual([
    ['withdraw_move'],
    ['approve_move', 'decline_move'],
    [],
  ]);
  expect((await tried(sql, requester, 'decide_statement_move', { move_id, approve: true })).reason).toBe(
    'separation_of_duties',
  );
  // without separation of duties, the requester may approve as well
  await sql`update shop_settings set separation_of_duties = false where shop_id = ${at.id}`;
  expect(await actions(requester)).toEqual(['approve_move', 'withdraw_move']);
  expect(
    (await tried(sql, requester, 'decide_statement_move', { move_id, approve: true })).reason,
  ).toBeNull();
});
