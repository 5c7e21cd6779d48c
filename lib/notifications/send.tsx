import 'server-only';
import { render } from 'react-email';
import { Resend } from 'resend';
import { z } from 'zod';
import { OrderEmail } from '@/components/emails/order-email';
import { type Batch, eachRow } from '@/lib/batch';
import { env } from '@/lib/env';
import { logError } from '@/lib/log';
import { orderSchema } from '@/lib/orders/order';
import { originOf } from '@/lib/shops/origin';
import type { Database } from '@/lib/supabase/database.types';
import { publicClient } from '@/lib/supabase/public';
import { serviceClient } from '@/lib/supabase/service';
import { orderMailTemplate, orderMailWords } from './order-mail';

type Notification = Database['public']['Tables']['notification_queue']['Row'];

const payloadSchema = z.object({ number: z.string(), access_token: z.uuid() });

/**
 * Sends mails that are due. Each is claimed first, so that several workers send different ones, and goes to the mailer
 * under its own idempotency key, so that a crash between sending and noting it does not send it twice.
 * Those that did not leave are tried again.
 */
export async function sendNotifications(max: number): Promise<Batch> {
  const service = serviceClient();
  const { data: due, error } = await service.rpc('claim_notifications', { max_rows: max });
  if (error) throw new Error(`claim_notifications: ${error.code} ${error.message}`);

  return eachRow(due, {
    event: 'mail_not_finished',
    fields: ({ id, template }) => ({ notification_id: id, template }),
    work: async (notification) => {
      const { id, template } = notification;
      const problem = await sendOne(notification).catch((bug: unknown) => {
        logError('mail_failed', bug, { notification_id: id, template });
        return bug instanceof Error ? bug.message : String(bug);
      });
      const { error } = await service.rpc('finish_notification', { id, error: problem });
      if (error) throw new Error(`finish_notification: ${error.code} ${error.message}`);
      return !problem;
    },
  });
}

/** Answers what went wrong, or undefined. The order is read with the mail's own link: a mail shows what its reader may see. */
async function sendOne(notification: Notification): Promise<string | undefined> {
  const template = orderMailTemplate.parse(notification.template);
  const { number, access_token } = payloadSchema.parse(notification.payload);
  const { data, error } = await publicClient().rpc('get_order', { number, access_token });
  if (error) throw new Error(`get_order: ${error.code} ${error.message}`);
  const order = orderSchema.parse(data);
  const shop = await mailShop(order.shop);
  const words = orderMailWords(template, order, notification.created_at, shop.locale);

  const email = (
    <OrderEmail
      words={words}
      order={order}
      shop={shop}
      url={`${shop.origin}/orders/${number}/open/${access_token}`}
    />
  );
  const { RESEND_API_KEY, RESEND_BASE_URL, MAIL_FROM } = env();
  const { error: refused } = await new Resend(RESEND_API_KEY, { baseUrl: RESEND_BASE_URL }).emails.send(
    {
      from: MAIL_FROM.replace(/^[^<]*/, `${shop.name.replace(/[<>"]/g, '')} `),
      to: notification.recipient,
      replyTo: shop.contact_email ?? undefined,
      subject: words.subject,
      html: await render(email),
      text: await render(email, { plainText: true }),
    },
    { idempotencyKey: notification.id },
  );
  return refused ? `${refused.name}: ${refused.message}` : undefined;
}

async function mailShop(slug: string) {
  const { data, error } = await publicClient()
    .from('shops')
    .select('name, locale, contact_email, theme, shop_domains(host)')
    .eq('slug', slug)
    .eq('shop_domains.is_primary', true)
    .single();
  if (error) throw new Error(`shops: ${error.code} ${error.message}`);
  const [domain] = data.shop_domains;
  return { ...data, origin: domain ? originOf(domain.host) : env().SITE_URL };
}
