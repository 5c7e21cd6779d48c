import type { ReactNode } from 'react';
import { ShopDocument, shopMetadata, shopViewport } from '@/components/store/shop-document';
import { ofVisitors } from '@/lib/messages/client-keys';
import { prerenderedShops } from '@/lib/store/shops/prerender';
import '../../../globals.css';

// Like (store): complete pages and a real 404.
export const instant = false;

export const generateStaticParams = prerenderedShops;
export const generateMetadata = shopMetadata;
export const viewport = shopViewport;

/** Pages that are rendered for each visitor. They have their own root layout, so the browser loads them as new documents. */
export default function Layout({ children }: { children: ReactNode }) {
  return <ShopDocument messages={ofVisitors}>{children}</ShopDocument>;
}
