/**
 * Tracks the latest of several calls, so that a slow response to an earlier one is ignored. Call the returned function when a
 * call starts: it returns a function that tells whether that call is still the latest.
 */
export function trackLatest(): () => () => boolean {
  let latest = 0;
  return () => {
    latest += 1;
    const own = latest;
    return () => own === latest;
  };
}
