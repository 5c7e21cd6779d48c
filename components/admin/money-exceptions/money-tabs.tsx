'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Tabs } from '@/components/admin/tabs';
import {
  shopCashPath,
  shopHealthPath,
  shopInboxPath,
  shopMoneyPath,
  shopRefundsPath,
} from '@/lib/staff/paths';

type Props = { shop: string; counts: { exceptions: ReactNode; refunds: ReactNode } };

export function MoneyTabs({ shop, counts }: Props) {
  const t = useTranslations('admin.exceptions');
  const current = useSelectedLayoutSegment();
  const tabs = [
    { key: 'exceptions', label: t('page.exceptions'), href: shopMoneyPath(shop), count: counts.exceptions },
    { key: 'refunds', label: t('page.refunds'), href: shopRefundsPath(shop), count: counts.refunds },
    { key: 'cash', label: t('page.cash'), href: shopCashPath(shop) },
    { key: 'inbox', label: t('page.inbox'), href: shopInboxPath(shop) },
    { key: 'health', label: t('page.health'), href: shopHealthPath(shop) },
  ];
  return <Tabs label={t('pages')} tabs={tabs} current={current ?? 'exceptions'} />;
}
