import type { Sql } from 'postgres';
import type { PlacedOrder } from './fixtures.ts';

/** The emails about an order, oldest first, by their templates. */
export async function mailsOf(sql: Sql, { order_id }: Pick<PlacedOrder, 'order_id'>): Promise<string[]> {
  const mails = await sql<{ template: string }[]>`
    select template from notification_queue where order_id = ${order_id} order by created_at`;
  return mails.map(({ template }) => template);
}

/** The key to an order in the link of the newest email about it. */
export async function mailedKey(sql: Sql, { order_id }: Pick<PlacedOrder, 'order_id'>): Promise<string> {
  const [mail] = await sql<[{ token: string }]>`
    select payload ->> 'access_token' as token from notification_queue
    where order_id = ${order_id} order by created_at desc limit 1`;
  return mail.token;
}
