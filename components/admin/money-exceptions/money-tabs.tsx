'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
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
  const here = useSelectedLayoutSegment();
  const tabs = [
    { key: 'exceptions', label: 'Payment issues', href: shopMoneyPath(shop), count: counts.exceptions },
    { key: 'refunds', label: 'Refunds', href: shopRefundsPath(shop), count: counts.refunds },
    { key: 'cash', label: 'Cash', href: shopCashPath(shop) },
    { key: 'inbox', label: 'Inbox', href: shopInboxPath(shop) },
    { key: 'health', label: 'Health', href: shopHealthPath(shop) },
  ];
  return <Tabs label="Parts of the money desk" tabs={tabs} current={here ?? 'exceptions'} />;
}
