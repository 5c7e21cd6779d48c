'use client';

import { useEffect } from 'react';

/**
 * A browser that goes back may show the page as it was left, from memory: a cart that has been ordered, a button that still says
 * that it is at work. Such a page is loaded anew.
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
