import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/ui/intent-link';
import { homePath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import { breadcrumbJsonLd, scriptJson } from '@/lib/store/products/structured-data';

type Props = { shop: Pick<Shop, 'name' | 'origin'>; trail: { name: string; href: Route }[] };

/** The trail from the shop's home page to the parent of this page, for shoppers and search engines. */
export function Breadcrumb({ shop, trail }: Props) {
  const t = useTranslations('store.lists');
  const steps = [{ name: shop.name, href: homePath }, ...trail];
  return (
    <nav aria-label={t('breadcrumb')} className="text-muted text-sm">
      {shop.origin && (
        <script type="application/ld+json">{scriptJson(breadcrumbJsonLd(steps, shop.origin))}</script>
      )}
      <ol className="flex flex-wrap gap-x-2">
        {steps.map(({ name, href }, index) => (
          <li key={href} className={index > 0 ? "before:mr-2 before:content-['/']" : undefined}>
            <IntentLink href={href} className="hover:text-accent-text hover:underline">
              {name}
            </IntentLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
