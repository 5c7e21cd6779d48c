'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect } from 'react';
import { checkPayment } from '@/lib/orders/actions';

/** Seconds between two looks at a gateway; after the last the page waits for a hand. The webhook and the mail do not depend on it. */
const PAUSES = [3, 5, 8, 13, 20, 30, 45, 60, 60, 60, 60, 60];
/** People take longer: while they look for a transfer, the order is read again for some two hours. */
const PERSON_PAUSE = 25;
const PERSON_LOOKS = 300;

const pauseOf = (look: number, reference: string | undefined) =>
  reference === undefined ? (look < PERSON_LOOKS ? PERSON_PAUSE : undefined) : PAUSES[look];

/**
 * Asks again and again while somebody looks at the page: about a payment at a gateway, or, without a `reference`, how the order
 * stands. What is being typed stays. `first`: seconds until the first look.
 */
export function RefreshWhileWaiting({ reference, first }: { reference?: string; first?: number }) {
  const router = useRouter();
  useEffect(() => {
    let look = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const wait = (pause = pauseOf(look++, reference)) => {
      if (pause !== undefined && !isOver) timer = setTimeout(ask, pause * 1000);
    };
    const ask = () =>
      startTransition(async () => {
        if (document.visibilityState === 'visible') {
          if (reference === undefined) router.refresh();
          // a look that fails is followed by the next one
          else await checkPayment(reference).catch(() => {});
        }
        wait();
      });
    wait(first);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [reference, first, router]);
  return null;
}
