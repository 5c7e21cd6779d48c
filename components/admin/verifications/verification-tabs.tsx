'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { Tabs } from '@/components/admin/tabs';
import { shopStatementsPath, shopVerificationsPath } from '@/lib/staff/paths';

export function VerificationTabs({ shop }: { shop: string }) {
  const here = useSelectedLayoutSegment();
  const tabs = [
    { key: 'transfers', label: 'Transfers', href: shopVerificationsPath(shop) },
    { key: 'statements', label: 'Statements', href: shopStatementsPath(shop) },
  ];
  return <Tabs label="Ways to find the money" tabs={tabs} current={here ?? 'transfers'} />;
}
