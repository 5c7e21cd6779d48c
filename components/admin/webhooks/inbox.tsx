import { getTranslations } from 'next-intl/server';
import { Count } from '@/components/admin/count';
import { ListActions, ListStatus } from '@/components/admin/list-actions';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { Views } from '@/components/admin/tabs';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { keysetOf } from '@/lib/admin/staff/keyset';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { commandInbox } from '@/lib/admin/webhooks/actions';
import { type InboxView, inboxViewOf, inboxViews } from '@/lib/admin/webhooks/inbox';
import {
  COUNTED,
  countDeadLetters,
  isOperator,
  listDeadEmails,
  listWebhooks,
} from '@/lib/admin/webhooks/queries';
import { shopInboxPath } from '@/lib/staff/paths';
import { EmailRow } from './email-row';
import { EmptyInbox } from './empty-inbox';
import { WebhookRow } from './webhook-row';

type Query = Record<string, string | string[] | undefined>;

/** Webhooks from gateways, and emails that could not be sent. Each can be tried again by hand. */
export async function Inbox({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return <NotYourRole what="money" role={membership.role} />;
  const view = inboxViewOf(query.view);
  const t = await getTranslations('admin.webhooks');
  const keyset = keysetOf(query);
  const [counts, operates, webhooks, emails] = await Promise.all([
    countDeadLetters(membership),
    isOperator(),
    view === 'emails' ? null : listWebhooks(membership, { view, keyset }),
    view === 'emails' ? listDeadEmails(membership, keyset) : null,
  ]);
  const page = webhooks ?? emails;
  const filters = { view: view === 'all' ? null : view };
  const counted: Partial<Record<InboxView, number>> = counts;
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <Views
        label={t('views')}
        current={view}
        tabs={inboxViews.map((key) => ({
          key,
          label: t(`view.${key}`),
          href: shopInboxPath(shop, { view: key === 'all' ? null : key }),
          count: <Count count={counted[key] ?? 0} upTo={COUNTED} of={t('waitingCount')} />,
        }))}
      />
      <ListActions shop={membership.shop} action={commandInbox}>
        <ListStatus
          done={{ replay_webhook: t('done.replay_webhook'), resend_email: t('done.resend_email') }}
        />
        {page?.rows.length === 0 ? (
          <EmptyInbox view={view} />
        ) : (
          <ol className="overflow-clip rounded-lg border border-line bg-raised">
            {webhooks?.rows.map((event) => (
              <WebhookRow key={event.id} event={event} membership={membership} isOperator={operates} />
            ))}
            {emails?.rows.map((email) => (
              <EmailRow key={email.id} email={email} membership={membership} />
            ))}
          </ol>
        )}
      </ListActions>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ListKeyboard />
        <Pager
          before={page?.before ?? null}
          after={page?.after ?? null}
          pathTo={(cursor) => shopInboxPath(shop, { ...filters, ...cursor })}
        />
      </div>
    </section>
  );
}
