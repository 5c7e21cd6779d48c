import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { openShop, type Shop } from '../fixtures.ts';
import { deactivateShop, differences, drain } from './books.ts';
import { story } from './story.ts';
import { openTally, type Tally } from './tally.ts';
import { openWorld } from './world.ts';

export interface Failure {
  /** replays the same story */
  seed: number;
  /** the shortest failing story that was found, and why it fails */
  story: string[];
  reason: string;
  /** commands run until the first failure */
  after: number;
}

export interface Run {
  tally: Tally;
  failure: Failure | null;
  seconds: number;
}

export interface RunOptions {
  /** one database for each lane */
  lanes: Sql[];
  commands: number;
  seed: number;
  /** time limit for shortening a failing story */
  shrinkMs?: number;
  progress?: (tally: Tally) => void;
}

/**
 * Superuser connections to one lane's database: enough for a moment of four acts, some of them run twice, that wait for a lock held
 * by one more connection. The queries are few and long, so they are planned once. A query that waits too long fails.
 */
export const openPool = (url: string): Sql =>
  postgres(url, {
    max: 12,
    onnotice: () => {},
    connection: { plan_cache_mode: 'force_generic_plan', jit: 'off', statement_timeout: 120_000 },
  });

/** Runs stories in several lanes until enough commands have run or one story fails. */
export async function run({ lanes, commands, seed, shrinkMs = 60_000, progress }: RunOptions): Promise<Run> {
  const tally = openTally();
  const startedAt = Date.now();
  let failure: Failure | null = null;
  let isFailing = false;
  const lane = async (sql: Sql) => {
    const foreign = await openShop(sql);
    const stop = () => {
      isFailing = true;
    };
    while (!isFailing && tally.commands < commands) {
      const failed = await runStory(sql, foreign, tally, seed + tally.stories++, shrinkMs, stop);
      failure ??= failed;
      progress?.(tally);
    }
  };
  await Promise.all(lanes.map(lane));
  return { tally, failure, seconds: (Date.now() - startedAt) / 1000 };
}

/**
 * Runs one story; if it fails, runs shorter and shorter ones until none fails or the time is up. Throws if the story could not be run, as
 * when its shop cannot be opened.
 */
async function runStory(
  sql: Sql,
  foreign: Shop,
  tally: Tally,
  seed: number,
  shrinkMs: number,
  stopOthers: () => void,
) {
  let last: Failure | null = null;
  // if a story failed before its end, shorter ones need not run the checks at the end
  let failedAtEnd = false;
  let shrinkUntil = Number.POSITIVE_INFINITY;
  // a shorter story would not explain an error outside of the story
  const outside = (error: unknown) => {
    shrinkUntil = 0;
    stopOthers();
    throw error;
  };
  const property = fc.asyncProperty(story, async (moments) => {
    if (Date.now() > shrinkUntil) return;
    // commands of a shortened story do not count
    const world = await openWorld(sql, foreign, last ? openTally() : tally).catch(outside);
    let isAtEnd = false;
    try {
      await fc.asyncModelRun(() => ({ model: world, real: world }), moments);
      if (last && !failedAtEnd) return;
      isAtEnd = true;
      await drain(world);
      const differing = await differences(world);
      if (differing.length > 0) throw new Error(differing.slice(0, 3).join('\n'));
    } catch (error) {
      last = { seed, story: world.steps, reason: reasonOf(error), after: last?.after ?? tally.commands };
      stopOthers();
      failedAtEnd = isAtEnd;
      shrinkUntil = Math.min(shrinkUntil, Date.now() + shrinkMs);
      throw error;
    } finally {
      await deactivateShop(world).catch(outside);
    }
  });
  const { failed, errorInstance } = await fc.check(property, { seed, numRuns: 1, unbiased: true });
  if (failed && !last)
    throw new Error(`The story of seed ${seed} could not be run.`, { cause: errorInstance });
  return last as Failure | null;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const causes = error.cause instanceof Error ? `\n  because: ${error.cause.message}` : '';
  const code = 'code' in error ? `${error.code} ` : '';
  return `${code}${error.message}${causes}`;
}

export function reportFailure({ seed, story, reason, after }: Failure): string {
  const lines = story.map((line, index) => `${String(index + 1).padStart(3)}. ${line}`);
  return [
    `The story failed after ${after} commands. The shortest failing story:`,
    '',
    ...lines,
    '',
    reason,
    '',
    `To see it again: npm run prove -- --runs 1 --seed ${seed}`,
  ].join('\n');
}
