import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Picture } from '@/components/ui/picture';
import type { StockRow as Stock } from '@/lib/admin/stock/queries';
import { variantStockPath } from '@/lib/staff/paths';
import { AdjustDialog } from './adjust-dialog';
import { StockBadges, StockNumbers } from './stock-numbers';

type Props = { shop: string; stock: Stock; canAdjust: boolean };

/** One variant: its quantities, and the button that changes them. Its name links to its history. */
export function StockRow({ shop, stock, canAdjust }: Props) {
  const t = useTranslations('admin.stock');
  const { variant_id, name, option_value, sku, image } = stock;
  return (
    <li className="grid items-center gap-x-6 gap-y-3 border-line px-4 py-3 not-first:border-t hover:bg-sunken lg:grid-cols-[minmax(0,1fr)_auto_8rem]">
      <div className="flex min-w-0 items-center gap-3">
        <span className="relative size-12 shrink-0 overflow-hidden rounded-md bg-sunken">
          {image && <Picture picture={image} alt="" sizes="48px" className="object-cover" />}
        </span>
        <div className="grid min-w-0 gap-0.5">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link
              href={variantStockPath(shop, variant_id)}
              data-row
              className="min-w-0 rounded-sm font-medium wrap-anywhere underline-offset-4 hover:underline"
            >
              {name}
              {option_value && <span className="font-normal text-muted"> {option_value}</span>}
            </Link>
            <StockBadges stock={stock} />
          </p>
          <p className="text-muted text-sm wrap-anywhere">{t('sku', { sku })}</p>
        </div>
      </div>
      <StockNumbers stock={stock} />
      {canAdjust && stock.is_tracked && <AdjustDialog stock={stock} requestKey={crypto.randomUUID()} />}
    </li>
  );
}
