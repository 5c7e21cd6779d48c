import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProductList } from '@/components/store/products/product-list';
import { productsPath } from '@/lib/shops/paths';
import { currentShop } from '@/lib/shops/queries';

export const ensureStatic = 'navigation';
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const [{ name }, t] = await Promise.all([currentShop(), getTranslations('store.products')]);
  return {
    title: t('listTitle'),
    description: t('listDescription', { shop: name }),
    alternates: { canonical: productsPath },
  };
}

export default async function ProductsPage() {
  const [shop, t] = await Promise.all([currentShop(), getTranslations('store.products')]);
  return <ProductList shop={shop} title={t('listTitle')} description={shop.tagline} />;
}
