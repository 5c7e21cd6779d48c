import { Plus } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Count } from '@/components/admin/count';
import { FileLinks } from '@/components/admin/imports/file-links';
import { ListActions } from '@/components/admin/list-actions';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { SearchField } from '@/components/admin/search-field';
import { Views } from '@/components/admin/tabs';
import { ButtonLink } from '@/components/ui/button-link';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { changeProducts } from '@/lib/admin/products/actions';
import { isNarrowed, listQuery, productListOf, productViews, wholeView } from '@/lib/admin/products/list';
import { listProductGroups, listProducts } from '@/lib/admin/products/queries';
import { idKeysetOf } from '@/lib/admin/staff/keyset';
import { requireMembership } from '@/lib/admin/staff/queries';
import { queryOf } from '@/lib/routes';
import { exportPath, newProductPath, shopProductsPath } from '@/lib/staff/paths';
import { BulkBar } from './bulk-bar';
import { EmptyProducts } from './empty-products';
import { ProductFilters } from './product-filters';
import { ProductRow, productColumns } from './product-row';
import { ProductsStatus } from './products-status';

type Query = Record<string, string | string[] | undefined>;

const SEARCH = 'product-search';

/** The shop's products by status, with commands on one or many of them. */
export async function ProductsList({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('catalog.write'))
    return <NotYourRole what="products" role={membership.role} />;
  const list = productListOf(query);
  const keyset = idKeysetOf(query);
  const [{ rows, before, after, counts }, groups, t, tImports] = await Promise.all([
    listProducts(membership, list, keyset),
    listProductGroups(membership),
    getTranslations('admin.products'),
    getTranslations('admin.imports'),
  ]);
  const { view, search } = list;
  const params = listQuery(list);
  const { q: _, ...kept } = params;
  const isNew = counts.all + counts.archived === 0;
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Views
          label={t('views')}
          current={view}
          tabs={productViews.map((key) => ({
            key,
            label: t(`view.${key}`),
            href: shopProductsPath(shop, listQuery({ ...wholeView(list), view: key })),
            count: (
              <Count count={counts[key]} upTo={9999} of={t('inView', { count: counts[key] })} tone="calm" />
            ),
          }))}
        />
        {!isNew && (
          <ButtonLink href={newProductPath(shop)} className="max-sm:order-first max-sm:w-full">
            <Plus aria-hidden className="size-4" />
            {t('add')}
          </ButtonLink>
        )}
      </div>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <SearchField
          id={SEARCH}
          action={shopProductsPath(shop)}
          kept={kept}
          clear={shopProductsPath(shop, kept)}
          words={{
            label: t('searchLabel'),
            placeholder: t('searchPlaceholder'),
            clear: t('clearSearch'),
          }}
        />
        <ProductFilters shop={shop} list={list} groups={groups} />
      </div>
      {search && <h2 className="font-medium">{t('found', { search })}</h2>}
      {/* another list starts without a selection, because selected products of other pages are not visible */}
      <ListActions key={queryOf(params)} shop={membership.shop} action={changeProducts}>
        <div className="flex flex-col gap-4">
          {/* stays in view: below the header or, on a phone with a selection or a message, at the bottom of the screen */}
          <div className="z-20 grid grid-cols-[minmax(0,1fr)] gap-2 max-lg:bottom-2 max-lg:order-last max-lg:has-[[data-ticked],[role=status],[role=alert]]:sticky lg:sticky lg:top-14 lg:-mt-2 lg:bg-surface lg:pt-2">
            <ProductsStatus />
            {rows.length > 0 && (
              <BulkBar
                view={view}
                all={rows.length}
                more={before || after ? queryOf(params) : null}
                groups={groups}
              />
            )}
          </div>
          {rows.length === 0 ? (
            <EmptyProducts
              shop={shop}
              view={view}
              isNew={isNew}
              isNarrowed={isNarrowed(list) || keyset !== null}
            />
          ) : (
            <ol className={productColumns}>
              {rows.map((product) => (
                <ProductRow key={product.product_id} product={product} shop={membership.shop} />
              ))}
            </ol>
          )}
        </div>
      </ListActions>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ListKeyboard ticks search={SEARCH} />
        {rows.length > 0 && (
          <FileLinks
            label={tImports('export.list')}
            csv={exportPath(shop, { ...params, format: 'csv' })}
            xlsx={exportPath(shop, { ...params, format: 'xlsx' })}
          />
        )}
        <Pager
          before={before}
          after={after}
          pathTo={(cursor) => shopProductsPath(shop, { ...params, ...cursor })}
        />
      </div>
    </section>
  );
}
