'use client';

import { startTransition, useEffect } from 'react';
import { checkPayment } from '@/lib/orders/actions';

/** Seconds between two looks; after the last the page waits for a hand. The webhook and the mail do not depend on it. */
const PAUSES = [3, 5, 8, 13, 20, 30, 45, 60, 60, 60, 60, 60];

/** Asks about a payment again and again, ever less often, while somebody is looking. */
export function RefreshWhileWaiting({ reference }: { reference: string }) {
  useEffect(() => {
    let look = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const wait = () => {
      const pause = PAUSES[look++];
      if (pause !== undefined && !isOver) timer = setTimeout(ask, pause * 1000);
    };
    const ask = () =>
      startTransition(async () => {
        // a look that fails is followed by the next one
        if (document.visibilityState === 'visible') await checkPayment(reference).catch(() => {});
        wait();
      });
    wait();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [reference]);
  return null;
}
