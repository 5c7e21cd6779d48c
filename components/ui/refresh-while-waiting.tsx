'use client';

import { startTransition, useEffect } from 'react';
import { checkPayment, lookAgain } from '@/lib/orders/actions';

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
          // A look that fails is followed by the next one. Not the router's refresh: where that fails, the browser's own error
          // takes the place of the page.
          await (reference === undefined ? lookAgain() : checkPayment(reference)).catch(() => {});
        }
        wait();
      });
    wait(first);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [reference, first]);
  return null;
}
