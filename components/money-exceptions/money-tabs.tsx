'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { Tabs } from '@/components/admin/tabs';
import {
  shopCashPath,
  shopHealthPath,
  shopInboxPath,
  shopMoneyPath,
  shopRefundsPath,
} from '@/lib/staff/paths';

export function MoneyTabs({ shop }: { shop: string }) {
  const here = useSelectedLayoutSegment();
  const tabs = [
    { key: 'questions', label: 'Payment issues', href: shopMoneyPath(shop) },
    { key: 'refunds', label: 'Refunds', href: shopRefundsPath(shop) },
    { key: 'cash', label: 'Cash', href: shopCashPath(shop) },
    { key: 'inbox', label: 'Inbox', href: shopInboxPath(shop) },
    { key: 'health', label: 'Health', href: shopHealthPath(shop) },
  ];
  return <Tabs label="Parts of the money desk" tabs={tabs} current={here ?? 'questions'} />;
}
