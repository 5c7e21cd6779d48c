'use client';

import { useEffect } from 'react';

/**
 * Reloads a page that the browser restores from its back/forward cache. Such a page is stale: it may show a cart that has been
 * ordered, or a button that is still pending.
 */
export function ReloadWhenRestored() {
  useEffect(() => {
    const reload = ({ persisted }: PageTransitionEvent) => {
      if (persisted) window.location.reload();
    };
    window.addEventListener('pageshow', reload);
    return () => window.removeEventListener('pageshow', reload);
  }, []);
  return null;
}
