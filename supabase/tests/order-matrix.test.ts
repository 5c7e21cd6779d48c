import { describe, expect, test } from 'vitest';
import {
  attemptsOn,
  type Command,
  isConfirmed,
  isHoldable,
  isUnconfirmed,
  type Situation,
  type Subject,
  situations,
  type Who,
} from './attempts.ts';
import { refusalOf } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop, readOrder, signUp, staffRoles } from './fixtures.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql, { soap: { price_minor: 150_000, on_hand: 1_000_000 } });
await sql`update payment_methods set accept_by_link = true where shop_id = ${shop.id} and method = 'cod'`;
const { attempts, orderIn, prepare } = attemptsOn(sql, shop, await signUp(sql));
const commands = Object.keys(attempts) as Command[];
const callers: Who[] = [...staffRoles, 'guest', 'account', 'server'];

interface Move {
  from_state: string;
  to_state: string;
  command: string;
  permission: string | null;
  by_shopper: boolean;
  by_system: boolean;
}
const table = await sql<Move[]>`
  select from_state::text, to_state::text, command, permission::text, by_shopper, by_system from order_transitions`;
const granted = await sql<
  { role: string; permission: string }[]
>`select role::text, permission::text from role_permissions`;
const has = (who: Who, permission: string | null) =>
  granted.some((row) => row.role === who && row.permission === permission);

type Verdict = { refused: number | '42501'; reason?: string } | { moves: Move } | 'nothing';
const refused = (refused: number | '42501', reason?: string) => ({ refused, reason });

const canMove = (who: Who, move: Move) =>
  who === 'server'
    ? move.by_system
    : who === 'guest' || who === 'account'
      ? move.by_shopper
      : has(who, move.permission);

/** The state to which a command leads. */
function targetOf(command: Command, situation: Situation): string {
  const moves = table.filter((move) => move.command === command);
  if (command === 'accept' || command === 'revive') {
    return situation.method === 'cod' || isConfirmed(situation) ? 'confirmed' : 'pending_payment';
  }
  // returning one of three units keeps the state
  if (command === 'return_items') return situation.state;
  if (command === 'collect') return situation.state === 'shipped' ? 'delivered' : situation.state;
  const [move] = moves.filter((move) => move.from_state !== move.to_state);
  return move ? move.to_state : situation.state;
}

/** The outcome that the table prescribes for a command. */
function expectedOutcome(who: Who, command: Command, situation: Situation): Verdict {
  const isOpenToGuests = [
    'cancel',
    'cancel_items',
    'submit_proof',
    'open_dispute',
    'confirm_request',
  ].includes(command);
  if (who === 'guest' && !isOpenToGuests) return refused('42501');
  // roles that cannot read payments do not find exceptions and disputes
  if (['approve', 'ask_rest', 'close_dispute'].includes(command) && !has(who, 'payments.read'))
    return refused(404);
  if (command === 'settle' && who === 'server' && situation.method === 'paystack') return settled(situation);

  // verifiers settle and reject by one function, which checks the permission to reject
  const checked = command === 'settle' ? 'reject_proof' : command;
  if (!table.some((move) => move.command === checked && canMove(who, move))) return refused(403, 'forbidden');
  const isOfTransfers = command === 'settle' || command === 'reject_proof';
  if (isOfTransfers && situation.method !== 'bank_transfer') return refused(422, 'unknown_payment_method');
  // a transfer that a verifier has found counts, even if the order is cancelled
  if (command === 'settle' && situation.state === 'cancelled') return settled(situation);
  if (command === 'collect' && situation.method !== 'cod') return refused(422, 'unknown_payment_method');
  if (['approve', 'ask_rest'].includes(command) && !isUnconfirmed(situation))
    return refused(422, 'unknown_decision');
  if (isDone(command, situation)) return 'nothing';

  const to_state = targetOf(command, situation);
  const move = table.find(
    (move) => move.command === command && move.from_state === situation.state && move.to_state === to_state,
  );
  if (!move) return refused(422, 'invalid_transition');
  if (!canMove(who, move)) return refused(403, 'forbidden');
  if (command === 'confirm_request' && situation.method !== 'cod') return refused(403, 'forbidden');
  if (command === 'submit_proof' && situation.method !== 'bank_transfer')
    return refused(422, 'unknown_payment_method');
  return { moves: move };
}

