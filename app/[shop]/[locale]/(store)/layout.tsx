import type { ReactNode } from 'react';
import { ShopDocument, shopMetadata, shopViewport } from '@/components/store/shop-document';
import { prerenderedShops } from '@/lib/store/shops/prerender';
import '../../../globals.css';

// Pages are sent complete, never as a shell that JavaScript fills: shopping works without JavaScript, and a missing page is a
// real 404. Static pages are prefetched before the click, so a shell would save little time.
export const instant = false;

export const generateStaticParams = prerenderedShops;
export const generateMetadata = shopMetadata;
export const viewport = shopViewport;

/** Pages that are the same for every visitor. */
export default function Layout({ children }: { children: ReactNode }) {
  return <ShopDocument>{children}</ShopDocument>;
}
