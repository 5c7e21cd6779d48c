import type { ReactNode } from 'react';
import { ShopDocument, shopMetadata, shopViewport } from '@/components/store/shop-document';
import { prerenderedShops } from '@/lib/store/shops/prerender';
import '../../../globals.css';

// The shop's pages come whole, never as a shell that a script fills: so they read and buy without a script, and what is not
// there is a real 404. Static ones are fetched before the click, so there is little to wait for.
export const instant = false;

export const generateStaticParams = prerenderedShops;
export const generateMetadata = shopMetadata;
export const viewport = shopViewport;

/** Pages that are the same for everybody. */
export default function Layout({ children }: { children: ReactNode }) {
  return <ShopDocument areas={['layout', 'products', 'carts']}>{children}</ShopDocument>;
}
