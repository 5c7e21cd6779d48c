import { useTranslations } from 'next-intl';
import { Breadcrumb } from '@/components/store/breadcrumb';
import { ProductList } from '@/components/store/products/product-list';
import { IntentLink } from '@/components/ui/intent-link';
import { childrenOf, trailTo } from '@/lib/products/category-tree';
import { categoryPath } from '@/lib/shops/paths';
import type { Shop } from '@/lib/shops/queries';
import type { ListPage } from '@/lib/store/products/list';

type Category = Shop['categories'][number];

type Props = { shop: Shop; category: Category; list: ListPage };

/** A category: its breadcrumbs, the categories below it, and a page of the products of all of them. */
export function CategoryPage({ shop, category, list }: Props) {
  const { id, slug, parent_id, name, description } = category;
  const trail = trailTo(shop.categories, parent_id);
  return (
    <ProductList
      shop={shop}
      title={name}
      description={description}
      list={list}
      pathTo={(page) => categoryPath(slug, page)}
      above={
        <Breadcrumb shop={shop} trail={trail.map(({ name, slug }) => ({ name, href: categoryPath(slug) }))} />
      }
      below={<SubCategories categories={childrenOf(shop.categories, id)} />}
    />
  );
}

function SubCategories({ categories }: { categories: Category[] }) {
  const t = useTranslations('store.lists');
  if (categories.length === 0) return null;
  return (
    <nav aria-label={t('subCategories')}>
      <ul className="flex flex-wrap gap-2">
        {categories.map(({ id, slug, name }) => (
          <li key={id} className="min-w-0">
            <IntentLink
              href={categoryPath(slug)}
              className="inline-flex min-h-11 items-center rounded-full border border-line bg-raised px-4 text-sm wrap-anywhere hover:border-accent-text hover:text-accent-text"
            >
              {name}
            </IntentLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
