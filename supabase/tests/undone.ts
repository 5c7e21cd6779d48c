import type { Sql } from 'postgres';
import { type Args, as, type Caller, type FunctionName, refusalOf } from './caller.ts';

class Undone<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super();
    this.answer = answer;
  }
}

/** Calls a function and rolls its changes back. Returns its answer, or the reason of its refusal. */
export async function tried<T>(
  sql: Sql,
  caller: Caller,
  name: FunctionName,
  args: Args,
): Promise<{ answer: T; reason: null } | { answer: null; reason: string }> {
  const named = Object.keys(args).map((key, index) => `${key} => $${index + 1}`);
  return as(sql, caller, async (tx) => {
    const [row] = await tx.unsafe<[{ answer: T }]>(
      `select public.${name}(${named.join(', ')}) as answer`,
      Object.values(args) as never[],
    );
    throw new Undone(row.answer);
  }).catch((error) =>
    error instanceof Undone
      ? { answer: error.answer as T, reason: null }
      : { answer: null, reason: refusalOf(error).reason },
  );
}
