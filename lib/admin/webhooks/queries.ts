import 'server-only';
import { cache } from 'react';
import { type Keyset, pageOf, readPage } from '@/lib/admin/staff/keyset';
import type { Membership } from '@/lib/admin/staff/queries';
import { sessionClient } from '@/lib/supabase/session';
import type { InboxView } from './inbox';

/** The highest exact count; anything above is shown as more. */
export const COUNTED = 9;

/** Whether the signed-in user operates the deployment, and therefore sees webhooks without a shop. */
export const isOperator = cache(async (): Promise<boolean> => {
  const { data, error } = await (await sessionClient()).from('platform_operators').select('user_id').limit(1);
  if (error) throw new Error(`platform_operators: ${error.code} ${error.message}`);
  return data.length > 0;
});

/** The webhooks that this member sees, as a filter. */
const seenBy = async (shopId: string) =>
  (await isOperator()) ? `shop_id.eq.${shopId},shop_id.is.null` : `shop_id.eq.${shopId}`;

/** A page of a shop's webhooks, newest first, for staff with `payments.read`; operators also see webhooks without a shop. */
export async function listWebhooks(
  { shop }: Membership,
  { view, keyset }: { view: Exclude<InboxView, 'emails'>; keyset: Keyset | null },
) {
  const [supabase, seen] = await Promise.all([sessionClient(), seenBy(shop.id)]);
  let query = supabase.from('webhook_events').select(
    `id, shop_id, gateway, event_type, reference, attempts, next_attempt_at, processed_at, outcome, last_error, dead_at,
      received_at`,
  );
  query = query.or(seen);
  if (view === 'dead') query = query.not('dead_at', 'is', null);
  if (view === 'failing') {
    query = query.is('processed_at', null).is('dead_at', null).gt('attempts', 0);
    query = query.or('attempts.gt.1,last_error.not.is.null');
  }
  const { data, error } = await readPage(query, keyset, { column: 'received_at', newestFirst: true });
  if (error) throw new Error(`webhook_events: ${error.code} ${error.message}`);
  return pageOf(data, keyset, ({ received_at, id }) => ({ at: received_at, id }));
}

export type ListedWebhook = Awaited<ReturnType<typeof listWebhooks>>['rows'][number];

/** A page of a shop's dead emails, most recently failed first, for staff with `orders.read`. */
export async function listDeadEmails({ shop }: Membership, keyset: Keyset | null) {
  const query = (await sessionClient())
    .from('notification_queue')
    .select('id, template, recipient, attempts, last_error, created_at, dead_at, orders(number)')
    .eq('shop_id', shop.id)
    .not('dead_at', 'is', null);
  const { data, error } = await readPage(query, keyset, { column: 'dead_at', newestFirst: true });
  if (error) throw new Error(`notification_queue: ${error.code} ${error.message}`);
  return pageOf(data, keyset, ({ dead_at, id }) => ({ at: dead_at ?? '', id }));
}

export type DeadEmail = Awaited<ReturnType<typeof listDeadEmails>>['rows'][number];

/**
 * The numbers of dead webhooks and emails of a shop, for operators also those of webhooks without a shop; COUNTED + 1 means
 * that many or more.
 */
export async function countDeadLetters({ shop }: Membership) {
  const [supabase, seen] = await Promise.all([sessionClient(), seenBy(shop.id)]);
  const [webhooks, emails] = await Promise.all(
    (
      [
        ['webhook_events', seen],
        ['notification_queue', `shop_id.eq.${shop.id}`],
      ] as const
    ).map(([table, rows]) =>
      supabase
        .from(table)
        .select('id')
        .or(rows)
        .not('dead_at', 'is', null)
        .limit(COUNTED + 1),
    ),
  );
  const error = webhooks?.error ?? emails?.error;
  if (error) throw new Error(`dead letters: ${error.code} ${error.message}`);
  return { dead: webhooks?.data?.length ?? 0, emails: emails?.data?.length ?? 0 };
}
