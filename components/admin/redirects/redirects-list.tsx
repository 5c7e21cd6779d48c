import { CornerDownRight, SearchX } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { ListActions, ListStatus } from '@/components/admin/list-actions';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { SearchField } from '@/components/admin/search-field';
import { EmptyState } from '@/components/ui/empty-state';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { changeRedirect } from '@/lib/admin/redirects/actions';
import { listRedirects } from '@/lib/admin/redirects/queries';
import { idKeysetOf } from '@/lib/admin/staff/keyset';
import { requireMembership } from '@/lib/admin/staff/queries';
import { shopRedirectsPath } from '@/lib/staff/paths';
import { cleanText } from '@/lib/text';
import { AddRedirect } from './redirect-dialogs';
import { RedirectRow } from './redirect-row';

type Query = Record<string, string | string[] | undefined>;

const SEARCH = 'redirect-search';

/** The redirects of a shop. */
export async function RedirectsList({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('catalog.write'))
    return <NotYourRole what="products" role={membership.role} />;
  const t = await getTranslations('admin.redirects');
  const search = typeof query.q === 'string' ? cleanText(query.q).trim() : '';
  const { rows, before, after } = await listRedirects(membership, search, idKeysetOf(query));
  const done = {
    add_redirect: t('done.add_redirect'),
    edit_redirect: t('done.edit_redirect'),
    delete_redirect: t('done.delete_redirect'),
  };
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <ListActions shop={membership.shop} action={changeRedirect}>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <SearchField
            id={SEARCH}
            action={shopRedirectsPath(shop)}
            words={{
              label: t('searchLabel'),
              placeholder: t('searchPlaceholder'),
              clear: t('clearSearch'),
            }}
          />
          <AddRedirect />
        </div>
        <p className="max-w-3xl text-muted text-sm">{t('explain')}</p>
        {search && <h2 className="font-medium">{t('found', { search })}</h2>}
        <ListStatus done={done} />
        {rows.length === 0 ? (
          <EmptyState
            icon={search ? SearchX : CornerDownRight}
            title={search ? t('noMatchTitle') : t('emptyTitle')}
          >
            <p>{search ? t('noMatchText') : t('emptyText')}</p>
          </EmptyState>
        ) : (
          <ol className="overflow-clip rounded-lg border border-line bg-raised">
            {rows.map((redirect) => (
              <RedirectRow key={redirect.redirect_id} redirect={redirect} shop={membership.shop} />
            ))}
          </ol>
        )}
      </ListActions>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ListKeyboard search={SEARCH} />
        <Pager
          before={before}
          after={after}
          pathTo={(cursor) => shopRedirectsPath(shop, { q: search || null, ...cursor })}
        />
      </div>
    </section>
  );
}
