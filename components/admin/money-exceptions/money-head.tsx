import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ExceptionCount } from '@/components/admin/exception-count';
import { QueueCount } from '@/components/admin/queue-count';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { MoneyTabs } from './money-tabs';

/** The heading and tabs of the money pages, for staff who may read payments. */
export async function MoneyHead({ shop }: { shop: string }) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return null;
  const t = await getTranslations('admin.exceptions');
  return (
    <div className="wrap grid gap-4 pt-4 pb-4 sm:pt-6">
      <h1 className="font-display text-2xl sm:text-3xl">{t('moneyTitle')}</h1>
      <MoneyTabs
        shop={shop}
        counts={{
          exceptions: (
            <Suspense>
              <ExceptionCount shop={shop} />
            </Suspense>
          ),
          refunds: (
            <Suspense>
              <QueueCount shop={shop} queue="to_approve" tone="bad" />
            </Suspense>
          ),
        }}
      />
    </div>
  );
}
