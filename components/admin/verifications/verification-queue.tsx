import { ArrowRight, ArrowUp } from 'lucide-react';
import { LinkPending } from '@/components/admin/link-pending';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { ButtonLink } from '@/components/ui/button';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { keysetOf } from '@/lib/admin/staff/keyset';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { listVerifications } from '@/lib/admin/verifications/queries';
import { shopVerificationsPath } from '@/lib/staff/paths';
import { GentleRefresh } from './gentle-refresh';
import { LastDecision } from './last-decision';
import { NoVerifications } from './no-verifications';
import { QueueFocus } from './queue-focus';
import { VerificationRow, verificationColumns } from './verification-row';

type Query = Record<string, string | string[] | undefined>;

/** The transfers whose money has to be found on the account, the oldest promise first. */
export async function VerificationQueue({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return <NotYourRole what="Transfers are" role={membership.role} />;
  const place = keysetOf({ after: query.after });
  const { rows, after } = await listVerifications(shop, place);
  const { done, of } = query;
  const wasDecided = typeof done === 'string' && typeof of === 'string';
  return (
    <section aria-label="Transfers to verify" className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <GentleRefresh />
      {wasDecided && <LastDecision shop={shop} done={done} of={of} />}
      <QueueFocus />
      {rows.length === 0 ? (
        <NoVerifications shop={shop} wasLast={wasDecided} />
      ) : (
        <ol className={verificationColumns}>
          {rows.map((transfer) => (
            <VerificationRow key={transfer.order_id} shop={membership.shop} transfer={transfer} />
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center justify-between gap-4">
        {rows.length > 0 && <ListKeyboard />}
        <QueuePages shop={shop} isBelow={place !== null} after={after} />
      </div>
    </section>
  );
}

/** The queue is read from its top: there is a way on, and one back to what is urgent. */
function QueuePages({ shop, isBelow, after }: { shop: string; isBelow: boolean; after: string | null }) {
  if (!isBelow && !after) return null;
  return (
    <nav aria-label="Pages" className="ml-auto flex gap-2 max-sm:w-full max-sm:justify-between">
      {isBelow && (
        <ButtonLink
          variant="secondary"
          size="sm"
          href={shopVerificationsPath(shop)}
          className="relative overflow-clip"
        >
          <ArrowUp aria-hidden className="size-4" />
          To the oldest
          <LinkPending />
        </ButtonLink>
      )}
      {after && (
        <ButtonLink
          variant="secondary"
          size="sm"
          href={shopVerificationsPath(shop, { after })}
          rel="next"
          className="relative ml-auto overflow-clip"
        >
          More
          <ArrowRight aria-hidden className="size-4" />
          <LinkPending />
        </ButtonLink>
      )}
    </nav>
  );
}
