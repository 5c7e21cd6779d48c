import 'server-only';
import { headers } from 'next/headers';
import { after } from 'next/server';
import { logError } from '@/lib/log';
import { sendNotifications } from '@/lib/notifications/send';
import { processRefunds } from '@/lib/payments/refund';
import { revalidateStock } from '@/lib/products/revalidate-stock';
import { processWebhookEvents } from '@/lib/webhooks/process';

/** What may follow a command, in this order. */
type Following = {
  /** its id, in our inbox */
  webhook?: string;
  /** those that are due now, or these, by their ids */
  refunds?: 'due' | readonly string[];
  /** pages that show what has sold out or come back; where `updateStock` was awaited, they are new already */
  stock?: true;
  mail?: true;
};

/**
 * What follows a command once its answer is out: nobody waits for a gateway or a mailer. Each step is tried whatever became of the
 * one before. What fails is logged under the id of the request, and cron does it again. For actions and route handlers.
 */
export function afterCommit({ webhook, refunds = [], stock, mail }: Following): void {
  const steps: Record<string, (() => Promise<unknown>) | false | undefined> = {
    webhook: webhook !== undefined && (() => processWebhookEvents(1, webhook)),
    refunds:
      refunds === 'due'
        ? () => processRefunds(FEW)
        : refunds.length > 0 && (() => Promise.all(refunds.map((id) => processRefunds(1, id)))),
    stock: stock && revalidateStock,
    mail: mail && (() => sendNotifications(SOME)),
  };
  after(async () => {
    const request_id = (await headers()).get('x-request-id');
    for (const [step, work] of Object.entries(steps)) {
      if (work)
        await work().catch((error: unknown) => logError('after_commit_failed', error, { step, request_id }));
    }
  });
}

/** What follows a webhook that has come, or that is to be worked on again: whatever it may bring about. */
export const afterWebhook = (id: string) =>
  afterCommit({ webhook: id, refunds: 'due', stock: true, mail: true });

/** Refunds at once: each is a call to its gateway. */
const FEW = 5;

/** Emails at once: enough for all of a shop's owners, and for what a page of transfers that are confirmed together sends. */
const SOME = 20;
