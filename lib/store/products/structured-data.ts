import { decimal } from '@/lib/money';
import { isAvailable, isBackorder, type Stock } from '@/lib/products/product';
import type { Product } from '@/lib/products/queries';

const CONDITIONS = { new: 'NewCondition', second_hand: 'UsedCondition' };

/** Structured data of a product for search engines: https://schema.org/Product. `url` and image URLs are absolute. */
export function productJsonLd(
  product: Product,
  stock: Stock,
  { url, currency }: { url: string; currency: string },
) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    description: product.summary || product.description,
    image: product.product_images.map(({ src }) => new URL(src, url).href),
    url,
    offers: product.variants.map(({ id, sku, option_value, price_minor }) => ({
      '@type': 'Offer',
      sku,
      name: option_value ? `${product.name}, ${option_value}` : product.name,
      url,
      price: decimal(price_minor, currency),
      priceCurrency: currency,
      itemCondition: `https://schema.org/${CONDITIONS[product.condition]}`,
      availability: `https://schema.org/${availabilityOf(stock, id)}`,
    })),
  };
}

/** The breadcrumbs of a page for search engines: https://schema.org/BreadcrumbList. */
export const breadcrumbJsonLd = (steps: { name: string; href: string }[], origin: string) => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: steps.map(({ name, href }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: new URL(href, origin).href,
  })),
});

/** JSON for a `<script>` element: nothing in it can end the element. */
export const scriptJson = (data: object) => JSON.stringify(data).replaceAll('<', '\\u003c');

function availabilityOf(stock: Stock, variantId: string): 'InStock' | 'BackOrder' | 'OutOfStock' {
  if (isBackorder(stock, variantId)) return 'BackOrder';
  return isAvailable(stock, variantId) ? 'InStock' : 'OutOfStock';
}
