import type { Sql } from 'postgres';

export interface Job {
  id: string;
  attempts: number;
  payload: Record<string, unknown>;
}

type Table = 'notification_queue' | 'webhook_events';

/** Helpers for queued emails and webhook events. */
export function jobsOn(sql: Sql) {
  /** A job's row; `waits` is the number of seconds until the next attempt. */
  const row = async (table: Table, id: string) =>
    (
      await sql`select to_jsonb(t) || jsonb_build_object('waits',
      round(extract(epoch from next_attempt_at - now()))) as job from ${sql(table)} as t where id = ${id}`
    )[0]?.job;
  /** Makes a job due now. */
  const makeDue = (table: Table, id: string) =>
    sql`update ${sql(table)} set next_attempt_at = now() - interval '1 second' where id = ${id}`;
  return { row, makeDue };
}
