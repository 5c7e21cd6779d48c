import type { Stock } from '@/lib/products/product';
import type { ProductCard as Product } from '@/lib/products/queries';
import type { Shop } from '@/lib/shops/queries';
import { ProductCard } from './product-card';

type Props = {
  shop: Pick<Shop, 'currency' | 'locale'>;
  products: Product[];
  stock: Stock;
  /** the number of pictures on the first screen */
  eager?: number;
};

export function ProductGrid({ shop, products, stock, eager = 0 }: Props) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,max(9rem,40%)),1fr))] gap-x-3 gap-y-8 sm:grid-cols-3 sm:gap-x-5 lg:grid-cols-4 lg:gap-x-6 lg:gap-y-12">
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard shop={shop} product={product} stock={stock} isOnFirstScreen={index < eager} />
        </li>
      ))}
    </ul>
  );
}
