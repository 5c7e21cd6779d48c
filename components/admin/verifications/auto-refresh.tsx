'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Refreshes a visible page to show changes by colleagues and customers. Typed input is kept. */
export function AutoRefresh() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, INTERVAL_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}

const INTERVAL_MS = 25_000;
