/*
 * What is typed at the checkout, kept on the shopper's device until the order is placed, for 30 days at most: a refresh, a return
 * visit or a tab that was killed loses nothing. Who pays how is none of it. Every page of the shop loads this, so it imports nothing.
 */

const KEY = 'checkout';
/** Of the format: what an earlier build has kept in another one is dropped. */
const VERSION = 2;
const THIRTY_DAYS = 30 * 24 * 3600 * 1000;

const names = [
  ...['email', 'phone', 'name', 'line1', 'line2', 'landmark', 'city', 'region', 'postcode', 'country'],
  ...['shipping_rate_id', 'note'],
] as const;

type Values = Partial<Record<(typeof names)[number], string>>;
/** `isSubmitted`: it has become an order, or is about to */
type Stored = { version: typeof VERSION; at: number; isSubmitted: boolean; values: Values };

/** Keeps what the form holds now (`formValues`). */
export function keepCheckout(form: Record<string, string>, now = Date.now()) {
  const values: Values = {};
  for (const name of names) if (form[name]) values[name] = form[name];
  write({ version: VERSION, at: now, isSubmitted: false, values });
}

/** Notes that what is kept is being sent to the shop: `forgetCheckout` drops it then. */
export function markCheckoutSubmitted(now = Date.now()) {
  const stored = read(now);
  if (stored) write({ ...stored, isSubmitted: true });
}

/** What is kept; null: nothing, or it is too old. */
export const readCheckout = (now = Date.now()): Values | null => read(now)?.values ?? null;

/** Drops what is too old, and `afterOrder` what was sent. */
export function forgetCheckout({ afterOrder }: { afterOrder: boolean }, now = Date.now()) {
  if (read(now)?.isSubmitted && afterOrder) drop();
}

function read(now: number): Stored | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (stored === null) return null;
    if (isStored(stored) && now - stored.at < THIRTY_DAYS) return stored;
  } catch {
    // somebody else's, or a browser that keeps nothing
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
    // a browser that keeps nothing
  }
}

function drop() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // as above
  }
}
