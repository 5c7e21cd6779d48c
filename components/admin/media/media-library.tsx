import { Images } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { SearchField } from '@/components/admin/search-field';
import { Views } from '@/components/admin/tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { type MediaView, mediaViewOf, mediaViews } from '@/lib/admin/media/media';
import { listMedia, listUploads } from '@/lib/admin/media/queries';
import { idKeysetOf } from '@/lib/admin/staff/keyset';
import { requireMembership } from '@/lib/admin/staff/queries';
import { shopMediaPath } from '@/lib/staff/paths';
import { cleanText } from '@/lib/text';
import { LibraryUpload, MediaGrid } from './media-grid';

type Query = Record<string, string | string[] | undefined>;

const SEARCH = 'media-search';

/** The pictures of a shop, with the upload above them. */
export async function MediaLibrary({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('catalog.write'))
    return <NotYourRole what="media" role={membership.role} />;
  const t = await getTranslations('admin.media');
  const search = typeof query.q === 'string' ? cleanText(query.q).trim() : '';
  const view = mediaViewOf(query.view);
  const [{ rows, before, after }, unfinished] = await Promise.all([
    listMedia(membership, { view, search, keyset: idKeysetOf(query) }),
    listUploads(membership),
  ]);
  const kept = { view: view === 'all' ? null : view };
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Views
          label={t('views')}
          current={view}
          tabs={mediaViews.map((key) => ({
            key,
            label: t(`view.${key}`),
            href: shopMediaPath(shop, { view: key === 'all' ? null : key }),
          }))}
        />
        <SearchField
          id={SEARCH}
          action={shopMediaPath(shop)}
          kept={kept}
          clear={shopMediaPath(shop, kept)}
          words={{
            label: t('searchLabel'),
            placeholder: t('searchPlaceholder'),
            clear: t('clearSearch'),
          }}
        />
      </div>
      {search && <h2 className="font-medium">{t('found', { search })}</h2>}
      <LibraryUpload unfinished={unfinished} />
      {rows.length === 0 && <EmptyLibrary of={search ? 'search' : view} />}
      <MediaGrid shop={shop} rows={rows} />
      <Pager
        before={before}
        after={after}
        pathTo={(place) => shopMediaPath(shop, { ...kept, q: search || null, ...place })}
      />
    </section>
  );
}

function EmptyLibrary({ of }: { of: MediaView | 'search' }) {
  const t = useTranslations('admin.media');
  return (
    <EmptyState icon={Images} title={t(`emptyTitle.${of}`)} heading="h2">
      <p>{t(`emptyText.${of}`)}</p>
    </EmptyState>
  );
}
