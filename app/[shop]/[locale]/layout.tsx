import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { fontVariables } from '@/components/ui/fonts';
import { defaultLocale } from '@/lib/shops/locales';
import { currentOrderShop, listShops } from '@/lib/shops/queries';
import { themeVariables } from '@/lib/shops/theme';
import { orNowhere } from '@/lib/store/shops/prerender';
import '../../globals.css';

// The shop's pages come whole, never as a shell that a script fills: so they read and buy without a script, and what is not
// there is a real 404. Static ones are fetched before the click, so there is little to wait for.
export const instant = false;

export async function generateStaticParams() {
  return orNowhere(await listShops()).map((shop) => ({ shop, locale: defaultLocale }));
}

export async function generateMetadata(): Promise<Metadata> {
  const { name, tagline, origin, theme, locale } = await currentOrderShop();
  return {
    metadataBase: origin,
    title: { default: `${name} · ${tagline}`, template: `%s · ${name}` },
    description: tagline,
    applicationName: name,
    icons: theme.logo_mark,
    manifest: '/manifest.webmanifest',
    openGraph: { siteName: name, locale: locale.replace('-', '_'), type: 'website' },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#191412' },
  ],
};

export default async function ShopLayout({ children }: { children: ReactNode }) {
  const { locale, theme } = await currentOrderShop();
  return (
    <html lang={locale} className={fontVariables} style={themeVariables(theme)}>
      <body>{children}</body>
    </html>
  );
}
