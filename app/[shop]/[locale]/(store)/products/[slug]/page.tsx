import type { Metadata } from 'next';
import { ProductPage } from '@/components/store/products/product-page';
import { getProduct, listProductSlugs } from '@/lib/products/queries';
import { productPath } from '@/lib/shops/paths';
import { currentShop, getShop } from '@/lib/shops/queries';
import { redirectOrNotFound } from '@/lib/shops/redirect';
import { withPlaceholder } from '@/lib/store/shops/prerender';

export const ensureStatic = 'navigation';
export const instant = false;

type Props = PageProps<'/[shop]/[locale]/products/[slug]'>;

/** How many products are rendered at build time; the others are rendered on their first request. */
const PRERENDERED = 1000;

export async function generateStaticParams({ params }: { params: { shop: string } }) {
  const shop = await getShop(params.shop);
  const products = shop ? await listProductSlugs(shop) : [];
  return withPlaceholder(products.slice(0, PRERENDERED).map(({ slug }) => slug)).map((slug) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { product } = await find(params);
  const title = product.seo_title || product.name;
  const description = product.seo_description || product.summary || product.description.slice(0, 160);
  return {
    title,
    description,
    alternates: { canonical: productPath(product.slug) },
    openGraph: {
      title,
      description,
      images: product.product_images
        .slice(0, 1)
        .map(({ src, alt, width, height }) => ({ url: src, alt, width, height })),
    },
  };
}

export default async function Page({ params }: Props) {
  return <ProductPage {...(await find(params))} />;
}

async function find(params: Props['params']) {
  const [shop, { slug }] = await Promise.all([currentShop(), params]);
  const product = await getProduct(shop, slug);
  return { shop, product: product ?? (await redirectOrNotFound(shop.slug, productPath(slug))) };
}
