import { type ReactNode, Suspense } from 'react';
import { ForgetCheckout } from '@/components/store/checkout/forget-checkout';
import { OfflineNotice } from '@/components/store/offline-notice';
import { ShopFooter } from '@/components/store/shop-footer';
import { ShopHeader } from '@/components/store/shop-header';
import { FocusContent } from '@/components/ui/focus-content';
import { Renewed } from '@/components/ui/renewed';
import { currentOrderShop } from '@/lib/shops/queries';

export default async function StoreLayout({ children }: { children: ReactNode }) {
  const shop = await currentOrderShop();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="skip-link left-4 z-50 rounded-md bg-ink px-4 py-3 font-semibold text-surface"
      >
        Skip to content
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
  );
}
