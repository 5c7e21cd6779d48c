import { dayIn } from '@/lib/time';

export type Price = { price_minor: number; compare_at_minor: number | null };

/**
 * Units available now, by variant. Null: there is no limit; `backorder`: it is out of stock and still sold; absent: the variant is not
 * for sale.
 */
export type Stock = Record<string, number | 'backorder' | null>;

type StockRow = { variant_id: string; available: number | null; is_backorder: boolean };

/** The stock as the database returns it, by variant. */
export const shownStock = (rows: readonly StockRow[]): Stock =>
  Object.fromEntries(
    rows.map(({ variant_id, available, is_backorder }) => [
      variant_id,
      is_backorder ? 'backorder' : available,
    ]),
  );

/** The day on which a backorder is expected; null once it has ended in the shop's time zone. */
export const stillAhead = (date: string | null, timeZone: string): string | null =>
  date && date >= dayIn(timeZone) ? date : null;

/** Below this number of units, the stock is shown. */
const LOW_STOCK = 5;

/** The price for a list: the lowest one, that variant's former price if any, and whether others cost more. */
export function startingPrice(variants: readonly Price[]): (Price & { varies: boolean }) | null {
  const lowest = variants.toSorted((a, b) => a.price_minor - b.price_minor)[0];
  if (!lowest) return null;
  return {
    price_minor: lowest.price_minor,
    compare_at_minor: lowest.compare_at_minor,
    varies: variants.some(({ price_minor }) => price_minor > lowest.price_minor),
  };
}

/** Units of a variant that can be ordered now; null if there is no limit. */
export function availableOf(stock: Stock, variantId: string): number | null {
  const available = stock[variantId];
  if (available === undefined) return 0;
  return available === 'backorder' ? null : available;
}

/** Whether a variant is out of stock and still sold, to be sent later. */
export const isBackorder = (stock: Stock, variantId: string) => stock[variantId] === 'backorder';

/** Whether a variant can be bought at all. */
export const isAvailable = (stock: Stock, variantId: string) => availableOf(stock, variantId) !== 0;

/** Whether a product shows as sold out: none of its variants can be bought. */
export const isSoldOut = (variants: readonly { id: string }[], stock: Stock) =>
  !variants.some(({ id }) => isAvailable(stock, id));

/** The number of units left if it is low; 0 is sold out. Null if there are more, or stock is not tracked. */
export const stockHint = (available: number | null): number | null =>
  available === null || available >= LOW_STOCK ? null : Math.max(available, 0);

/** The discount in whole percent, rounded down so that no shopper is promised more. */
export function discountPercent({ price_minor, compare_at_minor }: Price): number | null {
  if (!compare_at_minor || compare_at_minor <= price_minor) return null;
  return Math.floor(((compare_at_minor - price_minor) * 100) / compare_at_minor) || null;
}
