import { getTranslations } from 'next-intl/server';
import { ListActions } from '@/components/admin/list-actions';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { SearchField } from '@/components/admin/search-field';
import { Views } from '@/components/admin/tabs';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { idKeysetOf } from '@/lib/admin/staff/keyset';
import { requireMembership } from '@/lib/admin/staff/queries';
import { changeStock } from '@/lib/admin/stock/actions';
import { listStock } from '@/lib/admin/stock/queries';
import { stockViewOf, stockViews } from '@/lib/admin/stock/stock';
import { shopStockPath } from '@/lib/staff/paths';
import { cleanText } from '@/lib/text';
import { EmptyStock } from './empty-stock';
import { LowStockCount } from './low-stock-count';
import { StockRow } from './stock-row';
import { StockStatus } from './stock-status';

type Query = Record<string, string | string[] | undefined>;

const SEARCH = 'stock-search';

/** The stock of each variant, and what is low or sold out. */
export async function StockList({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('stock.read')) return <NotYourRole what="stock" role={membership.role} />;
  const t = await getTranslations('admin.stock');
  const search = typeof query.q === 'string' ? cleanText(query.q).trim() : '';
  const view = search ? 'all' : stockViewOf(query.view);
  const { rows, before, after, low_stock_at } = await listStock(membership, {
    view,
    search,
    keyset: idKeysetOf(query),
  });
  const params = { view: view === 'all' ? null : view, q: search || null };
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Views
          label={t('views')}
          current={search ? null : view}
          tabs={stockViews.map((key) => ({
            key,
            label: t(`view.${key}`),
            href: shopStockPath(shop, { view: key === 'all' ? null : key }),
            count: key === 'low' && <LowStockCount shop={shop} />,
          }))}
        />
        <SearchField
          id={SEARCH}
          action={shopStockPath(shop)}
          words={{
            label: t('searchLabel'),
            placeholder: t('searchPlaceholder'),
            clear: t('clearSearch'),
          }}
        />
      </div>
      <p className="max-w-3xl text-muted text-sm">{t('explain')}</p>
      {search && <h2 className="font-medium">{t('found', { search })}</h2>}
      <ListActions shop={membership.shop} action={changeStock}>
        <StockStatus />
        {rows.length === 0 ? (
          <EmptyStock of={search ? 'search' : view} level={low_stock_at} />
        ) : (
          <ol className="overflow-clip rounded-lg border border-line bg-raised">
            {rows.map((stock) => (
              <StockRow
                key={stock.variant_id}
                shop={shop}
                stock={stock}
                canAdjust={membership.permissions.has('stock.adjust')}
              />
            ))}
          </ol>
        )}
      </ListActions>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ListKeyboard search={SEARCH} />
        <Pager
          before={before}
          after={after}
          pathTo={(cursor) => shopStockPath(shop, { ...params, ...cursor })}
        />
      </div>
    </section>
  );
}
