'use client';

import { ShopError } from '@/components/store/shop-error';
import { fontVariables } from '@/components/ui/fonts';
import ui from '@/lib/messages/ui.en.json';
import { defaultLocale } from '@/lib/shops/locales';
import './globals.css';

type Props = { error: unknown; retry: () => void };

/** Shown when a root layout fails. Every page loads this file, so it reads its few messages directly, and uses no library. */
export default function GlobalError(props: Props) {
  return (
    <html lang={defaultLocale} className={fontVariables}>
      <body>
        <title>{ui.error.title}</title>
        <main>
          <ShopError {...props} words={ui.error} />
        </main>
      </body>
    </html>
  );
}
