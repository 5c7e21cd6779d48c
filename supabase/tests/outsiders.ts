import type { Sql } from 'postgres';
import { as, type Caller, person, visitor } from './caller.ts';
import { type Shop, signUp, staffRoles } from './fixtures.ts';

/** All callers without access to a shop; `stranger` has an account and works in no shop. */
export async function outsidersOf(sql: Sql, foreign: Pick<Shop, 'staff'>) {
  const stranger = await signUp(sql);
  const outsiders: [string, Caller][] = [
    ['a visitor', visitor],
    ['a user with an account', stranger],
    ...staffRoles.map((role): [string, Caller] => [
      `the ${role} of another shop`,
      person(foreign.staff[role]),
    ]),
  ];
  return { stranger, outsiders };
}

/** Whether the statement is refused for lack of permission. Throws on any other error, and if the statement affects rows. */
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
