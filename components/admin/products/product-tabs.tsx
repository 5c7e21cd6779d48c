'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Tabs } from '@/components/admin/tabs';
import { shopMediaPath, shopProductsPath, shopStockPath } from '@/lib/staff/paths';

type Props = { shop: string; canEdit: boolean; lowStock: ReactNode };

export function ProductTabs({ shop, canEdit, lowStock }: Props) {
  const t = useTranslations('admin');
  const here = useSelectedLayoutSegment();
  const tabs = [
    canEdit && { key: 'products', label: t('shell.pages.products'), href: shopProductsPath(shop) },
    canEdit && { key: 'media', label: t('shell.pages.media'), href: shopMediaPath(shop) },
    { key: 'stock', label: t('shell.pages.stock'), href: shopStockPath(shop), count: lowStock },
  ].filter((tab) => tab !== false);
  return (
    <Tabs
      label={t('stock.pages')}
      tabs={tabs}
      current={here === 'stock' || here === 'media' ? here : 'products'}
    />
  );
}
