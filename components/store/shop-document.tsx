import type { Metadata, Viewport } from 'next';
import { getTranslations } from 'next-intl/server';
import { type ReactNode, Suspense } from 'react';
import { FocusContent } from '@/components/ui/focus-content';
import { fontVariables } from '@/components/ui/fonts';
import { Renewed } from '@/components/ui/renewed';
import { everywhere, type MessageKey } from '@/lib/messages/client-keys';
import { currentOrderShop } from '@/lib/shops/queries';
import { themeVariables } from '@/lib/shops/theme';
import { ForgetCheckout } from './checkout/forget-checkout';
import { ClientMessages } from './client-messages';
import { OfflineNotice } from './offline-notice';
import { ShopFooter } from './shop-footer';
import { ShopHeader } from './shop-header';

export async function shopMetadata(): Promise<Metadata> {
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

export const shopViewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#191412' },
  ],
};

type Props = {
  /** those that client components of these pages use */
  messages?: MessageKey[];
  children: ReactNode;
};

/** The HTML document around each page of a shop, shared by its two root layouts. */
export async function ShopDocument({ messages = everywhere, children }: Props) {
  const [shop, t] = await Promise.all([currentOrderShop(), getTranslations('store.layout')]);
  return (
    <html lang={shop.locale} className={fontVariables} style={themeVariables(shop.theme)}>
      <body>
        <ClientMessages keys={messages}>
          <div className="flex min-h-dvh flex-col">
            <a
              href="#content"
              className="skip-link left-4 z-50 rounded-md bg-ink px-4 py-3 font-semibold text-surface"
            >
              {t('skipToContent')}
            </a>
            <ShopHeader shop={shop} />
            <main id="content" tabIndex={-1} className="grow outline-none">
              {children}
            </main>
            <Suspense>
              <FocusContent />
            </Suspense>
            <ShopFooter shop={shop} />
            <OfflineNotice />
            <Renewed />
            <ForgetCheckout />
          </div>
        </ClientMessages>
      </body>
    </html>
  );
}
