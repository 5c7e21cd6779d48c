import fc from 'fast-check';
import { type Args, call, visitor } from '../caller.ts';
import type { StaffRole } from '../fixtures.ts';
import { kind } from './act.ts';
import { factsOf } from './facts.ts';
import { outcomeOfCash, outcomeOfConfirmation } from './model.ts';
import { documentedLineRefusals } from './refusals.ts';
import { ask, choose, compare, find, staff, type World } from './world.ts';

const order = fc.nat({ max: 4 });
const role = (...roles: StaffRole[]) => fc.constantFrom<StaffRole>(...roles);

/** Staff record the cash that a courier collected, possibly twice. */
async function collect(
  world: World,
  chosen: { order: number; amount: string; another: boolean; shipped: boolean; by: StaffRole; times: number },
) {
  const isShipped = `payment_method = 'cod' and state in ('shipped', 'delivered', 'completed')`;
  const known = await find(world, chosen.order, chosen.shipped ? isShipped : 'true');
  if (!known) return null;
  const facts = await factsOf(world, known.order_id);
  const { total_minor, paid_minor, refunded_minor } = facts;
  const owed = total_minor - paid_minor + refunded_minor;
  const amount_minor = Math.max(
    1,
    { right: owed, less: owed - 1_000, more: owed + 1_000 }[chosen.amount] ?? 0,
  );
  const expected = outcomeOfCash(facts, amount_minor, chosen.another, chosen.by);
  const collected = { amount_minor, courier: 'GIG', another: chosen.another };
  const one = async () => {
    const result = await ask<{ outcome: string }>(world, staff(world, chosen.by), 'collect_cash', {
      order_id: known.order_id,
      collected,
    });
    return result.reason ?? result.answer?.outcome ?? '';
  };
  if (chosen.times === 1) {
    const result = await one();
    compare(world, 'collect_cash', expected, result);
    return result;
  }
  return (await Promise.all([one(), one()])).sort().join(' + ');
}

/** Staff count a courier's cash against the expected amount that was just read. */
async function count(world: World, chosen: { missing: boolean; by: StaffRole }) {
  const [handover] = await call<{ courier: string; expected_minor: number }[]>(
    world.sql,
    staff(world, 'finance'),
    'list_courier_cash',
    { shop: world.shop.slug },
  );
  if (!handover) return null;
  const { courier, expected_minor } = handover;
  const result = await ask(world, staff(world, chosen.by), 'count_cash', {
    shop: world.shop.slug,
    courier,
    expected_minor,
    counted_minor: chosen.missing ? 0 : expected_minor,
    note: chosen.missing ? 'It was stolen' : null,
  });
  return result.reason ?? (chosen.missing ? 'counted less' : 'counted');
}

/** The shopper confirms a cash order by an emailed link. */
async function confirmByLink(world: World, chosen: { order: number; waiting: boolean }) {
  const known = await find(
    world,
    chosen.order,
    `${chosen.waiting ? `state = 'requested' and` : ''} payment_method = 'cod'`,
  );
  if (!known) return null;
  const [email] = await world.sql<{ token: string | null }[]>`
    select payload ->> 'access_token' as token from notification_queue
    where order_id = ${known.order_id} and payload ? 'access_token' limit 1`;
  if (!email?.token) return null;
  const expected = outcomeOfConfirmation(await factsOf(world, known.order_id));
  const result = await ask<{ state: string }>(world, visitor, 'confirm_request', {
    order_id: known.order_id,
    access_token: email.token,
  });
  const outcome = result.reason ?? result.answer?.state ?? '';
  compare(world, 'confirm_request', expected, outcome);
  return outcome;
}

/** Staff import a statement line for an order, with or without its number, possibly twice. */
async function importStatement(
  world: World,
  chosen: { order: number; amount: string; named: boolean; times: number; by: StaffRole },
) {
  const known = await find(world, chosen.order, `payment_method = 'bank_transfer'`);
  if (!known) return null;
  const { total_minor } = await factsOf(world, known.order_id);
  const [day] = await world.sql<[{ today: string }]>`select current_date::text as today`;
  const line: Args = {
    booked_on: day.today,
    amount_minor: Math.max(1, total_minor + (chosen.amount === 'less' ? -1_000 : 0)),
    description: chosen.named ? `TRF ${known.number}` : 'TRF ADA',
  };
  const importOnce = () =>
    ask<{ imported: number }>(world, staff(world, chosen.by), 'import_statement', {
      bank_account_id: world.account,
      lines: [line],
    });
  const result = await Promise.all(Array.from({ length: chosen.times }, importOnce));
  return result
    .map(({ answer, reason }) => reason ?? (answer?.imported ? 'a new credit' : 'known already'))
    .join(' + ');
}

interface Answer {
  ok: boolean;
  outcome?: string;
  reason?: string;
}

