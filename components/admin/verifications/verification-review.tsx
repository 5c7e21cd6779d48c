import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { NotYourRole } from '@/components/admin/not-your-role';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { getStaffOrder } from '@/lib/admin/orders/queries';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { listVerifications } from '@/lib/admin/verifications/queries';
import { owedOf } from '@/lib/admin/verifications/warnings';
import { translatorFor } from '@/lib/messages/messages';
import type { Order } from '@/lib/orders/order';
import { rejectText } from '@/lib/orders/shopper-reasons';
import { defaultLocale } from '@/lib/shops/locales';
import { shopVerificationsPath } from '@/lib/staff/paths';
import { AmountCard } from './amount-card';
import { AutoRefresh } from './auto-refresh';
import { ClaimLease } from './claim-lease';
import { DeadlineTimer } from './deadline-timer';
import { Decide } from './decide';
import { DecisionProvider, DecisionStatus } from './decision-context';
import { LastDecision } from './last-decision';
import { OrderBrief } from './order-brief';
import { ProofPictures } from './proof-pictures';
import { ProofWarnings } from './proof-warnings';
import { ProofsProvider } from './proofs-context';
import { ReviewBar } from './review-bar';
import { ReviewKeyboard } from './review-keyboard';

type Query = Record<string, string | string[] | undefined>;
type Props = { shop: string; number: string; query: Query };

/** The review of one transfer: the proof picture, the amount to look for, and the decision. */
export async function VerificationReview({ shop, number, query }: Props) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return <NotYourRole what="transfers" role={membership.role} />;
  const [order, { rows }] = await Promise.all([getStaffOrder(number), listVerifications(shop, null)]);
  // no such order, one of another shop where this staff member works too, or one without a transfer
  if (order?.shop !== shop || !order.verification) return <NoTransfer shop={shop} />;

  const t = await getTranslations('admin.verifications.review');
  const { locale } = membership.shop;
  const { order_id, time_zone, verification, warnings = [] } = order;
  const { standing, blocked_by } = verification;
  const index = rows.findIndex((row) => row.order_id === order_id);
  const since = waitingSince(order);
  const isWaiting = standing === 'to_verify';
  const isPaid = standing === 'paid';
  // if a colleague has claimed the order, ClaimLease says so
  const canClaim = blocked_by === null || blocked_by === 'claimed';
  const { done, of } = query;
  return (
    <article aria-label={t('title', { number: order.number })} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <AutoRefresh />
      {typeof done === 'string' && typeof of === 'string' && <LastDecision shop={shop} done={done} of={of} />}
      <ReviewBar
        shop={shop}
        number={order.number}
        name={order.name}
        previous={rows[index - 1]?.number ?? null}
        next={rows[index + 1]?.number ?? null}
      >
        {isWaiting && since && order.expires_at && (
          <DeadlineTimer submitted_at={since} expires_at={order.expires_at} />
        )}
        {isWaiting && canClaim && (
          <ClaimLease
            key={order_id}
            shop={shop}
            order_id={order_id}
            claim={order.claim}
            timeZone={time_zone}
            locale={locale}
          />
        )}
      </ReviewBar>
      <DecisionProvider key={order_id} order={decidedOrder(order, locale)}>
        <ProofsProvider proofs={reviewProofs(order)}>
          <DecisionStatus timeZone={time_zone} locale={locale} />
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_25rem] lg:grid-rows-[auto_1fr]">
            <section
              aria-label={t('proofs')}
              className="min-w-0 max-lg:order-2 lg:sticky lg:top-18 lg:row-span-2"
            >
              <ProofPictures shop={shop} number={order.number} />
            </section>
            <div className="grid min-w-0 gap-4 max-lg:order-1">
              <AmountCard
                order={{ number: order.number, currency: order.currency, time_zone }}
                amount_minor={isPaid ? order.paid_minor - order.refunded_minor : owedOf(order)}
                isPaid={isPaid}
                locale={locale}
              />
              <ProofWarnings
                order={order}
                warnings={warnings}
                locale={locale}
                needsColleague={blocked_by === 'separation_of_duties'}
              />
            </div>
            <div className="grid min-w-0 gap-4 max-lg:order-3">
              <Decide order={order} verification={verification} membership={membership} />
              <OrderBrief order={order} locale={locale} />
            </div>
          </div>
        </ProofsProvider>
      </DecisionProvider>
      <ReviewKeyboard decides={isWaiting && blocked_by === null} />
    </article>
  );
}

/** Newest first. */
function reviewProofs({ proofs = [] }: Order) {
  const t = translatorFor(defaultLocale, 'store.orders');
  return proofs.toReversed().map((proof) => ({
    ...proof,
    rejected: rejectText(t, proof.reject_reason, proof.reject_note),
  }));
}

/** What the decision forms need of the order. */
const decidedOrder = ({ order_id, number, shop, currency, expires_at }: Order, locale: string) => ({
  ...{ order_id, number, shop, currency, locale, expires_at },
});

/** When the oldest undecided proof was submitted. */
const waitingSince = ({ proofs }: Order) => proofs?.find(({ state }) => state === 'submitted')?.submitted_at;

function NoTransfer({ shop }: { shop: string }) {
  const t = useTranslations('admin.verifications.review');
  return (
    <EmptyState
      icon={SearchX}
      title={t('notFoundTitle')}
      action={
        <ButtonLink href={shopVerificationsPath(shop)} variant="secondary">
          {t('backToQueue')}
        </ButtonLink>
      }
    >
      <p>{t('notFoundText')}</p>
    </EmptyState>
  );
}
