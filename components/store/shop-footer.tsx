import clsx from 'clsx';
import { Mail, Phone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IntentLink } from '@/components/ui/intent-link';
import { formatMoney } from '@/lib/money';
import { childrenOf } from '@/lib/products/category-tree';
import { categoryPath, ordersPath, productsPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import { deliveryTime } from '@/lib/store/checkout/delivery';
import { ShopMark } from './shop-mark';

export function ShopFooter({ shop }: { shop: Shop }) {
  const t = useTranslations('store.layout');
  const tCheckout = useTranslations('store.checkout');
  const money = (minor: number) => formatMoney(minor, shop.currency, shop.locale);
  return (
    <footer className="mt-20 border-line border-t bg-sunken">
      <div className="wrap grid gap-10 py-12 sm:grid-cols-2 lg:grid-cols-[1.5fr_1fr_1.3fr_1.3fr]">
        <div className="grid content-start gap-4">
          <ShopMark shop={shop} />
          <p className="max-w-xs text-muted text-sm">{shop.tagline}</p>
        </div>
        {shop.is_open && (
          <>
            <Column title={t('shop')} className="max-sm:columns-2">
              <FooterLink href={productsPath}>{t('shopAll')}</FooterLink>
              {childrenOf(shop.categories, null).map(({ slug, name }) => (
                <FooterLink key={slug} href={categoryPath(slug)}>
                  {name}
                </FooterLink>
              ))}
            </Column>
            <Column title={t('delivery')}>
              {shop.shipping_rates.map((rate) => (
                <li key={rate.name} className="py-1.5">
                  {t('deliveryRate', { name: rate.name, price: money(rate.price_minor) })}
                  <span className="block text-muted">
                    {rate.free_from_minor
                      ? t('deliveryFreeFrom', {
                          time: deliveryTime(tCheckout, rate),
                          amount: money(rate.free_from_minor),
                        })
                      : deliveryTime(tCheckout, rate)}
                  </span>
                </li>
              ))}
            </Column>
          </>
        )}
        <Column title={t('help')}>
          <li>
            <a href={ordersPath} className={linkClass}>
              {t('findOrder')}
            </a>
          </li>
          {shop.contact_email && (
            <li>
              <a href={`mailto:${shop.contact_email}`} className={linkClass}>
                <Mail aria-hidden className="size-4" /> {shop.contact_email}
              </a>
            </li>
          )}
          {shop.contact_phone && (
            <li>
              <a href={`tel:${shop.contact_phone.replace(/[^+\d]/g, '')}`} className={linkClass}>
                <Phone aria-hidden className="size-4 shrink-0" />{' '}
                {shop.contact_phone.replaceAll(' ', '\u00a0')}
              </a>
            </li>
          )}
        </Column>
      </div>
      <div className="wrap">
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-line border-t py-6 text-muted text-sm">
          <p>
            {shop.name}
            {shop.is_open && ` · ${t('prices', { currency: shop.currency })}`}
          </p>
          {shop.is_open && (
            <ul className="flex flex-wrap gap-2" aria-label={t('paymentMethods')}>
              {shop.payment_methods.map(({ method, label }) => (
                <li key={method} className="rounded-sm border border-line bg-raised px-2 py-1 text-xs">
                  {label}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </footer>
  );
}

const linkClass =
  'inline-flex min-h-11 items-center gap-2 underline-offset-4 hover:text-accent-text hover:underline sm:min-h-9';

function Column({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  return (
    <div>
      <h2 className="mb-2 font-semibold text-sm">{title}</h2>
      <ul className={clsx('text-sm', className)}>{children}</ul>
    </div>
  );
}

function FooterLink({
  href,
  children,
}: {
  href: Parameters<typeof IntentLink>[0]['href'];
  children: ReactNode;
}) {
  return (
    <li>
      <IntentLink href={href} className={linkClass}>
        {children}
      </IntentLink>
    </li>
  );
}
