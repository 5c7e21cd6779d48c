'use client';

import clsx from 'clsx';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/admin/copy-button';
import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { differenceFrom } from '@/lib/admin/verifications/warnings';
import { amountInput } from '@/lib/amount';
import { Decision } from './evidence';
import { type ReviewProof, useProofs } from './proofs-context';

type Props = {
  order: { number: string; currency: string; time_zone: string };
  /** the amount owed, or the amount paid if `isPaid` */
  amount_minor: number;
  isPaid: boolean;
  locale: string;
};

/** The amount to look for in the bank account, shown very large, and the customer's claim. */
export function AmountCard({ order, amount_minor, isPaid, locale }: Props) {
  const t = useTranslations('admin.verifications');
  const { chosen } = useProofs();
  const { number, currency } = order;
  return (
    <section aria-label={isPaid ? t('facts.amountPaid') : t('facts.amountOwed')}>
      <Card className="grid gap-4 sm:p-5">
        <div>
          <p className="text-muted text-sm">
            {isPaid ? t('facts.paidFor', { number }) : t('facts.owedFor', { number })}
          </p>
          <p className="flex items-center gap-2">
            <Money
              minor={amount_minor}
              currency={currency}
              locale={locale}
              className="font-semibold text-4xl tabular-nums tracking-tight"
            />
            <CopyButton text={amountInput(amount_minor, currency, locale)} what={t('facts.theAmount')} />
          </p>
        </div>
        {chosen && (
          <ClaimedAmount
            proof={chosen}
            order={order}
            owed_minor={isPaid ? null : amount_minor}
            locale={locale}
          />
        )}
      </Card>
    </section>
  );
}

type ClaimedAmountProps = Pick<Props, 'order' | 'locale'> & { proof: ReviewProof; owed_minor: number | null };

function ClaimedAmount({ proof, order, owed_minor, locale }: ClaimedAmountProps) {
  const t = useTranslations('admin.verifications');
  const { amount_minor, bank, bank_reference, paid_on, submitted_at } = proof;
  const isSame = amount_minor === owed_minor;
  const Icon = isSame ? CircleCheck : TriangleAlert;
  return (
    <div className="grid gap-1 border-line border-t pt-3">
      <h3 className="text-muted text-sm">
        {t.rich('facts.customerSaysOn', {
          time: () => <Time at={submitted_at} timeZone={order.time_zone} locale={locale} />,
        })}
      </h3>
      <p className="flex flex-wrap items-center gap-x-2">
        <Money
          minor={amount_minor}
          currency={order.currency}
          locale={locale}
          className="font-semibold text-lg tabular-nums"
        />
        {owed_minor !== null && (
          <span
            className={clsx('inline-flex items-center gap-1 text-sm', isSame ? 'text-good' : 'text-warn')}
          >
            <Icon aria-hidden className="size-4" />
            {t('difference', differenceFrom(owed_minor, amount_minor, order.currency, locale))}
          </span>
        )}
      </p>
      <dl className="grid text-sm sm:grid-cols-[auto_1fr] sm:gap-x-6">
        <Fact name={t('facts.bank')}>{bank ?? t('facts.notGiven')}</Fact>
        <Fact name={t('facts.day')}>
          {paid_on ? <Time at={paid_on} timeZone="UTC" locale={locale} show="date" /> : t('facts.notGiven')}
        </Fact>
        <Fact name={t('facts.reference')} isWide>
          {bank_reference ? (
            <>
              <span className="min-w-0 break-all font-mono text-xs">{bank_reference}</span>
              <CopyButton text={bank_reference} what={t('facts.theReference')} />
            </>
          ) : (
            t('facts.notGiven')
          )}
        </Fact>
      </dl>
      {proof.state !== 'submitted' && (
        <div className="border-line border-t pt-3 text-sm">
          <Decision proof={proof} order={order} locale={locale} rejected={proof.rejected} />
        </div>
      )}
    </div>
  );
}

function Fact({ name, isWide, children }: { name: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div className={clsx('flex min-h-8 min-w-0 items-center gap-3', isWide && 'sm:col-span-2')}>
      <dt className="shrink-0 text-muted max-sm:w-20">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">{children}</dd>
    </div>
  );
}
