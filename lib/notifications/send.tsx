import 'server-only';
import { render } from 'react-email';
import { Resend } from 'resend';
import { z } from 'zod';
import { OrderEmail } from '@/components/emails/order-email';
import { OwnerEmail } from '@/components/emails/owner-email';
import { type Batch, eachRow } from '@/lib/batch';
import { env } from '@/lib/env';
import { logError } from '@/lib/log';
import { type Translator, translatorFor } from '@/lib/messages/messages';
import { orderSchema } from '@/lib/orders/order';
import { defaultLocale } from '@/lib/shops/locales';
import { shopOrigin } from '@/lib/shops/origin';
import { openOrderPath } from '@/lib/shops/paths';
import { shopSettingsPath } from '@/lib/staff/paths';
import type { Database } from '@/lib/supabase/database.types';
import { publicClient } from '@/lib/supabase/public';
import { execute, rpc } from '@/lib/supabase/rpc';
import { serviceClient } from '@/lib/supabase/service';
import { fromHeader } from './from';
import { orderEmailTemplate, orderEmailWords } from './order-email';
import {
  type OwnerEmailTemplate,
  ownerEmailPayload,
  ownerEmailTemplate,
  ownerEmailWords,
} from './owner-email';

type Words = Translator<'email'>;
type Notification = Database['public']['Tables']['notification_queue']['Row'];

const payloadSchema = z.object({ number: z.string(), access_token: z.uuid() });

/**
 * Sends due emails. Each is claimed first, so that concurrent workers send different ones. Each has its own idempotency
 * key, so that it is not sent twice if the worker crashes before it records the result. Failed emails are retried.
 */
export async function sendNotifications(max: number): Promise<Batch> {
  const service = serviceClient();
  const due = await rpc(service, 'claim_notifications', { max_rows: max });
  return eachRow(due, {
    event: 'email_not_finished',
    fields: ({ id, template }) => ({ notification_id: id, template }),
    work: async (notification) => {
      const { id, template, idempotency_key: key } = notification;
      let waits = false;
      const problem = await sendOne(notification).catch((bug: unknown) => {
        logError('email_failed', bug, { notification_id: id, template });
        waits = bug instanceof NoAddress;
        return bug instanceof Error ? bug.message : String(bug);
      });
      await execute(service, 'finish_notification', { id, error: problem, waits, key });
      return !problem;
    },
  });
}

/** Returns the error, or undefined. */
async function sendOne(notification: Notification): Promise<string | undefined> {
  const shop = await emailShop(notification.shop_id);
  const t = translatorFor(defaultLocale, 'email');
  const template = ownerEmailTemplate.safeParse(notification.template);
  const { email, ...head } = template.success
    ? ownerEmail(t, template.data, notification, shop)
    : await orderEmail(t, notification, shop);
  const { RESEND_API_KEY, RESEND_BASE_URL, MAIL_FROM } = env();
  const { error: refused } = await new Resend(RESEND_API_KEY, { baseUrl: RESEND_BASE_URL }).emails.send(
    {
      ...head,
      from: fromHeader(shop.name, MAIL_FROM),
      to: notification.recipient,
      html: await render(email),
      text: await render(email, { plainText: true }),
    },
    { idempotencyKey: notification.idempotency_key },
  );
  // The key has sent an email with another text: an earlier attempt was accepted but not recorded, and the order has
  // changed since. While such an attempt is still under way, Resend answers `concurrent_idempotent_requests`.
  if (!refused || refused.name === 'invalid_idempotent_request') return undefined;
  return `${refused.name}: ${refused.message}`;
}

/**
 * An email about an order, to its shopper. The order is read with the access token of the email's link, so the email
 * shows only what its reader may see. Links must never lead to another shop, so the emails of a shop without a domain
 * wait, and the doctor reports it.
 */
async function orderEmail(t: Words, notification: Notification, shop: EmailShop) {
  if (!shop.origin) throw new NoAddress(shop.slug);
  const template = orderEmailTemplate.parse(notification.template);
  const { number, access_token } = payloadSchema.parse(notification.payload);
  const order = await rpc(publicClient(), 'get_order', { number, access_token }, orderSchema);
  const words = orderEmailWords(t, template, order, notification.created_at, shop.locale);
  const url = `${shop.origin}${openOrderPath(number, access_token)}`;
  return {
    subject: words.subject,
    replyTo: shop.contact_email ?? undefined,
    email: <OrderEmail t={t} words={words} order={order} shop={shop} url={url} />,
  };
}

/** An email about changed settings, to one of the owners. */
function ownerEmail(t: Words, template: OwnerEmailTemplate, { payload }: Notification, shop: EmailShop) {
  const words = ownerEmailWords(t, template, ownerEmailPayload.parse(payload), shop);
  const url = `${env().SITE_URL}${shopSettingsPath(shop.slug)}`;
  return { subject: words.subject, email: <OwnerEmail t={t} words={words} shop={shop} url={url} /> };
}

type EmailShop = Awaited<ReturnType<typeof emailShop>>;

/** Read with the service client, because an unpublished shop sends emails too. */
async function emailShop(id: string) {
  const service = serviceClient();
  const [{ data, error }, host] = await Promise.all([
    service
      .from('shops')
      .select('slug, name, locale, time_zone, currency, contact_email')
      .eq('id', id)
      .single(),
    rpc(service, 'get_shop_host', { shop_id: id }, z.string().nullable()),
  ]);
  if (error) throw new Error(`shops: ${error.code} ${error.message}`);
  return { ...data, origin: shopOrigin({ slug: data.slug, host }) };
}

class NoAddress extends Error {
  constructor(slug: string) {
    super(
      `${slug} has no domain that the link could lead to: add one to shop_domains, or set DEFAULT_SHOP to it.`,
    );
  }
}
