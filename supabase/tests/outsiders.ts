import type { Sql } from 'postgres';
import { as, type Caller, person, visitor } from './caller.ts';
import { type Shop, signUp, staffRoles } from './fixtures.ts';

/** Everybody who has no business in a shop; `stranger` is the one with an account. */
export async function outsidersOf(sql: Sql, foreign: Pick<Shop, 'staff'>) {
  const stranger = await signUp(sql);
  const outsiders: [string, Caller][] = [
    ['a visitor', visitor],
    ['somebody with an account', stranger],
    ...staffRoles.map((role): [string, Caller] => [
      `the ${role} of another shop`,
      person(foreign.staff[role]),
    ]),
  ];
  return { stranger, outsiders };
}

/** Fails for every reason but the one that counts: the caller has no right to it. */
export async function isForbidden(
  sql: Sql,
  caller: Caller,
  text: string,
  values: unknown[] = [],
): Promise<boolean> {
  const run = as(sql, caller, (tx) => tx.unsafe(text, values as never[]));
  return run.then(
    ({ count }) => {
      if (count > 0) throw new Error(`went through: ${text}`);
      return false;
    },
    (error) => {
      if (error.code !== '42501') throw error;
      return true;
    },
  );
}
