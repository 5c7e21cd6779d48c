import { getTranslations } from 'next-intl/server';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { keysetOf } from '@/lib/admin/staff/keyset';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { listVerifications } from '@/lib/admin/verifications/queries';
import { shopVerificationsPath } from '@/lib/staff/paths';
import { AutoRefresh } from './auto-refresh';
import { EmptyVerifications } from './empty-verifications';
import { LastDecision } from './last-decision';
import { QueueFocus } from './queue-focus';
import { VerificationRow, verificationColumns } from './verification-row';

type Query = Record<string, string | string[] | undefined>;

/** The transfers to find in the bank account, earliest deadline first. */
export async function VerificationQueue({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return <NotYourRole what="transfers" role={membership.role} />;
  const cursor = keysetOf({ after: query.after });
  const [{ rows, after }, t] = await Promise.all([
    listVerifications(shop, cursor),
    getTranslations('admin.verifications.queue'),
  ]);
  const { done, of } = query;
  const wasDecided = typeof done === 'string' && typeof of === 'string';
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <AutoRefresh />
      {wasDecided && <LastDecision shop={shop} done={done} of={of} />}
      <QueueFocus />
      {rows.length === 0 ? (
        <EmptyVerifications shop={shop} wasLast={wasDecided} />
      ) : (
        <ol className={verificationColumns}>
          {rows.map((transfer) => (
            <VerificationRow key={transfer.order_id} shop={membership.shop} transfer={transfer} />
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center justify-between gap-4">
        {rows.length > 0 && <ListKeyboard />}
        <Pager
          top={cursor && { href: shopVerificationsPath(shop), label: t('toOldest') }}
          after={after}
          pathTo={(next) => shopVerificationsPath(shop, next)}
        />
      </div>
    </section>
  );
}
