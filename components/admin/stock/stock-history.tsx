import { ClipboardList } from 'lucide-react';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { BackLink } from '@/components/admin/back-link';
import { ListActions } from '@/components/admin/list-actions';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { requireMembership } from '@/lib/admin/staff/queries';
import { changeStock } from '@/lib/admin/stock/actions';
import { getStock } from '@/lib/admin/stock/queries';
import { shopStockPath, variantStockPath } from '@/lib/staff/paths';
import { AdjustDialog } from './adjust-dialog';
import { LevelDialog } from './level-dialog';
import { MovementRow } from './movement-row';
import { StockBadges, StockNumbers } from './stock-numbers';
import { StockStatus } from './stock-status';

type Props = { shop: string; variant: string; query: Record<string, string | string[] | undefined> };

const movementId = z.coerce.number<string>().int().positive();

/** One variant's stock: its quantities, and each change with its reason, newest first. */
export async function StockHistory({ shop, variant, query }: Props) {
  const membership = await requireMembership(shop);
  if (!membership.permissions.has('stock.read')) return <NotYourRole what="stock" role={membership.role} />;
  const t = await getTranslations('admin.stock');
  const id = z.uuid().safeParse(variant);
  if (!id.success) notFound();
  const before = movementId.safeParse(query.before);
  const found = await getStock(membership, id.data, before.success ? before.data : null);
  if (!found) notFound();
  const { stock, movements, older, low_stock_at } = found;
  const canAdjust = membership.permissions.has('stock.adjust') && stock.is_tracked;
  return (
    <section className="wrap grid gap-5 pb-16">
      <RefreshOnReturn />
      <BackLink href={shopStockPath(shop)}>{t('history.back')}</BackLink>
      <ListActions shop={membership.shop} action={changeStock}>
        <StockStatus />
        <div className="grid gap-4 rounded-lg border border-line bg-raised p-4 lg:grid-cols-[minmax(0,1fr)_auto] lg:items-center">
          <div className="grid min-w-0 gap-1">
            <h2 className="flex flex-wrap items-center gap-2 font-semibold text-lg">
              <span className="wrap-anywhere">
                {stock.name} {stock.option_value}
              </span>
              <StockBadges stock={stock} />
            </h2>
            <p className="text-muted text-sm wrap-anywhere">{t('sku', { sku: stock.sku })}</p>
            {stock.is_tracked && (
              <p className="text-muted text-sm">
                {stock.low_stock_at === null
                  ? t('levelOfShop', { count: low_stock_at })
                  : t('levelNow', { count: stock.low_stock_at })}
              </p>
            )}
          </div>
          <StockNumbers stock={stock} />
          {canAdjust && (
            <div className="flex flex-wrap gap-2 lg:col-span-2">
              <AdjustDialog stock={stock} requestKey={crypto.randomUUID()} />
              <LevelDialog stock={stock} shopLevel={low_stock_at} />
            </div>
          )}
        </div>
      </ListActions>
      <div className="grid gap-3">
        <h3 className="font-semibold">{t('history.title')}</h3>
        {movements.length === 0 ? (
          <EmptyState icon={ClipboardList} title={t('history.empty')} heading="h2">
            <p>{t('history.emptyText')}</p>
          </EmptyState>
        ) : (
          <ol className="overflow-clip rounded-lg border border-line bg-raised">
            {movements.map((movement) => (
              <MovementRow key={movement.id} movement={movement} shop={membership.shop} />
            ))}
          </ol>
        )}
        <Pager
          top={before.success ? { href: variantStockPath(shop, id.data), label: t('history.newest') } : null}
          after={older === null ? null : String(older)}
          labels={{ before: t('history.newest'), after: t('history.older') }}
          pathTo={(cursor) =>
            variantStockPath(shop, id.data, { before: 'after' in cursor ? cursor.after : cursor.before })
          }
        />
      </div>
    </section>
  );
}
