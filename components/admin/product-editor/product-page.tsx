import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { BackLink } from '@/components/admin/back-link';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Notice } from '@/components/ui/form-status';
import { getProduct } from '@/lib/admin/products/editor-queries';
import { listProductGroups } from '@/lib/admin/products/queries';
import { requireMembership } from '@/lib/admin/staff/queries';
import { getShop } from '@/lib/shops/queries';
import { shopProductsPath } from '@/lib/staff/paths';
import { ProductEditor } from './product-editor';

type Props = {
  shop: string;
  /** its id; null: a new product */
  product: string | null;
  query?: Record<string, string | string[] | undefined>;
};

const doneParam = z.enum(['added', 'duplicated']);

/** The page that edits a product or adds one, for staff who edit the catalogue. */
export async function ProductPage({ shop, product: id, query = {} }: Props) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('catalog.write'))
    return <NotYourRole what="products" role={membership.role} />;
  if (id !== null && !z.uuid().safeParse(id).success) notFound();
  const [t, product, groups, publishedShop] = await Promise.all([
    getTranslations('admin.productEditor'),
    id === null ? null : getProduct(membership, id),
    listProductGroups(membership),
    getShop(membership.shop.slug),
  ]);
  if (id !== null && !product) notFound();
  const { slug, name, currency, locale, time_zone } = membership.shop;
  const done = doneParam.safeParse(query.done).data;
  return (
    <div className="wrap grid gap-5">
      <BackLink href={shopProductsPath(shop)}>{t('back')}</BackLink>
      {!product && <h2 className="font-semibold text-lg">{t('addTitle')}</h2>}
      {done && <Notice outcome={done} tone="good" title={t(`done.${done}`)} />}
      <ProductEditor
        key={product?.product_id ?? 'new'}
        facts={{
          product,
          groups,
          shop: { slug, name, currency, locale, time_zone },
          origin: publishedShop?.origin ?? null,
          canAddStock: membership.permissions.has('stock.adjust'),
        }}
      />
    </div>
  );
}
