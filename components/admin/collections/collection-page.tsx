import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { BackLink } from '@/components/admin/back-link';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Notice } from '@/components/ui/form-status';
import { getCollection } from '@/lib/admin/collections/queries';
import { listProductGroups } from '@/lib/admin/products/queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { getShop } from '@/lib/shops/queries';
import { shopCollectionsPath } from '@/lib/staff/paths';
import { CollectionEditor } from './collection-editor';

type Props = {
  shop: string;
  /** null: a new collection */
  id: string | null;
  query?: Record<string, string | string[] | undefined>;
};

/** The page that edits a collection or adds one. */
export async function CollectionPage({ shop, id, query = {} }: Props) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('catalog.write'))
    return <NotYourRole what="products" role={membership.role} />;
  if (id !== null && !z.uuid().safeParse(id).success) notFound();
  const [t, collection, groups, publishedShop] = await Promise.all([
    getTranslations('admin.collectionEditor'),
    id === null ? null : getCollection(membership, id),
    listProductGroups(membership),
    getShop(membership.shop.slug),
  ]);
  if (id !== null && !collection) notFound();
  const { slug, currency, locale, time_zone } = membership.shop;
  return (
    <div className="wrap grid gap-5 pb-16">
      <BackLink href={shopCollectionsPath(shop)}>{t('back')}</BackLink>
      <h2 className="font-semibold text-lg wrap-anywhere">{collection?.name ?? t('addTitle')}</h2>
      {query.done === 'added' && <Notice outcome="added" tone="good" title={t('added')} />}
      <CollectionEditor
        key={collection?.collection_id ?? 'new'}
        collection={collection}
        groups={groups}
        shop={{ slug, currency, locale, time_zone }}
        origin={publishedShop?.origin ?? null}
      />
    </div>
  );
}
