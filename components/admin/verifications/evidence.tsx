import clsx from 'clsx';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/admin/copy-button';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { compareWithClaim } from '@/lib/admin/verifications/seen';
import type { Order } from '@/lib/orders/order';

type StaffProof = NonNullable<Order['proofs']>[number];

type Props = {
  proof: StaffProof;
  order: Pick<Order, 'currency' | 'time_zone'>;
  locale: string;
  /** the reason for the rejection, as the shopper reads it */
  rejected: string | null;
};

/** The customer's claim about a transfer, next to what a colleague saw in the bank account or why it was rejected. */
export function Evidence({ proof, order, locale, rejected }: Props) {
  const t = useTranslations('admin.verifications.facts');
  return (
    <div className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
      <Column title={t('customerSays')}>
        <Facts
          amount={
            <Money
              minor={proof.amount_minor}
              currency={order.currency}
              locale={locale}
              className="font-semibold tabular-nums"
            />
          }
          day={proof.paid_on}
          reference={proof.bank_reference}
          locale={locale}
          more={<Fact name={t('bank')}>{proof.bank ?? t('notGiven')}</Fact>}
          missing={t('notGiven')}
        />
      </Column>
      {proof.state !== 'submitted' && (
        <Decision proof={proof} order={order} locale={locale} rejected={rejected} />
      )}
    </div>
  );
}

/** The decision on a proof, and who made it. */
export function Decision({ proof, order, locale, rejected }: Props) {
  const t = useTranslations('admin.verifications');
  const { seen, state, decided_at, decided_by_name } = proof;
  const agrees = seen && compareWithClaim(proof, seen);
  return (
    <Column title={state === 'rejected' ? t('facts.notConfirmed') : t('facts.bankShows')}>
      {seen && (
        <Facts
          amount={
            <Money
              minor={seen.amount_minor}
              currency={seen.currency}
              locale={locale}
              className="font-semibold tabular-nums"
            />
          }
          day={seen.received_on}
          reference={seen.reference}
          agrees={agrees}
          locale={locale}
          missing={t('facts.none')}
        />
      )}
      {rejected && <p className="rounded-md bg-sunken px-3 py-2">{rejected}</p>}
      {decided_at && (
        <p className="text-muted">
          {t.rich(state === 'rejected' ? 'facts.rejectedBy' : 'facts.seenBy', {
            name: decided_by_name ?? t('colleague'),
            time: () => <Time at={decided_at} timeZone={order.time_zone} locale={locale} />,
          })}
        </p>
      )}
    </Column>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 content-start gap-1">
      <h3 className="text-muted">{title}</h3>
      {children}
    </section>
  );
}

type FactsProps = {
  amount: ReactNode;
  day: string | null;
  reference: string | null;
  agrees?: ReturnType<typeof compareWithClaim> | null;
  locale: string;
  more?: ReactNode;
  missing: string;
};

function Facts({ amount, day, reference, agrees, locale, more, missing }: FactsProps) {
  const t = useTranslations('admin.verifications.facts');
  return (
    <dl className="grid gap-1">
      <Fact name={t('amount')} agrees={agrees?.amount}>
        {amount}
      </Fact>
      <Fact name={t('day')} agrees={agrees?.day}>
        {day ? <Time at={day} timeZone="UTC" locale={locale} /> : missing}
      </Fact>
      <Fact name={t('reference')} agrees={agrees?.reference}>
        {reference ? (
          <span className="inline-flex min-w-0 items-center gap-1">
            <span className="wrap-anywhere min-w-0 font-mono text-xs">{reference}</span>
            <CopyButton text={reference} what={t('theReference')} />
          </span>
        ) : (
          missing
        )}
      </Fact>
      {more}
    </dl>
  );
}

type FactProps = { name: string; agrees?: boolean | null; children: ReactNode };

function Fact({ name, agrees, children }: FactProps) {
  const t = useTranslations('admin.verifications.facts');
  const Icon = agrees ? CircleCheck : TriangleAlert;
  return (
    <div className="flex min-h-7 min-w-0 items-center gap-2">
      <dt className="w-20 shrink-0 text-muted">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-2">
        {children}
        {typeof agrees === 'boolean' && (
          <span className={clsx('inline-flex items-center gap-1', agrees ? 'text-good' : 'text-warn')}>
            <Icon aria-hidden className="size-4" />
            {agrees ? t('same') : t('differs')}
          </span>
        )}
      </dd>
    </div>
  );
}
