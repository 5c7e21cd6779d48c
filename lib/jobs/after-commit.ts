import 'server-only';
import { headers } from 'next/headers';
import { after } from 'next/server';
import { fetchDuePictures } from '@/lib/imports/pictures';
import { logError } from '@/lib/log';
import { sendNotifications } from '@/lib/notifications/send';
import { processRefunds } from '@/lib/payments/refund';
import { revalidateStock } from '@/lib/products/revalidate-stock';
import { processWebhookEvents } from '@/lib/webhooks/process';

/** Steps that may follow a command, in this order. */
type Following = {
  /** its id in the inbox */
  webhook?: string;
  /** all that are due, or those with these ids */
  refunds?: 'due' | readonly string[];
  /** revalidates pages after stock sold out or came back; not needed after `updateStock` */
  stock?: true;
  email?: true;
  /** fetches pictures of imported products */
  pictures?: true;
};

/**
 * Runs the steps that follow a command after its response is sent, so that the user waits for no gateway or email
 * service. Each step runs even if the one before failed. Failures are logged with the request's id, and cron retries
 * them. For actions and route handlers.
 */
export function afterCommit({ webhook, refunds = [], stock, email, pictures }: Following): void {
  const steps: Record<string, (() => Promise<unknown>) | false | undefined> = {
    webhook: webhook !== undefined && (() => processWebhookEvents(1, webhook)),
    refunds:
      refunds === 'due'
        ? () => processRefunds(REFUNDS_AT_ONCE)
        : refunds.length > 0 && (() => Promise.all(refunds.map((id) => processRefunds(1, id)))),
    stock: stock && revalidateStock,
    email: email && (() => sendNotifications(EMAILS_AT_ONCE)),
    pictures: pictures && (() => fetchDuePictures(performance.now() + PICTURES_MS)),
  };
  after(async () => {
    const request_id = (await headers()).get('x-request-id');
    for (const [step, work] of Object.entries(steps)) {
      if (work)
        await work().catch((error: unknown) => logError('after_commit_failed', error, { step, request_id }));
    }
  });
}

/** After a webhook arrived or was requeued: all steps that it may cause. */
export const afterWebhook = (id: string) =>
  afterCommit({ webhook: id, refunds: 'due', stock: true, email: true });

/** Each refund is a call to its gateway. */
const REFUNDS_AT_ONCE = 5;

/** Enough for all owners of a shop, and for the emails of a page of transfers that are confirmed together. */
const EMAILS_AT_ONCE = 20;

/** How long a request may continue after its response. */
const PICTURES_MS = 30_000;
