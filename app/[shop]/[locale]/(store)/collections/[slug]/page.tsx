import { ProductList } from '@/components/store/products/product-list';
import { getCollection, listCollections } from '@/lib/collections/queries';
import { collectionPath } from '@/lib/shops/paths';
import { currentShop, getShop } from '@/lib/shops/queries';
import { redirectOrNotFound } from '@/lib/shops/redirect';
import { listMetadata, readListPage } from '@/lib/store/products/list';
import { withPlaceholder } from '@/lib/store/shops/prerender';

export const ensureStatic = 'navigation';
export const instant = false;

/** `page`: the number of a later page, for page/[page]; absent on the first. */
type Props = { params: Promise<{ slug: string; page?: string }> };

/** How many collections are rendered at build time; the others are rendered on their first request. */
const PRERENDERED = 50;

export async function generateStaticParams({ params }: { params: { shop: string } }) {
  const shop = await getShop(params.shop);
  const collections = shop ? await listCollections(shop) : [];
  return withPlaceholder(collections.slice(0, PRERENDERED).map(({ slug }) => slug)).map((slug) => ({ slug }));
}

export async function generateMetadata({ params }: Props) {
  const { collection, list } = await find(params);
  const { slug, name, description, seo_title, seo_description, image_src: image } = collection;
  const head = { title: seo_title || name, description: seo_description || description, image };
  return listMetadata(head, list, (page) => collectionPath(slug, page));
}

export default async function Page({ params }: Props) {
  const { shop, collection, list } = await find(params);
  return (
    <ProductList
      shop={shop}
      title={collection.name}
      description={collection.description}
      list={list}
      pathTo={(page) => collectionPath(collection.slug, page)}
    />
  );
}

async function find(params: Props['params']) {
  const [shop, { slug, page }] = await Promise.all([currentShop(), params]);
  const collection =
    (await getCollection(shop, slug)) ?? (await redirectOrNotFound(shop.slug, collectionPath(slug)));
  return { shop, collection, list: await readListPage(shop, { collection: slug }, page) };
}
