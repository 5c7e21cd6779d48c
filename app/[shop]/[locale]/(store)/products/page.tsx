import type { Metadata } from 'next';
import { ProductList } from '@/components/store/products/product-list';
import { productsPath } from '@/lib/shops/paths';
import { currentShop } from '@/lib/shops/queries';

export const ensureStatic = 'navigation';
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const { name } = await currentShop();
  return {
    title: 'Everything',
    description: `All products of ${name}.`,
    alternates: { canonical: productsPath },
  };
}

export default async function ProductsPage() {
  const shop = await currentShop();
  return <ProductList shop={shop} title="Everything" description={shop.tagline} />;
}
