import type { ReactNode } from 'react';
import { ShopDocument, shopMetadata, shopViewport } from '@/components/store/shop-document';
import { prerenderedShops } from '@/lib/store/shops/prerender';
import '../../../globals.css';

// As in (store): whole, and with a real 404.
export const instant = false;

export const generateStaticParams = prerenderedShops;
export const generateMetadata = shopMetadata;
export const viewport = shopViewport;

/** Pages that are made for one visitor. A root layout of their own, so that they are loaded as documents. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <ShopDocument areas={['layout', 'products', 'carts', 'checkout', 'orders', 'payoutDetails', 'proofs']}>
      {children}
    </ShopDocument>
  );
}
