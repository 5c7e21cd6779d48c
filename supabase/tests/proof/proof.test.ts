import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { mutations } from './mutations.ts';
import { openPool, reportFailure, run } from './run.ts';

/** Set SEED to replay a failure, and COMMANDS for more or fewer commands; or use `npm run prove`. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 30);
const commands = Number(process.env.COMMANDS ?? 10_000);

const databases = await Promise.all([testDatabase(), testDatabase(), testDatabase()]);
const lanes = databases.map(({ url }) => openPool(url));
afterAll(() => Promise.all(lanes.map((sql) => sql.end())));

test('the invariants hold in random stories of shoppers, staff, the gateway, workers and the clock', {
  timeout: 900_000,
}, async () => {
  const { tally, failure } = await run({ lanes, commands, seed });
  expect(failure && reportFailure(failure)).toBeNull();
  expect(tally.commands).toBeGreaterThanOrEqual(commands);
});

test('an error outside of a story fails the run', async () => {
  const [sql] = lanes as [(typeof lanes)[0]];
  await sql`alter table product_fields add constraint broken check (false) not valid`;
  try {
    await expect(run({ lanes: [sql], commands: 1, seed })).rejects.toMatchObject({
      message: `The story of seed ${seed} could not be run.`,
      cause: { constraint_name: 'broken' },
    });
  } finally {
    await sql`alter table product_fields drop constraint broken`;
  }
});

test.each(Object.entries(mutations))('the bug %s can still be applied', async (_, { apply }) => {
  const [sql] = lanes as [(typeof lanes)[0]];
  const undone = new Error('rolled back, so that each bug is applied alone');
  const mutated = sql.begin(async (transaction) => {
    await apply(transaction as unknown as typeof sql);
    throw undone;
  });
  await expect(mutated).rejects.toBe(undone);
});
