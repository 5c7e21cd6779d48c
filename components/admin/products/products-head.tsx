import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { LowStockCount } from '@/components/admin/stock/low-stock-count';
import { requireMembership } from '@/lib/admin/staff/queries';
import { ProductTabs } from './product-tabs';

/** The heading of the product pages, and the tabs that this staff member may open. */
export async function ProductsHead({ shop }: { shop: string }) {
  const { permissions } = await requireMembership(shop);
  if (!permissions.has('stock.read')) return null;
  const t = await getTranslations('admin.shell.pages');
  return (
    <div className="wrap grid gap-4 pt-4 pb-4 sm:pt-6">
      <h1 className="font-display text-2xl sm:text-3xl">{t('products')}</h1>
      <ProductTabs
        shop={shop}
        canEdit={permissions.has('catalog.write')}
        lowStock={
          <Suspense>
            <LowStockCount shop={shop} />
          </Suspense>
        }
      />
    </div>
  );
}
