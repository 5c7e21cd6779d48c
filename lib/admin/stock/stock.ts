/** The views of the stock list, as in `list_stock`. */
export const stockViews = ['all', 'low', 'out'] as const;
export type StockView = (typeof stockViews)[number];

export const stockViewOf = (text: unknown): StockView => stockViews.find((view) => view === text) ?? 'all';

/** How staff change the units on hand. */
export const stockChanges = ['add_stock', 'remove_stock', 'adjust_stock'] as const;
export type StockChange = (typeof stockChanges)[number];

/** Suggested reasons for each change; others can be entered. */
export const suggestedReasons = {
  add_stock: ['delivery', 'found', 'correction'],
  remove_stock: ['damaged', 'lost', 'sample', 'correction'],
  adjust_stock: ['count', 'correction'],
} as const satisfies Record<StockChange, string[]>;

export const isStockChange = (text: string): text is StockChange =>
  (stockChanges as readonly string[]).includes(text);

type Item = { name: string; option_value: string | null };

/** A variant by its product and options, as in "Linen shirt, S / Indigo". */
export const itemName = ({ name, option_value }: Item) => (option_value ? `${name}, ${option_value}` : name);
