import { getTranslations } from 'next-intl/server';
import { ProductList } from '@/components/store/products/product-list';
import { productsPagePath } from '@/lib/shops/paths';
import { currentShop } from '@/lib/shops/queries';
import { listMetadata, readListPage } from '@/lib/store/products/list';

export const ensureStatic = 'navigation';
export const instant = false;

/** `page`: the number of a later page, for page/[page]; absent on the first. */
type Props = { params: Promise<{ page?: string }> };

export async function generateMetadata({ params }: Props) {
  const [{ shop, list }, t] = await Promise.all([find(params), getTranslations('store.lists')]);
  const head = { title: t('title'), description: t('description', { shop: shop.name }) };
  return listMetadata(head, list, productsPagePath);
}

export default async function ProductsPage({ params }: Props) {
  const [{ shop, list }, t] = await Promise.all([find(params), getTranslations('store.lists')]);
  return (
    <ProductList
      shop={shop}
      title={t('title')}
      description={shop.tagline}
      list={list}
      pathTo={productsPagePath}
    />
  );
}

async function find(params: Props['params']) {
  const [shop, { page }] = await Promise.all([currentShop(), params]);
  return { shop, list: await readListPage(shop, {}, page) };
}
