/**
 * Tells the latest of several calls, so that a slow response to an earlier one is ignored. Call it when a call starts; the function
 * that it returns tells whether no other has started since.
 */
export function trackLatest(): () => () => boolean {
  let latest = 0;
  return () => {
    latest += 1;
    const own = latest;
    return () => own === latest;
  };
}
