'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Staff leave the page open all day: when they come back to it after a while, it shows what has happened since. */
export function RefreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    let leftAt = 0;
    function onChange() {
      if (document.visibilityState === 'hidden') leftAt = Date.now();
      else if (leftAt > 0 && Date.now() - leftAt > AWHILE_MS) router.refresh();
    }
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [router]);
  return null;
}

const AWHILE_MS = 20_000;
