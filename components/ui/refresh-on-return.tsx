'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Refreshes the page when the user returns to its tab after a while, from other work or a banking app. */
export function RefreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    let leftAt = 0;
    function onChange() {
      if (document.visibilityState === 'hidden') leftAt = Date.now();
      else if (leftAt > 0 && Date.now() - leftAt > MIN_ABSENCE_MS) router.refresh();
    }
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [router]);
  return null;
}

const MIN_ABSENCE_MS = 20_000;
