type Known = { at: number; value: boolean };

/*
 * Which pages of the storefront exist, as the proxy last saw them. Next bundles the proxy apart from the server actions, so a variable of a
 * module would be another one for each; they share the process, and so its global object. With several processes the others notice within
 * the time for which an answer is kept.
 */
const shared = globalThis as typeof globalThis & { knownPages?: Map<string, Known> };

const pages = () => {
  shared.knownPages ??= new Map();
  return shared.knownPages;
};

/** A removed page becomes a 404 within 30 seconds, a new one is found within 2. */
export function knownPage(key: string): boolean | undefined {
  const known = pages().get(key);
  return known && Date.now() - known.at < (known.value ? 30_000 : 2_000) ? known.value : undefined;
}

export function rememberPage(key: string, value: boolean) {
  // made-up slugs must not fill the memory
  if (pages().size > 10_000) pages().clear();
  pages().set(key, { at: Date.now(), value });
}

/** After a change of addresses: the next request of a page looks whether it exists. */
export const forgetPages = () => pages().clear();
