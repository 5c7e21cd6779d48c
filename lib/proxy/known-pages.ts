type Known = { at: number; value: boolean };

/*
 * Which storefront pages exist, as far as the proxy knows. Next bundles the proxy separately from server actions, so
 * each has its own module variables. They run in one process, so the global object is shared. Other processes notice a
 * change once their stored answer expires.
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

/** Call it when addresses have changed: the next request for a page then checks whether it exists. */
export const forgetPages = () => pages().clear();
