'use client';

import { startTransition, useEffect, useEffectEvent } from 'react';

/** Seconds between two looks at a gateway; after the last the page waits for a hand. The webhook and the mail do not depend on it. */
const PAUSES = [3, 5, 8, 13, 20, 30, 45, 60, 60, 60, 60, 60];
/** People take longer: while they look for a transfer, the order is read again for some two hours. */
const PERSON_PAUSE = 25;
const PERSON_LOOKS = 300;

const pauseOf = (look: number, reference: string | undefined) =>
  reference === undefined ? (look < PERSON_LOOKS ? PERSON_PAUSE : undefined) : PAUSES[look];

type Props = {
  /** a server action that brings the page up to date */
  look: (reference?: string) => Promise<void>;
  /** of a payment at a gateway; absent: people are waited for, who take longer */
  reference?: string;
  /** seconds until the first look */
  first?: number;
};

/** Looks again and again while somebody has the page open. What is being typed stays. */
export function RefreshWhileWaiting({ look, reference, first }: Props) {
  // Not the router's refresh: where that fails, the browser's own error takes the place of the page. A look that fails is followed by
  // the next one.
  const lookOnce = useEffectEvent(() => look(reference).catch(() => {}));
  useEffect(() => {
    let looks = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const wait = (pause = pauseOf(looks++, reference)) => {
      if (pause !== undefined && !isOver) timer = setTimeout(ask, pause * 1000);
    };
    const ask = () =>
      startTransition(async () => {
        if (document.visibilityState === 'visible') await lookOnce();
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
