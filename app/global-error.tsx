'use client';

import { ShopError } from '@/components/store/shop-error';
import { fontVariables } from '@/components/ui/fonts';
import './globals.css';

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <title>That did not work</title>
        <main>
          <ShopError error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
