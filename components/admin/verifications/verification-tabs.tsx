'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Tabs } from '@/components/admin/tabs';
import { shopStatementsPath, shopVerificationsPath } from '@/lib/staff/paths';

export function VerificationTabs({ shop }: { shop: string }) {
  const t = useTranslations('admin.verifications.tabs');
  const current = useSelectedLayoutSegment();
  const tabs = [
    { key: 'transfers', label: t('transfers'), href: shopVerificationsPath(shop) },
    { key: 'statements', label: t('statements'), href: shopStatementsPath(shop) },
  ];
  return <Tabs label={t('label')} tabs={tabs} current={current ?? 'transfers'} />;
}
