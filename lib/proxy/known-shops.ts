type Known = { at: number; slug: string | null };

/** The shops of host names as the database last answered; null for a host name that no shop has claimed. */
const shops = new Map<string, Known>();

const MOST = 10_000;

export const knownShop = (host: string) => shops.get(host);

/** Made-up host names must not fill the memory: those that no shop has claimed are forgotten first. */
export function rememberShop(host: string, slug: string | null): Known {
  if (shops.size >= MOST) for (const [name, known] of shops) if (known.slug === null) shops.delete(name);
  if (shops.size >= MOST) shops.clear();
  const known = { at: Date.now(), slug };
  shops.set(host, known);
  return known;
}
