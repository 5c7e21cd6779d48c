import { CategoryPage } from '@/components/store/categories/category-page';
import { inCategory } from '@/lib/products/queries';
import { categoryPath } from '@/lib/shops/paths';
import { currentShop, getShop } from '@/lib/shops/queries';
import { redirectOrNotFound } from '@/lib/shops/redirect';
import { listMetadata, readListPage } from '@/lib/store/products/list';
import { withPlaceholder } from '@/lib/store/shops/prerender';

export const ensureStatic = 'navigation';
export const instant = false;

/** `page`: the number of a later page, for page/[page]; absent on the first. */
type Props = { params: Promise<{ slug: string; page?: string }> };

export async function generateStaticParams({ params }: { params: { shop: string } }) {
  const shop = await getShop(params.shop);
  return withPlaceholder(shop?.categories.map(({ slug }) => slug) ?? []).map((slug) => ({ slug }));
}

export async function generateMetadata({ params }: Props) {
  const { category, list } = await find(params);
  const { slug, name: title, description, image_src: image } = category;
  return listMetadata({ title, description, image }, list, (page) => categoryPath(slug, page));
}

export default async function Page({ params }: Props) {
  return <CategoryPage {...(await find(params))} />;
}

async function find(params: Props['params']) {
  const [shop, { slug, page }] = await Promise.all([currentShop(), params]);
  const category =
    shop.categories.find((each) => each.slug === slug) ??
    (await redirectOrNotFound(shop.slug, categoryPath(slug)));
  return { shop, category, list: await readListPage(shop, inCategory(shop.categories, category), page) };
}