/** Money that has arrived is never refused: it confirms a waiting order and reinstates a cancelled one. */
function settled({ state }: Situation): Verdict {
  const command = state === 'cancelled' ? 'revive' : 'settle';
  const move = table.find(
    (move) => move.command === command && move.from_state === state && move.to_state === 'confirmed',
  );
  return move?.by_system ? { moves: move } : refused(403);
}

/** Whether a command is already done. */
function isDone(command: Command, situation: Situation): boolean {
  if (command === 'allocate') return true;
  if (command === 'release') return !isHoldable(situation);
  if (command === 'settle') return isConfirmed(situation);
  const isMove = table.some((move) => move.command === command && move.from_state !== move.to_state);
  const isRepeatable = ['submit_proof', 'reject_proof', 'ask_rest', 'collect', 'return_items'].includes(
    command,
  );
  return isMove && !isRepeatable && targetOf(command, situation) === situation.state;
}

/** A hash of everything stored about an order and of the stock of its shop. */
async function hashOf({ order_id }: Subject): Promise<string> {
  const parts = [
    'order_items',
    'inventory_locks',
    'stock_movements',
    'notification_queue',
    'order_access_tokens',
    'shipments',
    'payment_intents',
    'payments',
    'refunds',
    'disputes',
    'money_exceptions',
    'payment_proofs',
    'verification_claims',
    'proof_files',
  ].map(
    (name) =>
      `select '${name} ' || to_jsonb(t)::text as row from ${name} as t where shop_id = $1 and order_id = $2`,
  );
  const [row] = await sql.unsafe<[{ hash: string }]>(
    `select md5(string_agg(row, '\n' order by row)) as hash from (
      select to_jsonb(orders)::text as row from orders where id = $2
      union all select to_jsonb(logs)::text from activity_logs as logs where entity_type = 'order' and entity_id = $2
      union all select to_jsonb(inventory)::text from inventory where shop_id = $1
      union all ${parts.join(' union all ')}) as rows`,
    [shop.id, order_id],
    { prepare: true },
  );
  return row.hash;
}

const outcomeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => ({ status: 200, reason: '' }),
    (error) => (error.code === '42501' ? { status: '42501', reason: '' } : refusalOf(error)),
  );

/** Runs the command as each caller for whom it must be refused or do nothing; the order must not change. */
async function expectNoEffect(command: Command, situation: Situation, subject: Subject) {
  const before = await hashOf(subject);
  for (const who of callers) {
    const expected = expectedOutcome(who, command, situation);
    if (expected !== 'nothing' && 'moves' in expected) continue;
    const outcome = await outcomeOf(attempts[command](who, subject));
    const label = `${command} by ${who}, ${situation.name}`;
    expect([label, outcome.status], outcome.reason).toEqual([
      label,
      expected === 'nothing' ? 200 : expected.refused,
    ]);
    if (expected !== 'nothing' && expected.reason)
      expect([label, outcome.reason]).toEqual([label, expected.reason]);
    expect(await hashOf(subject), label).toBe(before);
  }
}

const logsOf = (order_id: string) =>
  sql<{ action: string; actor_role: string; from_state: string; to_state: string }[]>`
    select action, actor_role, old_value ->> 'state' as from_state, new_value ->> 'state' as to_state
    from activity_logs where entity_id = ${order_id} order by seq`;

