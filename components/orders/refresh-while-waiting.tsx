'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Seconds between two looks; after the last the page waits for a hand. The webhook and the mail do not depend on it. */
const PAUSES = [3, 5, 8, 13, 20, 30, 45, 60, 60, 60, 60, 60];

/** Asks the gateway again, by the same door as the payer who comes back, until the page has another answer. */
export function RefreshWhileWaiting({ checkPath }: { checkPath: Route }) {
  const router = useRouter();
  useEffect(() => {
    let look = 0;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const pause = PAUSES[look++];
      if (pause === undefined) return;
      timer = setTimeout(() => {
        if (document.visibilityState === 'visible') router.replace(checkPath, { scroll: false });
        wait();
      }, pause * 1000);
    };
    wait();
    return () => clearTimeout(timer);
  }, [router, checkPath]);
  return null;
}
