import 'server-only';
import type { PostgrestError, SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { type Codes, type Reason, refusalOf, refuse } from '@/lib/refusals';
import { done, type Refused, type Result } from '@/lib/result';
import type { Database, Json } from './database.types';

/*
 * Calls database functions with arguments that the generated types check and a result that a schema parses. A refusal
 * is thrown as `Refusal`, any other failure as an unexpected error. An action turns a `Refusal` into a `Result`
 * (`resultOf`); a query names the reasons that it can handle (`expectRefusal`).
 */

type Functions = Database['public']['Functions'];
export type FunctionName = keyof Functions;
type Client = Pick<SupabaseClient<Database>, 'rpc'>;

/** Arguments that may be null, which the generated types do not express. */
type Nullable = {
  issue_refund: 'amount_minor';
  submit_payment_proof: 'access_token';
  set_low_stock_level: 'level';
};
export type Args<N extends FunctionName> = N extends keyof Nullable
  ? Omit<Functions[N]['Args'], Nullable[N]> & Record<Nullable[N], unknown>
  : Functions[N]['Args'];

/** Functions with a typed result. JSON needs a schema. */
type TypedName = { [N in FunctionName]: Json extends Functions[N]['Returns'] ? never : N }[FunctionName];

/** A refusal by the database: reason, field, details and HTTP status. `refusedBy` adds its text. */
export class Refusal extends Error {
  readonly reason: Reason;
  readonly field: string | undefined;
  readonly details: unknown;
  readonly status: number;

  constructor(name: string, { reason, field, details }: Codes, status: number) {
    super(`${name}: ${reason}`);
    this.name = 'Refusal';
    this.reason = reason;
    this.field = field;
    this.details = details;
    this.status = status;
  }
}

/** A database error that is not a refusal: a constraint, a policy, a timeout, or no answer at all. */
export class DatabaseError extends Error {
  readonly error: PostgrestError;

  constructor(name: string, error: PostgrestError) {
    super(`${name}: ${error.code} ${error.message}`);
    this.name = 'DatabaseError';
    this.error = error;
  }
}

/**
 * Calls a function and returns its result, parsed by `schema`, or as typed if it is not JSON. Throws `Refusal`, or
 * another error for a bug.
 */
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

/** Calls a function and discards its result, so that it never reaches a browser. Throws like `rpc`. */
export async function execute<N extends FunctionName>(client: Client, name: N, args: Args<N>): Promise<null> {
  await call(client, name, args);
  return null;
}

async function call<N extends FunctionName>(client: Client, name: N, args: Args<N>): Promise<unknown> {
  const { data, error } = await client.rpc(name, args as Functions[N]['Args']);
  if (error) throw failureOf(name, error);
  return data;
}

/** Turns an API error into one to throw; `name` is the function or table. */
export function failureOf(name: string, error: Omit<PostgrestError, 'toJSON'>): Refusal | DatabaseError {
  const codes = refusalOf(error);
  if (!codes) return new DatabaseError(name, error as PostgrestError);
  const status = /^PT(\d{3})$/.exec(error.code)?.[1];
  return new Refusal(name, codes, status ? Number(status) : 422);
}

/** Turns a call into an action's result: data or the refusal. Rethrows bugs. */
export async function resultOf<Data>(call: Promise<Data>): Promise<Result<Data>> {
  try {
    return done(await call);
  } catch (error) {
    return refusedBy(error);
  }
}

/** Returns the refusal with its text; rethrows any other error. */
export async function refusedBy(error: unknown): Promise<Refused> {
  if (error instanceof Refusal) return refuse(error.reason, error);
  throw error;
}

/** Returns null for a refusal with one of these reasons; rethrows any other error. */
export function expectRefusal(error: unknown, ...reasons: Reason[]): null {
  if (error instanceof Refusal && reasons.includes(error.reason)) return null;
  throw error;
}