/** Makes a move that the table allows: it works once, is logged once, and changes nothing when repeated. */
async function expectMove(who: Who, command: Command, situation: Situation, move: Move, subject: Subject) {
  const label = `${command} by ${who}, ${situation.name}`;
  const logged = (await logsOf(subject.order_id)).length;
  await attempts[command](who, subject);
  const after = await readOrder(sql, subject.order_id);
  expect([label, after.state]).toEqual([label, move.to_state]);
  expect(after.version, label).toBeGreaterThan(subject.version);
  const moves = (await logsOf(subject.order_id)).slice(logged).filter((log) => log.action === move.command);
  const role = who === 'server' ? 'system' : who === 'guest' || who === 'account' ? 'shopper' : who;
  expect(
    moves.map((log) => ({ ...log })),
    label,
  ).toEqual([
    { action: move.command, actor_role: role, from_state: situation.state, to_state: move.to_state },
  ]);

  // a shopper may submit another proof; any other repeat is already done or stale
  if (command === 'submit_proof') return;
  const before = await hashOf(subject);
  const again = await outcomeOf(attempts[command](who, subject));
  expect([200, 409], `${label}, again: ${again.reason}`).toContain(again.status);
  expect(await hashOf(subject), `${label}, again`).toBe(before);
}

test('every command and every state of the table is tried below', () => {
  expect([...commands].sort()).toEqual([...new Set(table.map((move) => move.command))].sort());
  expect(new Set(situations.map((situation) => situation.state))).toEqual(
    new Set(table.flatMap((move) => [move.from_state, move.to_state])),
  );
});

describe.each(situations)('an order that is $name', (situation) => {
  test.each(commands)(
    '%s works once for the callers in the table, and is refused to all others',
    async (command) => {
      const fresh = async () => prepare(command, situation, await orderIn(situation));
      await expectNoEffect(command, situation, await fresh());
      for (const who of callers) {
        const expected = expectedOutcome(who, command, situation);
        if (expected !== 'nothing' && 'moves' in expected) {
          await expectMove(who, command, situation, expected.moves, await fresh());
        }
      }
    },
  );
});

describe('the table of transitions', () => {
  const moves = table.filter((move) => move.from_state !== move.to_state);
  const movesTo = (state: string) => moves.filter((move) => move.to_state === state);

  test('confirms an order only by payment, acceptance, reinstating or a decision about money', () => {
    expect(
      movesTo('confirmed')
        .map((move) => `${move.from_state} ${move.command} ${move.permission}`)
        .sort(),
    ).toEqual([
      'awaiting_verification approve exceptions.resolve',
      'awaiting_verification settle payments.verify',
      'cancelled approve exceptions.resolve',
      'cancelled revive orders.revive',
      'pending_payment approve exceptions.resolve',
      'pending_payment settle payments.verify',
      'requested accept orders.accept',
      'requested confirm_request null',
    ]);
  });

  test('never cancels a shipped order, and has no move out of completed', () => {
    expect(
      movesTo('shipped')
        .map((move) => move.from_state)
        .sort(),
    ).toEqual(['processing', 'ready_for_shipment']);
    const afterShipping = ['shipped', 'delivered', 'completed'];
    expect(movesTo('cancelled').filter((move) => afterShipping.includes(move.from_state))).toEqual([]);
    expect(moves.filter((move) => move.from_state === 'completed')).toEqual([]);
  });

  test('lets shoppers cancel, confirm, submit proofs, report delivery and complete, and nothing else', () => {
    expect(
      moves
        .filter((move) => move.by_shopper)
        .map((move) => `${move.from_state} ${move.command}`)
        .sort(),
    ).toEqual([
      'awaiting_verification cancel',
      'confirmed cancel',
      'delivered complete',
      'pending_payment cancel',
      'pending_payment submit_proof',
      'requested cancel',
      'requested confirm_request',
      'shipped deliver',
    ]);
  });

  test('lets auditors change nothing', () => {
    const permissions = granted.filter((row) => row.role === 'auditor').map((row) => row.permission);
    expect(permissions.filter((permission) => !permission.endsWith('.read'))).toEqual([]);
  });
});
