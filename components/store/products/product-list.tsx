import { Store } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { getStock, LIST, listProducts } from '@/lib/products/queries';
import type { Shop } from '@/lib/shops/queries';
import { ProductGrid } from './product-grid';

type Props = {
  shop: Shop;
  title: ReactNode;
  description: string;
  which?: { category_id: string };
};

/** A page with all products of a shop or of a category. */
export async function ProductList({ shop, title, description, which }: Props) {
  const products = await listProducts(shop, which);
  const [stock, t] = await Promise.all([getStock(shop, products), getTranslations('store.products')]);
  return (
    <div className="wrap grid gap-8 py-8 lg:gap-12 lg:py-14">
      <header className="grid max-w-2xl gap-3">
        <h1 className="font-display text-4xl leading-tight lg:text-5xl">{title}</h1>
        {description && <p className="text-lg text-muted">{description}</p>}
        <p className="text-muted text-sm">
          {t(products.length === LIST ? 'countOfFirst' : 'count', { count: products.length })}
        </p>
      </header>
      {products.length > 0 ? (
        <ProductGrid shop={shop} products={products} stock={stock} eager={4} />
      ) : (
        <EmptyState icon={Store} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      )}
    </div>
  );
}
