import { FolderTree } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { ListActions } from '@/components/admin/list-actions';
import { MoveStatus } from '@/components/admin/move-status';
import { NotYourRole } from '@/components/admin/not-your-role';
import { EmptyState } from '@/components/ui/empty-state';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { changeCategory } from '@/lib/admin/categories/actions';
import { listCategories } from '@/lib/admin/categories/queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { AddCategory } from './category-dialogs';
import { CategoryTree } from './category-tree';

/** The category tree of a shop, as its menu and category pages show it. */
export async function CategoriesPage({ shop }: { shop: string }) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('catalog.write'))
    return <NotYourRole what="products" role={membership.role} />;
  const [categories, t] = await Promise.all([
    listCategories(membership),
    getTranslations('admin.categories'),
  ]);
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <ListActions shop={membership.shop} action={changeCategory}>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-3xl text-muted text-sm">{t('explain')}</p>
          <AddCategory categories={categories} />
        </div>
        <MoveStatus
          done={{
            add_category: t('done.add_category'),
            save_category: t('done.save_category'),
            move_category: t('done.move_category'),
            delete_category: t('done.delete_category'),
          }}
        />
        {categories.length === 0 ? (
          <EmptyState icon={FolderTree} title={t('emptyTitle')}>
            <p>{t('emptyText')}</p>
          </EmptyState>
        ) : (
          <CategoryTree shop={membership.shop.slug} categories={categories} />
        )}
      </ListActions>
    </section>
  );
}
