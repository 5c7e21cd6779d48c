import type { Metadata } from 'next';
import { ProductList } from '@/components/store/products/product-list';
import { getCollection, listCollectionProducts, listCollections } from '@/lib/collections/queries';
import { collectionPath } from '@/lib/shops/paths';
import { currentShop, getShop } from '@/lib/shops/queries';
import { redirectOrNotFound } from '@/lib/shops/redirect';
import { withPlaceholder } from '@/lib/store/shops/prerender';

export const ensureStatic = 'navigation';
export const instant = false;

type Props = PageProps<'/[shop]/[locale]/collections/[slug]'>;

/** How many collections are rendered at build time; the others are rendered on their first request. */
const PRERENDERED = 50;

export async function generateStaticParams({ params }: { params: { shop: string } }) {
  const shop = await getShop(params.shop);
  const collections = shop ? await listCollections(shop) : [];
  return withPlaceholder(collections.slice(0, PRERENDERED).map(({ slug }) => slug)).map((slug) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { collection } = await find(params);
  const { name, description, seo_title, seo_description, image_src, slug } = collection;
  return {
    title: seo_title || name,
    description: seo_description || description,
    alternates: { canonical: collectionPath(slug) },
    openGraph: { images: image_src ?? undefined },
  };
}

export default async function Page({ params }: Props) {
  const { shop, collection } = await find(params);
  return (
    <ProductList
      shop={shop}
      title={collection.name}
      description={collection.description}
      products={await listCollectionProducts(shop, collection)}
    />
  );
}

async function find(params: Props['params']) {
  const [shop, { slug }] = await Promise.all([currentShop(), params]);
  const collection = await getCollection(shop, slug);
  return { shop, collection: collection ?? (await redirectOrNotFound(shop.slug, collectionPath(slug))) };
}