/** Staff confirm a credit for the order that it matches, or for another one; a `fresh` one is imported first. */
async function confirmCredits(
  world: World,
  chosen: { line: number; order: number; fresh: boolean; matched: boolean; compared: boolean; by: StaffRole },
) {
  if (chosen.fresh)
    await importStatement(world, { ...chosen, amount: 'right', named: true, times: 1, by: 'verifier' });
  const lines = await world.sql<{ id: string; order_id: string | null; match: { order_id?: string } }[]>`
    select id, order_id, private.match_line(lines) as match from statement_lines as lines
    where shop_id = ${world.shop.id} order by imported_at, id`;
  const line = choose(lines, chosen.line);
  const other = await find(world, chosen.order, `payment_method = 'bank_transfer'`);
  const order_id = (chosen.matched ? (line?.order_id ?? line?.match.order_id) : null) ?? other?.order_id;
  if (!line || !order_id) return null;
  const { answer } = await ask<Answer[]>(world, staff(world, chosen.by), 'confirm_statement_lines', {
    picks: [{ line_id: line.id, order_id, names_compared: chosen.compared }],
  });
  const [result] = answer ?? [];
  if (result?.reason && !documentedLineRefusals.includes(result.reason))
    throw new Error(`confirm_statement_lines was refused: ${result.reason}, which is not documented`);
  return result?.reason ?? result?.outcome ?? '';
}

/** Staff move a confirmed credit to another order, possibly twice; the first one of a story is imported and confirmed before. */
async function reassign(
  world: World,
  chosen: { line: number; order: number; elsewhere: boolean; unpaid: boolean; by: StaffRole; times: number },
) {
  const settled = () => world.sql<{ id: string; order_id: string }[]>`
    select id, order_id from statement_lines where shop_id = ${world.shop.id} and order_id is not null order by settled_at, id`;
  let lines = await settled();
  if (lines.length === 0) {
    await confirmCredits(world, {
      ...{ line: 0, order: chosen.order, fresh: true, matched: true, compared: true, by: 'verifier' },
    });
    lines = await settled();
  }
  const line = choose(lines, chosen.line);
  const wanted = [
    `payment_method = 'bank_transfer'`,
    ...(line && chosen.elsewhere ? [`id <> '${line.order_id}'`] : []),
    ...(chosen.unpaid ? [`state = 'pending_payment'`] : []),
  ];
  const other = await find(world, chosen.order, wanted.join(' and '));
  if (!line || !other) return null;
  const one = async () => {
    const result = await ask<{ state: string; outcome: string | null }>(
      world,
      staff(world, chosen.by),
      'reassign_statement_line',
      {
        line_id: line.id,
        order_id: other.order_id,
        reason: 'Another payer',
        answers: { even_if_short: true },
      },
    );
    return result.reason ?? result.answer?.outcome ?? result.answer?.state ?? '';
  };
  const result = await Promise.all(Array.from({ length: chosen.times }, one));
  return result.sort().join(' + ');
}

/** Staff approve or decline the move of a credit. */
async function decideMove(world: World, chosen: { approve: boolean; by: StaffRole }) {
  const [move] = await world.sql<{ id: string }[]>`
    select id from statement_moves where shop_id = ${world.shop.id} order by state, requested_at, id limit 1`;
  if (!move) return null;
  const result = await ask<{ state: string }>(world, staff(world, chosen.by), 'decide_statement_move', {
    move_id: move.id,
    approve: chosen.approve,
    reason: 'Looked at it',
  });
  return result.reason ?? result.answer?.state ?? '';
}

const amount = fc.constantFrom('right', 'right', 'right', 'right', 'less', 'more');

/** Cash on delivery, and bank statements. */
export const cash = [
  kind(
    6,
    'collect cash',
    fc.record({
      order,
      amount,
      another: fc.constantFrom(false, false, false, true),
      shipped: fc.constantFrom(true, true, true, true, false),
      by: role('fulfiller', 'fulfiller', 'owner', 'verifier'),
      times: fc.constantFrom(1, 1, 1, 2),
    }),
    collect,
  ),
  kind(
    2,
    'count cash',
    fc.record({ missing: fc.boolean(), by: role('finance', 'finance', 'fulfiller') }),
    count,
  ),
  kind(
    4,
    'confirm by link',
    fc.record({ order, waiting: fc.constantFrom(true, true, true, false) }),
    confirmByLink,
  ),
  kind(
    4,
    'import statement',
    fc.record({
      order,
      amount,
      named: fc.boolean(),
      times: fc.constantFrom(1, 1, 2),
      by: role('verifier', 'verifier', 'owner', 'finance'),
    }),
    importStatement,
  ),
  kind(
    8,
    'confirm credits',
    fc.record({
      line: fc.nat({ max: 3 }),
      order,
      fresh: fc.boolean(),
      matched: fc.constantFrom(true, true, true, false),
      compared: fc.constantFrom(true, true, true, false),
      by: role('verifier', 'verifier', 'verifier', 'finance'),
    }),
    confirmCredits,
  ),
  kind(
    8,
    'reassign credit',
    fc.record({
      line: fc.nat({ max: 2 }),
      order,
      elsewhere: fc.constantFrom(true, true, true, false),
      unpaid: fc.constantFrom(true, true, false),
      by: role('verifier', 'verifier', 'owner', 'finance'),
      times: fc.constantFrom(1, 1, 1, 2),
    }),
    reassign,
  ),
  kind(
    2,
    'decide move',
    fc.record({
      approve: fc.constantFrom(true, true, false),
      by: role('owner', 'owner', 'verifier', 'finance'),
    }),
    decideMove,
  ),
];
