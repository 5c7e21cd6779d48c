'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Tabs } from '@/components/admin/tabs';
import {
  shopCategoriesPath,
  shopCollectionsPath,
  shopImportsPath,
  shopMediaPath,
  shopProductsPath,
  shopRedirectsPath,
  shopStockPath,
} from '@/lib/staff/paths';

type Props = { shop: string; canEdit: boolean; lowStock: ReactNode };

export function ProductTabs({ shop, canEdit, lowStock }: Props) {
  const t = useTranslations('admin');
  const segment = useSelectedLayoutSegment();
  const tabs = [
    canEdit && { key: 'products', label: t('shell.pages.products'), href: shopProductsPath(shop) },
    canEdit && { key: 'media', label: t('shell.pages.media'), href: shopMediaPath(shop) },
    { key: 'stock', label: t('shell.pages.stock'), href: shopStockPath(shop), count: lowStock },
    canEdit && { key: 'categories', label: t('shell.pages.categories'), href: shopCategoriesPath(shop) },
    canEdit && { key: 'collections', label: t('shell.pages.collections'), href: shopCollectionsPath(shop) },
    canEdit && { key: 'redirects', label: t('shell.pages.redirects'), href: shopRedirectsPath(shop) },
    canEdit && { key: 'imports', label: t('shell.pages.imports'), href: shopImportsPath(shop) },
  ].filter((tab) => tab !== false);
  const current = tabs.find(({ key }) => key === segment)?.key ?? 'products';
  return <Tabs label={t('stock.pages')} tabs={tabs} current={current} />;
}
