'use client';

import { ShoppingBag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { cartPath } from '@/lib/shops/paths';
import { readCartCount, watchCartCount } from './cart-count';

/** The link to the cart, with a badge that is rendered in the browser because the page around it is static. */
export function CartLink() {
  const t = useTranslations('store.carts');
  const count = useSyncExternalStore(watchCartCount, readCartCount, () => 0);
  return (
    // a plain link: the cart has another root layout, so Next would first fetch its data and then load the document
    <a
      href={cartPath}
      className="relative -mr-2 inline-flex size-11 shrink-0 items-center justify-center rounded-md hover:text-accent-text"
    >
      <ShoppingBag aria-hidden className="size-6" strokeWidth={1.75} />
      <span className="sr-only">{t('link', { count })}</span>
      {count > 0 && (
        <span
          key={count}
          aria-hidden
          className="rise absolute top-0.5 right-0 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 font-bold text-[0.6875rem] text-accent-ink tabular-nums"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </a>
  );
}
