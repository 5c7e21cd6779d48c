import { LayoutGrid, Plus } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { ListActions } from '@/components/admin/list-actions';
import { MoveStatus } from '@/components/admin/move-status';
import { NotYourRole } from '@/components/admin/not-your-role';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { changeCollections } from '@/lib/admin/collections/actions';
import { listCollections } from '@/lib/admin/collections/queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { newCollectionPath } from '@/lib/staff/paths';
import { CollectionRow } from './collection-row';

/** The collections of a shop, in the order in which its home page shows them. */
export async function CollectionsPage({ shop }: { shop: string }) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('catalog.write'))
    return <NotYourRole what="products" role={membership.role} />;
  const [collections, t] = await Promise.all([
    listCollections(membership),
    getTranslations('admin.collections'),
  ]);
  const add = (
    <ButtonLink href={newCollectionPath(shop)} className="max-sm:w-full">
      <Plus aria-hidden className="size-4" />
      {t('add')}
    </ButtonLink>
  );
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <ListActions shop={membership.shop} action={changeCollections}>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-3xl text-muted text-sm">{t('explain')}</p>
          {collections.length > 0 && add}
        </div>
        <MoveStatus
          done={{
            move_collection: t('done.move_collection'),
            delete_collection: t('done.delete_collection'),
          }}
        />
        {collections.length === 0 ? (
          <EmptyState icon={LayoutGrid} title={t('emptyTitle')} action={add}>
            <p>{t('emptyText')}</p>
          </EmptyState>
        ) : (
          <ol className="overflow-clip rounded-lg border border-line bg-raised">
            {collections.map((collection, index) => (
              <CollectionRow
                key={collection.collection_id}
                shop={shop}
                collection={collection}
                place={index}
                isLast={index === collections.length - 1}
              />
            ))}
          </ol>
        )}
      </ListActions>
    </section>
  );
}
