import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { CSSProperties, ReactNode } from 'react';
import { AdminNotFound } from '@/components/admin/admin-not-found';
import { ClientMessages } from '@/components/store/client-messages';
import { NotFound } from '@/components/store/not-found';
import { PrivateLink } from '@/components/store/orders/private-link';
import { ShopFooter } from '@/components/store/shop-footer';
import { ShopHeader } from '@/components/store/shop-header';
import { fontVariables } from '@/components/ui/fonts';
import { setLocale } from '@/lib/messages/request';
import { currentPlace } from '@/lib/shops/current';
import { ordersPath } from '@/lib/shops/paths';
import { getOrderShop } from '@/lib/shops/queries';
import { themeVariables } from '@/lib/shops/theme';
import './globals.css';

/**
 * Rendered completely for each request in the shop's language and colours, so that it shows without JavaScript. `proxy.ts` passes
 * the shop and the path in headers.
 */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const { shop, locale, isOrder } = await find();
  const t = await getTranslations({ locale, namespace: 'store.layout' });
  const title = t(isOrder ? 'privateOrderTitle' : 'notFoundTitle');
  return { title: shop ? `${title} · ${shop.name}` : title, robots: { index: false } };
}

/** The page for every unknown URL, with status 404. */
export default async function GlobalNotFound() {
  const { shop, locale, isAdmin, isOrder } = await find();
  setLocale(locale);
  if (!shop) {
    return (
      <Page lang={locale}>
        <main>{isAdmin ? <AdminNotFound /> : <NotFound />}</main>
      </Page>
    );
  }
  const t = await getTranslations('store.layout');
  return (
    <Page lang={shop.locale} style={themeVariables(shop.theme)}>
      <ClientMessages keys={['store.carts.link']}>
        <div className="flex min-h-dvh flex-col">
          <ShopHeader shop={shop} />
          <main className="grow">
            {isOrder ? <PrivateLink title={t('privateOrderTitle')} /> : <NotFound isClosed={!shop.is_open} />}
          </main>
          <ShopFooter shop={shop} />
        </div>
      </ClientMessages>
    </Page>
  );
}

function Page({ lang, style, children }: { lang: string; style?: CSSProperties; children: ReactNode }) {
  return (
    <html lang={lang} className={fontVariables} style={style}>
      <body>{children}</body>
    </html>
  );
}

async function find() {
  const path = (await headers()).get('x-path') ?? '';
  const isAdmin = path.startsWith('/admin');
  const { shop: slug, locale } = await currentPlace();
  const shop = isAdmin ? null : await getOrderShop(slug);
  return { shop, locale, isAdmin, isOrder: path.startsWith(`${ordersPath}/`) };
}
