import type { Metadata } from 'next';
import { ProductPreviewPage } from '@/components/store/products/product-preview-page';
import { currentShop } from '@/lib/shops/queries';
import { getProductPreview } from '@/lib/store/products/queries';

export const instant = false;

type Props = PageProps<'/[shop]/[locale]/previews/[token]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return {
    title: (await find(params)).preview?.product.name,
    robots: { index: false },
    // hides the URL from other sites, because it contains the token
    referrer: 'same-origin',
  };
}

export default async function Page({ params }: Props) {
  return <ProductPreviewPage {...(await find(params))} />;
}

async function find(params: Props['params']) {
  const [shop, { token }] = await Promise.all([currentShop(), params]);
  return { shop, preview: await getProductPreview(shop, token) };
}
