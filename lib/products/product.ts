export type Price = { price_minor: number; compare_at_minor: number | null };

/** Pieces that can be sold now, by variant; null where nothing is counted, absent where the variant is not for sale. */
export type Stock = Record<string, number | null>;

/** Fewer pieces than this are worth a word. */
const FEW = 5;

/** What a list shows: the lowest price, the former price if that variant has one, and whether others cost more. */
export function startingPrice(variants: readonly Price[]): (Price & { varies: boolean }) | null {
  const lowest = variants.toSorted((a, b) => a.price_minor - b.price_minor)[0];
  if (!lowest) return null;
  return {
    price_minor: lowest.price_minor,
    compare_at_minor: lowest.compare_at_minor,
    varies: variants.some(({ price_minor }) => price_minor > lowest.price_minor),
  };
}

/** Pieces of a variant that can be sold now; null: nothing is counted. */
export function availableOf(stock: Stock, variantId: string): number | null {
  const available = stock[variantId];
  return available === undefined ? 0 : available;
}

/** Whether a variant can be bought at all. */
export const isAvailable = (stock: Stock, variantId: string) => availableOf(stock, variantId) !== 0;

/** Whether a shopper should see 'Sold out' on a product: when none of its variants can be bought. */
export const isSoldOut = (variants: readonly { id: string }[], stock: Stock) =>
  !variants.some(({ id }) => isAvailable(stock, id));

/** How many are left of a variant, where that is worth a word: 0 is sold out. Null when there is plenty, or nothing is counted. */
export const stockHint = (available: number | null): number | null =>
  available === null || available >= FEW ? null : Math.max(available, 0);

/** How much less than the former price, in whole percent, rounded down so that nobody is promised more. */
export function discountPercent({ price_minor, compare_at_minor }: Price): number | null {
  if (!compare_at_minor || compare_at_minor <= price_minor) return null;
  return Math.floor(((compare_at_minor - price_minor) * 100) / compare_at_minor) || null;
}
