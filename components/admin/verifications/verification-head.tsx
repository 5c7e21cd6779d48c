import { getTranslations } from 'next-intl/server';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { VerificationTabs } from './verification-tabs';

/** The heading and tabs of the transfer pages, for staff who may read payments. */
export async function VerificationHead({ shop }: { shop: string }) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return null;
  const t = await getTranslations('admin.verifications');
  return (
    <div className="wrap grid gap-4 pt-4 pb-4 sm:pt-6">
      <h1 className="font-display text-2xl sm:text-3xl">{t('title')}</h1>
      <VerificationTabs shop={shop} />
    </div>
  );
}
