import type { Sql } from 'postgres';
import { expect } from 'vitest';
import { as, type Caller, call, server } from './caller.ts';

interface Log {
  entity_type: string;
  entity_id: string;
  actor: string | null;
  actor_name: string | null;
  actor_role: string;
  action: string;
  old_value: Record<string, unknown> | null;
  new_value: Record<string, unknown> | null;
  note: string | null;
  request_id: string | null;
}

/** Runs work or an edit, and returns the log rows that it writes. */
export function editsOn(sql: Sql) {
  /** The log rows that `work` writes, newest last. Expects their chains to be intact. */
  async function logsOf(work: () => Promise<unknown>): Promise<Log[]> {
    // as text: a Date has no microseconds, and would include the row of a command just before
    const [{ now }] = await sql<[{ now: string }]>`select clock_timestamp()::text as now`;
    await work();
    const logs = await sql<Log[]>`
      select * from activity_logs where created_at > ${now}::text::timestamptz order by created_at`;
    for (const { entity_type, entity_id } of logs) {
      expect(await call(sql, server, 'verify_activity_chain', { entity_type, entity_id })).toBe(true);
    }
    return logs.map((log) => ({ ...log }));
  }
  const edit = (caller: Caller, text: string) => logsOf(() => as(sql, caller, (tx) => tx.unsafe(text)));
  return { logsOf, edit };
}

/** The content of log rows, without actor and time. */
export const reported = (logs: Log[]) =>
  logs.map(({ action, old_value, new_value, note }) => ({ action, old_value, new_value, note }));
