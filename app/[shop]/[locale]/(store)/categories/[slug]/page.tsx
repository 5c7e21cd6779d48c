import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ProductList } from '@/components/store/products/product-list';
import { categoryPath } from '@/lib/shops/paths';
import { currentShop, getShop } from '@/lib/shops/queries';
import { withPlaceholder } from '@/lib/store/shops/prerender';

export const ensureStatic = 'navigation';
export const instant = false;

type Props = PageProps<'/[shop]/[locale]/categories/[slug]'>;

export async function generateStaticParams({ params }: { params: { shop: string } }) {
  const shop = await getShop(params.shop);
  return withPlaceholder(shop?.categories.map(({ slug }) => slug) ?? []).map((slug) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { category } = await find(params);
  return {
    title: category.name,
    description: category.description,
    alternates: { canonical: categoryPath(category.slug) },
    openGraph: { images: category.image_src ?? undefined },
  };
}

export default async function CategoryPage({ params }: Props) {
  const { shop, category } = await find(params);
  return (
    <ProductList
      shop={shop}
      title={category.name}
      description={category.description}
      which={{ category_id: category.id }}
    />
  );
}

async function find(params: Props['params']) {
  const [shop, { slug }] = await Promise.all([currentShop(), params]);
  return { shop, category: shop.categories.find((category) => category.slug === slug) ?? notFound() };
}
