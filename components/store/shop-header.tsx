import { useTranslations } from 'next-intl';
import { CartLink } from '@/components/store/carts/cart-link';
import { IntentLink } from '@/components/ui/intent-link';
import { childrenOf } from '@/lib/products/category-tree';
import { categoryPath, homePath, productsPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import { ShopMark } from './shop-mark';

export function ShopHeader({ shop }: { shop: Shop }) {
  const t = useTranslations('store.layout');
  return (
    <>
      {shop.announcement && (
        <aside
          aria-label={t('announcement')}
          className="text-balance bg-accent px-4 py-2 text-center font-medium text-accent-ink text-sm dark:bg-accent-soft dark:text-ink"
        >
          {shop.announcement}
        </aside>
      )}
      <header className="sticky top-0 z-40 border-line border-b bg-surface">
        <div className="wrap flex items-center justify-between gap-6 py-2 lg:py-3">
          <IntentLink
            href={homePath}
            className="min-w-0 rounded-md py-1"
            aria-label={t('homeLink', { shop: shop.name })}
          >
            <ShopMark shop={shop} />
          </IntentLink>
          {shop.is_open && (
            <>
              <Categories shop={shop} className="hidden lg:flex" />
              <CartLink />
            </>
          )}
        </div>
      </header>
      {shop.is_open && <Categories shop={shop} className="flex border-line border-b lg:hidden" />}
    </>
  );
}

/** Rendered twice, with one copy visible: a horizontally scrolling strip on a phone, a row in the header on a wide screen. */
function Categories({ shop, className }: { shop: Shop; className: string }) {
  const t = useTranslations('store.layout');
  const links = [
    { href: productsPath, name: t('shopAll') },
    ...childrenOf(shop.categories, null).map(({ slug, name }) => ({ href: categoryPath(slug), name })),
  ];
  return (
    <nav aria-label={t('categories')} className={className}>
      <ul className="flex gap-1 overflow-x-auto px-2 [scrollbar-width:none] sm:px-4 lg:px-0">
        {links.map(({ href, name }) => (
          <li key={href}>
            <IntentLink
              href={href}
              className="inline-flex min-h-11 items-center whitespace-nowrap rounded-md px-2 text-sm hover:text-accent-text lg:px-2.5 lg:text-[0.9375rem]"
            >
              {name}
            </IntentLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
