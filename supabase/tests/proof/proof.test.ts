import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { plants } from './plants.ts';
import { openPool, run, tellFailure } from './run.ts';

/** Set SEED to the seed of a failure to see it again, and COMMANDS for more or fewer; or use `npm run prove`. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 30);
const commands = Number(process.env.COMMANDS ?? 10_000);

const databases = await Promise.all([testDatabase(), testDatabase(), testDatabase()]);
const lanes = databases.map(({ url }) => openPool(url));
afterAll(() => Promise.all(lanes.map((sql) => sql.end())));

test('whatever shoppers, staff, the gateway, workers and the clock do, and in whatever order, every promise is kept', {
  timeout: 900_000,
}, async () => {
  const { tally, failure } = await run({ lanes, commands, seed });
  expect(failure && tellFailure(failure)).toBeNull();
  expect(tally.commands).toBeGreaterThanOrEqual(commands);
});

test.each(Object.entries(plants))('the bug %s can still be planted', async (_, { plant }) => {
  const [sql] = lanes as [(typeof lanes)[0]];
  const undone = new Error('so that the next one is planted alone');
  const planted = sql.begin(async (transaction) => {
    await plant(transaction as unknown as typeof sql);
    throw undone;
  });
  await expect(planted).rejects.toBe(undone);
});
