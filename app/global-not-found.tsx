import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { Suspense } from 'react';
import { AdminNotFound } from '@/components/admin/admin-not-found';
import { PrivateLink } from '@/components/orders/private-link';
import { NotFound } from '@/components/shop/not-found';
import { ShopFooter } from '@/components/shop/shop-footer';
import { ShopHeader } from '@/components/shop/shop-header';
import { fontVariables } from '@/components/ui/fonts';
import { ordersPath } from '@/lib/shops/paths';
import { getOrderShop } from '@/lib/shops/queries';
import { themeVariables } from '@/lib/shops/theme';
import './globals.css';

export const metadata: Metadata = { title: 'There is nothing here', robots: { index: false } };

/**
 * What is not there, with status 404. The page is made at build time for every address of every shop, so the visitor's shop
 * is filled in behind it; `proxy.ts` says which one it is.
 */
export default function GlobalNotFound() {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <Suspense
          fallback={
            <main>
              <NotFound />
            </main>
          }
        >
          <InShop />
        </Suspense>
      </body>
    </html>
  );
}

async function InShop() {
  const head = await headers();
  if (head.get('x-path')?.startsWith('/admin')) {
    return (
      <main>
        <AdminNotFound />
      </main>
    );
  }
  const shop = await getOrderShop(head.get('x-shop') ?? '');
  const isOrder = head.get('x-path')?.startsWith(`${ordersPath}/`);
  const content = isOrder ? (
    <PrivateLink title="This order opens with its private link" />
  ) : (
    <NotFound isClosed={shop?.is_open === false} />
  );
  if (!shop) return <main>{content}</main>;
  const colours = Object.entries(themeVariables(shop.theme)).map(([name, value]) => `${name}:${value}`);
  return (
    <div lang={shop.locale} className="flex min-h-dvh flex-col">
      <style>{`:root{${colours.join(';')}}`}</style>
      <ShopHeader shop={shop} />
      <main className="grow">{content}</main>
      <ShopFooter shop={shop} />
    </div>
  );
}
