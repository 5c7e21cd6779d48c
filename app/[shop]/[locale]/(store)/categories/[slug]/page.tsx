import type { Metadata } from 'next';
import { CategoryPage } from '@/components/store/categories/category-page';
import { categoryPath } from '@/lib/shops/paths';
import { currentShop, getShop } from '@/lib/shops/queries';
import { redirectOrNotFound } from '@/lib/shops/redirect';
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

export default async function Page({ params }: Props) {
  return <CategoryPage {...(await find(params))} />;
}

async function find(params: Props['params']) {
  const [shop, { slug }] = await Promise.all([currentShop(), params]);
  const category = shop.categories.find((each) => each.slug === slug);
  return { shop, category: category ?? (await redirectOrNotFound(shop.slug, categoryPath(slug))) };
}
