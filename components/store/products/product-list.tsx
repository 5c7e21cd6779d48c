import { Store } from 'lucide-react';
import type { Route } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { getStock } from '@/lib/products/queries';
import type { Shop } from '@/lib/shops/queries';
import type { ListPage } from '@/lib/store/products/list';
import { ListPager } from './list-pager';
import { ProductGrid } from './product-grid';

type Props = {
  shop: Shop;
  title: ReactNode;
  description: string;
  list: ListPage;
  pathTo: (page: number) => Route;
  /** above the title */
  above?: ReactNode;
  /** between the heading and the products */
  below?: ReactNode;
};

/** A page of all products of a shop, a category or a collection. */
export async function ProductList({ shop, title, description, list, pathTo, above, below }: Props) {
  const { page, pages, total, products } = list;
  const [stock, t] = await Promise.all([getStock(shop, products), getTranslations('store.lists')]);
  return (
    <div className="wrap grid gap-8 py-8 lg:gap-12 lg:py-14">
      <header className="grid max-w-2xl gap-3">
        {above}
        <h1 className="font-display text-4xl leading-tight lg:text-5xl">{title}</h1>
        {description && page === 1 && <p className="text-lg text-muted">{description}</p>}
        <p className="text-muted text-sm">{t('count', { count: total, page })}</p>
        {below}
      </header>
      {products.length > 0 ? (
        <ProductGrid shop={shop} products={products} stock={stock} eager={4} />
      ) : (
        <EmptyState icon={Store} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      )}
      <ListPager page={page} pages={pages} pathTo={pathTo} />
    </div>
  );
}
