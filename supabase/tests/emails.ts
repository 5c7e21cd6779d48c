import type { Sql } from 'postgres';
import type { PlacedOrder } from './fixtures.ts';

/** The templates of the emails about an order, oldest first. */
export async function emailsOf(sql: Sql, { order_id }: Pick<PlacedOrder, 'order_id'>): Promise<string[]> {
  const emails = await sql<{ template: string }[]>`
    select template from notification_queue where order_id = ${order_id} order by created_at`;
  return emails.map(({ template }) => template);
}

/** The key in the link of the newest email about an order. */
export async function emailedKey(sql: Sql, { order_id }: Pick<PlacedOrder, 'order_id'>): Promise<string> {
  const [email] = await sql<[{ token: string }]>`
    select payload ->> 'access_token' as token from notification_queue
    where order_id = ${order_id} order by created_at desc limit 1`;
  return email.token;
}
