/*
 * Keeps the checkout form on the shopper's device until the order is placed, for 30 days at most. A refresh, a return visit or a killed
 * tab then loses nothing. Never stores the payment method. Every page of the shop loads this file, so it imports nothing.
 */

const KEY = 'checkout';
/** The version of the format; data of an earlier format is dropped. */
const VERSION = 2;
const THIRTY_DAYS = 30 * 24 * 3600 * 1000;

const names = [
  ...['email', 'phone', 'name', 'line1', 'line2', 'landmark', 'city', 'region', 'postcode', 'country'],
  ...['shipping_rate_id', 'note'],
] as const;

type Values = Partial<Record<(typeof names)[number], string>>;
/** `isSubmitted`: it became an order, or is about to */
type Stored = { version: typeof VERSION; at: number; isSubmitted: boolean; values: Values };

/** Stores the form's current values (`formValues`). */
export function keepCheckout(form: Record<string, string>, now = Date.now()) {
  const values: Values = {};
  for (const name of names) if (form[name]) values[name] = form[name];
  write({ version: VERSION, at: now, isSubmitted: false, values });
}

/** Marks the stored values as submitted: `forgetCheckout` then drops them. */
export function markCheckoutSubmitted(now = Date.now()) {
  const stored = read(now);
  if (stored) write({ ...stored, isSubmitted: true });
}

/** The stored values; null if there are none, or they are too old. */
export const readCheckout = (now = Date.now()): Values | null => read(now)?.values ?? null;

/** Drops values that are too old and, with `afterOrder`, submitted ones. */
export function forgetCheckout({ afterOrder }: { afterOrder: boolean }, now = Date.now()) {
  if (read(now)?.isSubmitted && afterOrder) drop();
}

function read(now: number): Stored | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (stored === null) return null;
    if (isStored(stored) && now - stored.at < THIRTY_DAYS) return stored;
  } catch {
    // foreign data, or storage is unavailable
  }
  drop();
  return null;
}

function isStored(stored: unknown): stored is Stored {
  const { version, at, values } = Object(stored);
  return (
    version === VERSION &&
    typeof at === 'number' &&
    Object.entries(Object(values)).every(([name, value]) => isName(name) && typeof value === 'string')
  );
}

const isName = (name: string): name is keyof Values => (names as readonly string[]).includes(name);

function write(stored: Stored) {
  try {
    localStorage.setItem(KEY, JSON.stringify(stored));
  } catch {
    // storage is unavailable
  }
}

function drop() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // as above
  }
}
