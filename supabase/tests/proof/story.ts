import fc from 'fast-check';
import { behindGate } from '../gate.ts';
import { brokenInvariants, overpromised } from '../invariants.ts';
import type { Act } from './act.ts';
import { cancellations } from './cancellations.ts';
import { cash } from './cash.ts';
import { clock, clockwork } from './clockwork.ts';
import { crossTenant } from './cross-tenant.ts';
import { editing } from './editing.ts';
import { gatewayActs } from './gateway-acts.ts';
import { importing } from './importing.ts';
import { moving } from './moving.ts';
import { operations } from './operations.ts';
import { paying } from './paying.ts';
import { refunding } from './refunding.ts';
import { shopping } from './shopping.ts';
import { note } from './tally.ts';
import type { World } from './world.ts';

type Gate = 'none' | 'orders' | 'shelf';

/** A moment of a story: one act, or several at once. */
class Moment implements fc.AsyncCommand<World, World> {
  private readonly acts: Act[];
  private readonly gate: Gate;

  constructor(acts: Act[], gate: Gate) {
    this.acts = acts;
    this.gate = gate;
  }

  check = () => true;
  toString = () => this.acts.map((act) => act.text).join(' & ');

  async run(world: World): Promise<void> {
    const line = world.steps.push(this.toString()) - 1;
    world.isAlone = this.acts.length === 1;
    const outcomes = await this.play(world);
    if (outcomes.every((outcome) => outcome === null)) {
      world.steps.splice(line, 1);
      return;
    }
    world.steps[line] = this.acts
      .map((act, index) => `${act.text} → ${outcomes[index] ?? 'nothing to do'}`)
      .join('\n   and at once: ');
    await checkInvariants(world);
  }

  private async play(world: World): Promise<(string | null)[]> {
    const calls = this.acts.map((act) => () => runAct(world, act));
    if (this.acts.length === 1 || this.gate === 'none') return Promise.all(calls.map((start) => start()));
    // all of them wait for one lock first, so that they run at the same moment
    const table = this.gate === 'orders' ? 'orders' : 'inventory';
    const lock = `select from ${table} where shop_id = '${world.shop.id}' for update`;
    const results = await behindGate(world.sql, lock, calls);
    return results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  }
}

async function runAct(world: World, act: Act): Promise<string | null> {
  const outcome = await act.run(world);
  if (outcome === null) return null;
  world.tally.commands++;
  note(world.tally, act.name, ...outcome.split(' + '));
  return outcome;
}

/** Throws if an invariant does not hold. */
export async function checkInvariants(world: World): Promise<void> {
  const { sql, shop } = world;
  world.tally.checks++;
  const [broken, short] = await Promise.all([brokenInvariants(sql, shop.id), overpromised(sql, shop.id)]);
  // a stock correction or an import may leave less than is reserved: accepted until those reservations end
  const unexcused = short.filter((variant) => !world.excused.has(variant));
  world.excused = new Set(short.filter((variant) => world.excused.has(variant)));
  const violations = [
    ...broken,
    ...unexcused.map((variant) => `1 more of ${variant} is sold and reserved than is on hand`),
    ...world.violations,
  ];
  if (violations.length > 0) throw new Error(violations.slice(0, 3).join('\n'));
}

const kinds = [
  ...shopping,
  ...paying,
  ...cancellations,
  ...moving,
  ...operations,
  ...editing,
  ...importing,
  ...cash,
  ...refunding,
  ...gatewayActs,
  ...clockwork,
  ...crossTenant,
];
const act = fc.oneof(...kinds);
const alone = fc.oneof(...kinds, clock).map((one) => new Moment([one], 'none'));
const together = fc
  .tuple(fc.array(act, { minLength: 2, maxLength: 4 }), fc.constantFrom<Gate>('none', 'orders', 'shelf'))
  .map(([acts, gate]) => new Moment(acts, gate));

/** A story: a sequence of moments. */
export const story = fc.commands(
  [fc.oneof({ weight: 4, arbitrary: alone }, { weight: 1, arbitrary: together })],
  { maxCommands: 120, size: 'max', disableReplayLog: true },
);
