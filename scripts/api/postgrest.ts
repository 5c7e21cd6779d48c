import type { ConnectionContextOptions, IntrospectResult, VarsContext } from '@supabase/lite';
import { PostgresConnection } from '@supabase/lite/postgres';
import { sql } from 'kysely';
import { z } from 'zod';

/**
 * Lite's connection to Postgres, corrected where its answers differ from those of a hosted project's PostgREST.
 * (@supabase/lite 0.10.0; supabase/tests/hosted-project.test.ts shows each difference.)
 */
export class HostedConnection extends PostgresConnection {
  private found: Promise<IntrospectResult> | undefined;

  constructor(url: string, connections: number) {
    super({ url, postgresOptions: { max: connections, onnotice: () => {}, types: postgrestTypes } });
    // On its first request Lite runs GRANT ALL ON ALL TABLES … TO anon, authenticated, which would undo every grant of the
    // migrations. This state makes it believe that it has done so already.
    Object.assign(this, { rlsState: 'active' });
  }

  /**
   * The tables and functions; read once, however many requests wait for them.
   *
   * Lite takes a partial unique index for a unique key and would embed one row where there are many. PostgREST considers
   * primary keys and unique constraints only.
   */
  override introspect(): Promise<IntrospectResult> {
    this.found ??= super.introspect().then((found) => {
      // Lite returns no tables when it could not read them.
      if (found.tables.length === 0) this.found = undefined;
      const constraints = new Set(found.unique_constraints?.map(({ schema, name }) => `${schema}.${name}`));
      const indexes = found.indexes.filter(({ schema, name }) => constraints.has(`${schema}.${name}`));
      return { ...found, indexes };
    });
    return this.found;
  }

  /** Lite sets the caller's role and claims in ten consecutive statements. One is enough. */
  override async withContext<T>(
    vars: VarsContext | undefined,
    work: (db: PostgresConnection['kysely']) => Promise<T>,
    options?: ConnectionContextOptions,
  ): Promise<T> {
    if (!vars || options?.transaction || options?.forceRollback)
      return super.withContext(vars, work, options);
    const { auth, storage } = callerSchema.parse(vars);
    const role = auth?.role || 'anon';
    const settings = {
      role,
      'request.jwt.claim.sub': auth?.uid ?? '',
      'request.jwt.claim.role': role,
      'request.jwt.claims': auth?.jwt ? JSON.stringify(auth.jwt) : '',
      'storage.operation': storage?.operation ?? '',
      ...(options?.rpc && settingsOfCall(options.rpc)),
    };
    return this.kysely.transaction().execute(async (transaction) => {
      await sql`select set_config(key, value, true) from jsonb_each_text(${JSON.stringify(settings)}::jsonb)`.execute(
        transaction,
      );
      return work(transaction);
    });
  }

  /** Lite turns unknown SQLSTATEs into a 500 without a code; PostgREST passes them on. */
  override normalizeDbError(cause: unknown): unknown {
    const error = super.normalizeDbError(cause);
    if (!isDatabaseError(error)) return error;
    const { code, message, detail, hint } = error;
    if (LITE_KNOWS.test(code)) return brief(error, `${code} ${message}`);
    const answer = { code, message, details: detail ?? null, hint: hint ?? null };
    return brief(
      {
        code: 'PGRST',
        message: JSON.stringify(answer),
        detail: JSON.stringify({ status: statusOf(code), headers: {} }),
      },
      `${code} ${message}`,
    );
  }
}

const callerSchema = z.object({
  auth: z.object({ role: z.string().nullish(), uid: z.string().nullish(), jwt: z.unknown() }).nullish(),
  storage: z.object({ operation: z.string().nullish() }).nullish(),
});

function settingsOfCall(call: NonNullable<ConnectionContextOptions['rpc']>): Record<string, string> {
  return {
    transaction_read_only: call.readOnly ? 'on' : 'off',
    // the function may set these to change its response
    'response.status': '',
    'response.headers': '',
    'request.method': call.method,
    'request.path': call.path,
    'request.headers': JSON.stringify(call.requestHeaders ?? {}),
  };
}

type DatabaseError = { code: string; message: string; detail?: string; hint?: string };

function isDatabaseError(error: unknown): error is DatabaseError {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error))
    return false;
  return typeof error.code === 'string' && SQLSTATE.test(error.code) && typeof error.message === 'string';
}

const SQLSTATE = /^[0-9A-Z]{5}$/;
const LITE_KNOWS = /^(PT|PGRST|42|22|21|25006|2350[235]|5[35])/;

/** PostgREST's table: https://docs.postgrest.org/en/stable/references/errors.html */
function statusOf(code: string): number {
  if (code === 'P0001') return 400;
  if (/^(08|57P01)/.test(code)) return 503;
  if (/^(0L|0P|28)/.test(code)) return 403;
  if (/^(09|25|2D|38|39|3B|40|54|57|58|F0|HV|P0|XX)/.test(code)) return 500;
  return 400;
}

/** Lite prints each error with its stack and details, which may contain a shopper's input. Prints one line instead. */
function brief<E extends object>(error: E, line: string): E {
  Object.defineProperty(error, Symbol.for('nodejs.util.inspect.custom'), { value: () => line });
  return error;
}

function jsonType(oid: number) {
  return {
    to: oid,
    from: [oid],
    parse: (text: string): unknown => JSON.parse(text),
    // Lite passes JSON as text; the driver would encode it again, and Postgres would see a string.
    serialize: (value: unknown) =>
      typeof value === 'string' && isJson(value) ? value : JSON.stringify(value),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function textType(oid: number, parse: (text: string) => unknown) {
  return { to: oid, from: [oid], parse, serialize: String };
}

/** Values as PostgREST writes them: ISO 8601 times, and numeric as a number. */
const postgrestTypes = {
  json: jsonType(114),
  jsonb: jsonType(3802),
  numeric: textType(1700, Number),
  timestamp: textType(1114, (text) => text.replace(' ', 'T')),
  timestamptz: textType(1184, (text) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
};
