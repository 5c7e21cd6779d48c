import 'server-only';
import type { PostgrestError, SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { refusalOf } from '@/lib/refusals';
import { done, type Refused, type Result } from '@/lib/result';
import type { Database, Json } from './database.types';

/*
 * How a function of the database is called: with arguments that the generated types check, and an answer that is read by a schema. A
 * refusal is thrown as `Refusal`, everything else that goes wrong as an error that nobody expects. An action answers the former as a
 * `Result` (`resultOf`), a query names the one that it can do without (`expectRefusal`).
 */

type Functions = Database['public']['Functions'];
export type FunctionName = keyof Functions;
type Client = Pick<SupabaseClient<Database>, 'rpc'>;

/** The generated types know of no argument that may be null. Those that must be named and may be are these. */
type Nullable = { issue_refund: 'amount_minor'; submit_payment_proof: 'access_token' };
export type Args<N extends FunctionName> = N extends keyof Nullable
  ? Omit<Functions[N]['Args'], Nullable[N]> & Record<Nullable[N], unknown>
  : Functions[N]['Args'];

/** Those whose answer is typed as it is. JSON is only known once a schema has read it. */
type TypedName = { [N in FunctionName]: Json extends Functions[N]['Returns'] ? never : N }[FunctionName];

/** The database said no: why, with which HTTP status, and in the words that `refused` holds. */
export class Refusal extends Error {
  readonly refused: Refused;
  readonly status: number;

  constructor(name: string, refused: Refused, status: number) {
    super(`${name}: ${refused.reason}`);
    this.name = 'Refusal';
    this.refused = refused;
    this.status = status;
  }
}

/** What the database answered that is no refusal: a constraint, a policy, a statement that took too long, or no answer at all. */
export class DatabaseError extends Error {
  readonly error: PostgrestError;

  constructor(name: string, error: PostgrestError) {
    super(`${name}: ${error.code} ${error.message}`);
    this.name = 'DatabaseError';
    this.error = error;
  }
}

/** Calls a function for its answer: as `schema` reads it, or as it is typed where it is no JSON. Throws `Refusal` and what is a bug. */
export function rpc<N extends FunctionName, Data>(
  client: Client,
  name: N,
  args: Args<N>,
  schema: z.ZodType<Data>,
): Promise<Data>;
export function rpc<N extends TypedName>(
  client: Client,
  name: N,
  args: Args<N>,
): Promise<Functions[N]['Returns']>;
export async function rpc(
  client: Client,
  name: FunctionName,
  args: Args<FunctionName>,
  schema?: z.ZodType,
): Promise<unknown> {
  const answer = await call(client, name, args);
  if (!schema) return answer;
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new Error(`${name} answered: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Calls a function for what it does. Its answer goes nowhere, least of all to a browser. Throws as `rpc`. */
export async function execute<N extends FunctionName>(client: Client, name: N, args: Args<N>): Promise<null> {
  await call(client, name, args);
  return null;
}

async function call<N extends FunctionName>(client: Client, name: N, args: Args<N>): Promise<unknown> {
  const { data, error } = await client.rpc(name, args as Functions[N]['Args']);
  if (error) throw failureOf(name, error);
  return data;
}

/** What to throw for an error of the API: about a function, or about the table `name`. */
export function failureOf(name: string, error: Omit<PostgrestError, 'toJSON'>): Refusal | DatabaseError {
  const refused = refusalOf(error);
  if (!refused) return new DatabaseError(name, error as PostgrestError);
  const status = /^PT(\d{3})$/.exec(error.code)?.[1];
  return new Refusal(name, refused, status ? Number(status) : 422);
}

/** What an action answers: data, or the refusal in words. A bug goes on being thrown. */
export async function resultOf<Data>(call: Promise<Data>): Promise<Result<Data>> {
  try {
    return done(await call);
  } catch (error) {
    return refusedBy(error);
  }
}

/** The refusal in words; throws whatever else it is. */
export function refusedBy(error: unknown): Refused {
  if (error instanceof Refusal) return error.refused;
  throw error;
}

/** For who can do without an answer for these reasons, and no others: null; throws whatever else it is. */
export function expectRefusal(error: unknown, ...reasons: Refused['reason'][]): null {
  if (error instanceof Refusal && reasons.includes(error.refused.reason)) return null;
  throw error;
}
