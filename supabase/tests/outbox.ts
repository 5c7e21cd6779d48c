import type { Sql } from 'postgres';

export interface Job {
  id: string;
  attempts: number;
  payload: Record<string, unknown>;
}

type Table = 'notification_queue' | 'webhook_events';

/** The emails and the events that wait to be worked on. */
export function jobsOn(sql: Sql) {
  /** What a job's table says of it, with times as seconds from now. */
  const row = async (table: Table, id: string) =>
    (
      await sql`select to_jsonb(t) || jsonb_build_object('waits',
      round(extract(epoch from next_attempt_at - now()))) as job from ${sql(table)} as t where id = ${id}`
    )[0]?.job;
  /** The same job, when its time has come again. */
  const comeDue = (table: Table, id: string) =>
    sql`update ${sql(table)} set next_attempt_at = now() - interval '1 second' where id = ${id}`;
  return { row, comeDue };
}
